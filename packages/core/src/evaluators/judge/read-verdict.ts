import { z } from "zod";
import type { Json } from "../../json/json.ts";
import type { Rubric } from "./rubric.ts";

/** What a judge found of one criterion. A criterion is void when its quotes are not in what was shown; then it is not met. */
export interface Finding {
  id: string;
  met: boolean;
  void: boolean;
  quotes: string[];
  reason: string;
}

const replySchema = z.strictObject({
  criteria: z.array(
    z.strictObject({
      id: z.string(),
      met: z.boolean(),
      quotes: z.array(z.string().max(2_000)).max(20),
      reason: z.string().max(2_000),
    }),
  ),
});

/** The shape of a judge's answer as JSON Schema. */
export function verdictSchema(): Json {
  return z.toJSONSchema(replySchema) as Json;
}

/** A quote of less could be found in anything. */
const leastQuote = 3;

/** Reads a judge's answer; a `problem` is what to tell it. */
export function readVerdict(
  text: string,
  rubric: Rubric,
  shown: readonly string[],
): { findings: Finding[] } | { problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(unwrapped(text));
  } catch (error) {
    return { problem: `It is not one JSON object: ${(error as Error).message}` };
  }
  const parsed = replySchema.safeParse(value);
  if (!parsed.success) return { problem: z.prettifyError(parsed.error) };
  const { criteria } = parsed.data;
  const wanted = rubric.map(({ id }) => id);
  const given = criteria.map(({ id }) => id);
  const missing = wanted.filter((id) => given.filter((other) => other === id).length !== 1);
  const unknown = given.filter((id) => !wanted.includes(id));
  if (missing.length > 0) return { problem: `There must be one entry for each of: ${missing.join(", ")}.` };
  if (unknown.length > 0) return { problem: `There are no criteria ${unknown.join(", ")}.` };
  const places = shown.map(compact);
  return {
    findings: wanted.map((id) => {
      const found = criteria.find((one) => one.id === id) as (typeof criteria)[number];
      const cited = found.quotes.map(compact);
      const proven = cited.length > 0 && cited.every((quote) => occurs(quote, places));
      return { ...found, met: found.met && proven, void: found.met && !proven };
    }),
  };
}

function occurs(quote: string, places: readonly string[]): boolean {
  return quote.length >= leastQuote && places.some((place) => place.includes(quote));
}

/** The layout of JSON is no part of what it says. */
function compact(text: string): string {
  return text.replace(/\s+/g, "");
}

/** Some models put JSON into a block, whatever they are told. */
function unwrapped(text: string): string {
  return /^\s*```(?:json)?\n([^]*?)\n```\s*$/.exec(text)?.[1] ?? text;
}
