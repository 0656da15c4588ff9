import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { defaultLimits } from "@portolan/core";
import { describe, expect, it } from "vitest";
import { RunnerChild } from "../pool/runner-child.ts";
import type { RunMessage } from "../protocol.ts";
import { runInChild } from "./run-in-child.ts";
import { ToolCalls } from "./tool-calls.ts";

const fixture = fileURLToPath(new URL("../../test/fake-runner.mjs", import.meta.url));
const limits = { ...defaultLimits, wallMs: 2_000 };
const subject = { name: "subject", exported: "subject", source: "", modules: {}, grants: {}, tools: {} };
const message: RunMessage = { type: "run", run: 1, ...subject, input: "[]", limits, seed: 1, epochMs: 1 };
const done = { type: "done", run: 1, measures: { warm: true, linkMs: 1, runMs: 1, cpuMs: 1, heapMb: 1 } };

/** The end of a run in a child that says these messages. */
async function endOf(messages: unknown[]) {
  const argv = ["anything", JSON.stringify(messages)];
  const child = new RunnerChild(
    fork(fixture, argv, { execArgv: [], stdio: ["ignore", "ignore", "pipe", "ipc"] }),
    64,
  );
  await child.ready;
  const answers = new ToolCalls({ tools: {}, limits, approve: undefined, id: "r" });
  const { result } = await runInChild(child, message, answers);
  child.kill();
  await child.ended;
  return result;
}

describe("a child that is no longer ours", () => {
  it.each([
    ["nothing at all", [null]],
    ["a number", [5]],
    ["a text", ["done"]],
    ["lines that are none", [{ type: "logs", run: 1, lines: 5 }]],
    ["a call without an input", [{ type: "call", run: 1, call: 1, tool: "a.b", by: "x" }]],
    ["an end without a result", [{ type: "done", run: 1 }]],
    ["a value that is not JSON", [{ ...done, result: { kind: "value", text: "{" } }]],
    ["a value without a text", [{ ...done, result: { kind: "value" } }]],
  ])("is a crash when it says %s", async (_, messages) => {
    expect(await endOf(messages)).toMatchObject({ kind: "crash" });
  });

  it("is not heard about the run of another", async () => {
    const other = { ...done, run: 2, result: { kind: "value", text: "2" } };
    const own = { ...done, result: { kind: "value", text: "1" } };
    expect(await endOf([other, { type: "exceeded", run: 2, limit: "toolCalls" }, own, other])).toEqual({
      kind: "value",
      value: 1,
    });
  });

  it("cannot settle a run twice", async () => {
    const ends = ["1", "2"].map((text) => ({ ...done, result: { kind: "value", text } }));
    expect(await endOf(ends)).toEqual({ kind: "value", value: 1 });
  });
});
