import { type Case, caseSchema, type Evals } from "@portolan/core";
import { z } from "zod";
import { evalsSchema } from "../store/stored-schemas.ts";
import { SOURCE_LIMITS } from "./source-limits.ts";

/** Lists of calls as others write them: one by itself, or under a usual name. */
const lists = z.union([
  z.array(caseSchema),
  z.object({ tests: z.array(caseSchema) }).transform(({ tests }) => tests),
]);

/**
 * The calls that a JSON file of `evals/` holds: `{ examples, cases }`, or a list of `{ input: [arguments], output }`. Whoever
 * wrote such a list knew the program, so they are examples and support no bound. Nothing for a file of another kind, such as
 * prompts for a model.
 */
export function casesOfJson(text: string): Evals | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const own = evalsSchema.safeParse(value);
  if (own.success) return limited(own.data);
  const list = lists.safeParse(value);
  return list.success ? limited({ examples: list.data, cases: [] }) : undefined;
}

/**
 * The calls that the code blocks of a SKILL.md show: `sum([1, 2]); // 3`, also with `=>` or `console.log(…)` around the call.
 * Lines whose arguments or result are not JSON are left out.
 */
export function casesOfMarkdown(markdown: string, symbol: string): Case[] {
  const call = new RegExp(
    `^(?:console\\.log\\()?${symbol.replaceAll("$", "\\$")}\\((.*?)\\)\\)?;?\\s*//\\s*(?:=>|→|returns)?\\s*(.+)$`,
  );
  const found: Case[] = [];
  let fenced = false;
  for (const line of markdown.split(/\r?\n/)) {
    if (/^\s*```/.test(line)) fenced = !fenced;
    const match = fenced && line.length < 10_000 ? call.exec(line.trim()) : null;
    const one = match && caseOf(match[1] as string, match[2] as string);
    if (one) found.push(one);
  }
  return found;
}

function caseOf(input: string, output: string): Case | undefined {
  try {
    return caseSchema.parse({ input: JSON.parse(`[${input}]`), output: JSON.parse(output) });
  } catch {
    return undefined;
  }
}

function limited(evals: Evals): Evals {
  const { cases } = SOURCE_LIMITS;
  if (evals.examples.length + evals.cases.length > cases) throw new Error(`holds more than ${cases} cases`);
  return evals;
}
