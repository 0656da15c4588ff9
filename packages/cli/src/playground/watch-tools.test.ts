import { type Json, type Tool, ToolFailure, toolKit } from "@portolan/core";
import { expect, test } from "vitest";
import { capturedTerminal } from "../testing/captured-terminal.ts";
import { watchTools } from "./watch-tools.ts";

const { z } = toolKit;

async function said(call: Tool["call"], signal: AbortSignal = new AbortController().signal): Promise<string> {
  const terminal = capturedTerminal();
  const output = z.object({ size: z.number() });
  const tool: Tool = { description: "", input: z.json(), output, effect: "read", call };
  const watched = watchTools({ box: { open: tool } }, terminal.stderr);
  await watched["box"]?.["open"]?.call(null, { signal, idempotencyKey: "", by: "x" }).catch(() => {});
  return terminal.err();
}

test("says where a tool threw, and what its output lacks", async () => {
  expect(await said(async () => JSON.parse("x") as Json)).toMatch(
    /^tool: box\.open threw SyntaxError: .*\n {2}at .*watch-tools\.test\.ts:\d+/,
  );
  expect(await said(async () => ({ size: "big" }))).toMatch(
    /^tool: box\.open gave what its output schema refuses: size: Invalid input/,
  );
});

test("says nothing of what is in order, is meant for the program, or comes too late", async () => {
  expect(await said(async () => ({ size: 1 }))).toBe("");
  expect(await said(() => Promise.reject(new ToolFailure("no box")))).toBe("");
  expect(await said(() => Promise.reject(new Error("aborted")), AbortSignal.abort())).toBe("");
});
