import { limitNames } from "@portolan/core";
import { z } from "zod";
import type { RunnerMessage } from "../protocol.ts";

const text = z.string();
const time = z.number().nonnegative();
const diagnostic = z.object({
  message: text,
  line: z.number(),
  column: z.number(),
  sourceLine: text,
});
const result = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("value"), text }),
  z.object({ kind: z.literal("error"), name: text, message: text, stack: z.array(text) }),
  z.object({ kind: z.literal("timeout"), limit: z.enum(["wallMs", "cpuMs"]) }),
  z.object({ kind: z.literal("memory") }),
  z.object({ kind: z.literal("limit"), limit: z.enum(limitNames) }),
  z.object({ kind: z.literal("denied"), specifier: text, by: text }),
  z.object({ kind: z.literal("type-error"), diagnostics: z.array(diagnostic) }),
  z.object({ kind: z.literal("stopped") }),
]);
const measures = z.object({
  warm: z.boolean(),
  linkMs: time,
  runMs: time,
  cpuMs: time.nullable(),
  heapMb: time.nullable(),
});
const run = z.number();
const message = z.discriminatedUnion("type", [
  z.object({ type: z.literal("ready"), engine: text, versions: z.record(text, text) }),
  z.object({ type: z.literal("broken"), detail: text }),
  z.object({ type: z.literal("logs"), run, lines: z.array(text), cut: z.boolean() }),
  z.object({ type: z.literal("call"), run, call: z.number(), tool: text, by: text, text }),
  z.object({ type: z.literal("done"), run, result, measures }),
]);

/**
 * Reads what a runner says; undefined when it is not a message. A runner of ours always speaks well, but one that a program
 * got hold of through a hole in its engine must not bring this process down.
 */
export function readRunnerMessage(said: unknown): RunnerMessage | undefined {
  return message.safeParse(said).data;
}
