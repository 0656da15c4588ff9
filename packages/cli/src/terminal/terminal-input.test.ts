import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { inputOf } from "./terminal-input.ts";

function keyboard() {
  const stream = new PassThrough();
  return { stream, input: inputOf(() => stream, true) };
}

const never = new AbortController().signal;

test("reads a line at each question", async () => {
  const { stream, input } = keyboard();
  const first = input.readLine(never);
  stream.write("y\n");
  expect(await first).toBe("y");
  const second = input.readLine(never);
  stream.write("no\n");
  expect(await second).toBe("no");
});

test("gives up at the end of the input, and when the run ends", async () => {
  const { stream, input } = keyboard();
  const ending = new AbortController();
  const waiting = input.readLine(ending.signal);
  ending.abort();
  expect(await waiting).toBeUndefined();
  expect(await input.readLine(ending.signal)).toBeUndefined();
  const last = input.readLine(never);
  stream.end();
  expect(await last).toBeUndefined();
});

test("reads all of a pipe", async () => {
  const { stream, input } = keyboard();
  stream.write("[1,");
  stream.end("2]");
  expect(await input.readAll()).toBe("[1,2]");
});
