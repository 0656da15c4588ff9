import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { defaultLimits, type RunResult } from "@portolan/core";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { ChildPool } from "../pool/child-pool.ts";
import type { RunMessage } from "../protocol.ts";
import { runInChild } from "./run-in-child.ts";
import { ToolCalls } from "./tool-calls.ts";

const fixture = fileURLToPath(new URL("../../test/hostile-runner.mjs", import.meta.url));
const limits = { ...defaultLimits, wallMs: 1_000, toolCalls: 2 };
const settings: RunMessage = {
  type: "run",
  run: 1,
  name: "attack",
  exported: "attack",
  source: "",
  modules: {},
  grants: {},
  tools: {},
  input: "[]",
  limits,
  seed: 1,
  epochMs: 0,
};

/** How a run ends whose child says these things, and how often a tool was called. */
async function endOf(said: unknown[]): Promise<{ result: RunResult; called: number }> {
  const execArgv: string[] = [];
  const pool = new ChildPool({
    children: 1,
    memoryMb: 64,
    waiting: 1,
    fork: () => fork(fixture, [], { execArgv, stdio: ["ignore", "ignore", "pipe", "ipc"] }),
  });
  const child = await pool.lend({ queue: "", memoryMb: 64 });
  if (!child) throw new Error("no child");
  let called = 0;
  const use = { description: "", input: z.json(), output: z.json(), effect: "read" as const };
  const call = async (): Promise<number> => ++called;
  const answers = new ToolCalls({
    tools: { box: { use: { ...use, call } } },
    limits,
    approve: undefined,
    id: "x",
  });
  const { result } = await runInChild(child, { ...settings, source: JSON.stringify(said) }, answers);
  await pool.dispose();
  return { result, called };
}

const measures = { warm: true, linkMs: 0, runMs: 0, cpuMs: null, heapMb: null };
const done = (result: unknown) => ({ type: "done", run: 1, result, measures });
const call = (changes: object) => ({
  type: "call",
  run: 1,
  call: 1,
  tool: "box.use",
  by: "x",
  text: "1",
  ...changes,
});

describe("a child that was taken over", () => {
  it.each([
    ["nothing", [null]],
    ["a text", ["done"]],
    ["an unknown type", [{ type: "__proto__" }]],
    ["no result", [done(null)]],
    ["an unknown kind of result", [done({ kind: "trusted", value: 1 })]],
    ["a limit that records inherit", [done({ kind: "limit", limit: "constructor" })]],
    ["an error without texts", [done({ kind: "error", name: {}, message: null, stack: "x" })]],
    ["logs that are no list", [{ type: "logs", run: 1, lines: { length: 1e9 }, cut: false }]],
    ["a line that is no text", [{ type: "logs", run: 1, lines: [{}], cut: false }]],
    ["a call of what is no text", [call({ tool: ["box.use"] })]],
    ["a call with an input that is no text", [call({ text: { length: 1 } })]],
  ])("and says %s is killed", async (_, said) => {
    expect(await endOf(said)).toEqual({ result: { kind: "crash", detail: "signal SIGKILL" }, called: 0 });
  });

  it.each([
    ["a value that is not JSON", "{", "crash"],
    ["a value too deep for whoever walks it", `${"[".repeat(2_000)}${"]".repeat(2_000)}`, "crash"],
    ["a value that is too large", `"${"x".repeat(5_000_000)}"`, "limit"],
  ])("cannot pass %s as a result", async (_, text, kind) => {
    expect((await endOf([done({ kind: "value", text })])).result.kind).toBe(kind);
  });

  it("cannot speak for another run", async () => {
    const other = { ...done({ kind: "value", text: "1" }), run: 2 };
    const exceeded = { type: "exceeded", run: 2, limit: "toolCalls" };
    expect((await endOf([other, exceeded, done({ kind: "memory" })])).result.kind).toBe("memory");
  });

  it("cannot end a run twice", async () => {
    const ends = ["1", "2"].map((text) => done({ kind: "value", text }));
    expect((await endOf(ends)).result).toEqual({ kind: "value", value: 1 });
  });

  it("cannot call more tools than the run may, whatever it counts", async () => {
    const said = Array.from({ length: 50 }, () => call({ call: 1 }));
    const { result, called } = await endOf(said);
    expect(result).toEqual({ kind: "limit", limit: "toolCalls", allowed: 2 });
    expect(called).toBeLessThanOrEqual(2);
  });

  it("cannot call tools of no name, or with what is not JSON", async () => {
    const said = [call({ tool: "box.constructor" }), call({ call: 2, text: "{" }), done({ kind: "memory" })];
    expect(await endOf(said)).toEqual({ result: { kind: "memory", limitMb: limits.memoryMb }, called: 0 });
  });

  it("cannot flood the host with more lines than a stack holds", async () => {
    const logs = { type: "logs", run: 1, lines: Array.from({ length: 300_000 }, () => ""), cut: false };
    expect((await endOf([logs, done({ kind: "memory" })])).result.kind).toBe("memory");
  });
});
