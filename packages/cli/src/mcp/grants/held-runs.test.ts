import { defineTool, type Json } from "@portolan/core";
import { expect, it } from "vitest";
import { z } from "zod";
import { newRun, remembering } from "./held-runs.ts";

it("does nothing twice when a run begins anew, in whatever order its calls come then", async () => {
  const done: string[] = [];
  const write = defineTool({
    description: "",
    input: z.string(),
    output: z.null(),
    effect: "write",
    call: async (text) => {
      done.push(text);
      return null;
    },
  });
  const run = newRun("ada", "");
  const { signal } = new AbortController();
  const begin = async (...texts: string[]): Promise<Json[]> => {
    const tools = remembering({ notes: { write } }, run, signal);
    // The sandbox numbers calls as they come.
    const calls = texts.map((text, i) =>
      tools["notes"]?.["write"]?.call(text, { signal, idempotencyKey: `${i}`, by: "main" }),
    );
    return Promise.all(calls.map(async (call) => (await call) ?? null));
  };
  await begin("a", "b", "a");
  expect(done).toEqual(["a", "b", "a"]);
  await begin("b", "a", "a", "a");
  expect(done).toEqual(["a", "b", "a", "a"]);
});
