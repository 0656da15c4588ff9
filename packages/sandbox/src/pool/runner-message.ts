import { type LimitName, limitNames } from "@portolan/core";
import { z } from "zod";
import type { RunnerMessage } from "../protocol.ts";

const whole = z.int().nonnegative();
const measure = z.number().nullable();
const limit = z.enum(limitNames as [LimitName, ...LimitName[]]);
const diagnostic = z.object({
  message: z.string(),
  line: z.number(),
  column: z.number(),
  sourceLine: z.string(),
  code: z.number().optional(),
});
const result = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("value"), text: z.string() }),
  z.object({ kind: z.literal("error"), name: z.string(), message: z.string(), stack: z.array(z.string()) }),
  z.object({ kind: z.literal("timeout"), limit: z.enum(["wallMs", "cpuMs"]) }),
  z.object({ kind: z.literal("memory") }),
  z.object({ kind: z.literal("limit"), limit }),
  z.object({ kind: z.literal("denied"), specifier: z.string(), by: z.string() }),
  z.object({ kind: z.literal("type-error"), diagnostics: z.array(diagnostic) }),
  z.object({ kind: z.literal("stopped") }),
]);
const measures = z.object({
  warm: z.boolean(),
  linkMs: z.number(),
  runMs: z.number(),
  cpuMs: measure,
  heapMb: measure,
});
const message = z.discriminatedUnion("type", [
  z.object({ type: z.literal("ready"), engine: z.string(), versions: z.record(z.string(), z.string()) }),
  z.object({ type: z.literal("broken"), detail: z.string() }),
  z.object({ type: z.literal("logs"), run: whole, lines: z.array(z.string()), cut: z.boolean() }),
  z.object({
    type: z.literal("call"),
    run: whole,
    call: whole,
    tool: z.string(),
    by: z.string(),
    text: z.string(),
  }),
  z.object({ type: z.literal("exceeded"), run: whole, limit }),
  z.object({ type: z.literal("done"), run: whole, result, measures }),
]);

/** What a runner said; undefined for what no runner of ours says, as one that was taken over may. */
export function parseRunnerMessage(said: unknown): RunnerMessage | undefined {
  const read = message.safeParse(said);
  return read.success ? (read.data satisfies RunnerMessage) : undefined;
}
