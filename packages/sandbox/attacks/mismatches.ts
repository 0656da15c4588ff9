import { isDeepStrictEqual } from "node:util";
import { describeOutcome, type Outcome } from "@portolan/core";
import type { Expectation, Seen } from "./attack.ts";

/** Where an outcome is not what was expected of it; empty when it is. */
export function mismatches(wanted: Expectation, seen: Seen): string[] {
  const { outcome } = seen;
  const kinds = [wanted.kind].flat();
  if (!kinds.includes(outcome.kind))
    return [
      `ended as ${outcome.kind}, not as ${kinds.join(" or ")}: it ${clipped(describeOutcome(outcome))}`,
    ];
  const found: string[] = [];
  const fields = outcome as Outcome & Record<string, unknown>;
  for (const field of ["value", "name", "limit", "specifier", "by", "logs"] as const) {
    if (wanted[field] !== undefined && !isDeepStrictEqual(fields[field], wanted[field]))
      found.push(
        `${field} is ${clipped(JSON.stringify(fields[field]))}, not ${clipped(JSON.stringify(wanted[field]))}`,
      );
  }
  const { message, results } = wanted;
  if (message !== undefined && !matches(String(fields["message"]), message))
    found.push(`message is ${clipped(JSON.stringify(fields["message"]))}, not ${String(message)}`);
  if (results && !isDeepStrictEqual(fields["value"], results))
    found.push(`the calls gave ${clipped(JSON.stringify(fields["value"]))}`);
  const more = wanted.also?.(seen);
  if (more) found.push(more);
  return found;
}

function matches(text: string, wanted: string | RegExp): boolean {
  return typeof wanted === "string" ? text === wanted : wanted.test(text);
}

function clipped(text: string): string {
  return text.length > 400 ? `${text.slice(0, 400)}…` : text;
}
