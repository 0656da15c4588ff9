import { z } from "zod";
import { describeOutcome, type Outcome } from "../sandbox/outcome.ts";
import { clipped, type ToolReply } from "./tool-reply.ts";

/** What both tools that run programs say. */
export const runOutput = z.object({
  outcome: z.string(),
  value: z.unknown().optional(),
  logs: z.array(z.string()),
  /** Those called, which can be reported on. */
  skills: z.array(z.string()),
});

const next: Partial<Record<Outcome["kind"], string>> = {
  timeout: "Give it less to do, or look for a loop that never ends.",
  memory: "Give it less to do at once.",
  limit: "Return less: a count, a summary, or one part at a time.",
  error: "Correct the arguments or the program; the stack names the line.",
  "type-error": "Correct the lines named.",
  denied: "Import only skills that search_skills finds, and tools that were granted.",
  crash: "Run it again; if it happens twice, give it less to do.",
};

const nextOfError: ReadonlyMap<string, string> = new Map([
  ["ToolRefused", "Do without that write, or tell the user how to allow it."],
  ["ResultError", "Return what JSON can hold, such as null in place of undefined."],
]);

/** How a run ended, as text and as data; a run that gave no value says what to do. */
export function runReply(outcome: Outcome, skills: readonly string[]): ToolReply {
  const { kind, logs } = outcome;
  const structured = {
    outcome: kind,
    ...(kind === "value" && { value: outcome.value }),
    logs,
    skills: [...skills],
  };
  const console = logs.length > 0 ? [`Console:\n${clipped(logs.join("\n"), 2_000)}`] : [];
  if (kind === "value") {
    const text = [clipped(JSON.stringify(outcome.value)), ...console].join("\n");
    return { text, structured, outcome: kind };
  }
  const said = (kind === "error" && nextOfError.get(outcome.name)) || next[kind];
  const move = said === undefined ? [] : [`Next: ${said}`];
  const stack = kind === "error" ? outcome.stack.slice(0, 5) : [];
  const text = [`It ${clipped(describeOutcome(outcome), 4_000)}.`, ...stack, ...console, ...move].join("\n");
  return { text, structured, isError: true, outcome: kind };
}
