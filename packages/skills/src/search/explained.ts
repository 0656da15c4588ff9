import { type CallResult, type Case, equalJson, type Json } from "@portolan/core";

/** What an output that is only nearly right counts against one that is right. */
const NEARLY = 0.25;

/**
 * How much of the examples' outputs a skill gives: 1 for all, 0 for nothing of it; and how many it gives exactly. The value is
 * the square of the share: the empty list has the same answer for most skills, and half of the examples says less than half.
 */
export function explained(
  examples: readonly Case[],
  results: readonly CallResult[],
): { value: number; exact: number } {
  let exact = 0;
  let near = 0;
  for (const [i, { output }] of examples.entries()) {
    const result = results[i];
    if (!result?.ok) continue;
    if (equalJson(result.value, output)) exact++;
    else near += likeness(result.value, output);
  }
  return { value: ((exact + NEARLY * near) / examples.length) ** 2, exact };
}

/** 0 to 1: how much two different values share, so that sorting finds sorting the other way round. */
function likeness(value: Json, wanted: Json): number {
  if (typeof value === "string" && typeof wanted === "string") return plain(value) === plain(wanted) ? 1 : 0;
  if (!Array.isArray(value) || !Array.isArray(wanted) || value.length === 0 || wanted.length === 0) return 0;
  const left = wanted.map((item) => JSON.stringify(item));
  let common = 0;
  for (const item of value) {
    const at = left.indexOf(JSON.stringify(item));
    if (at < 0) continue;
    left.splice(at, 1);
    common++;
  }
  return (2 * common) / (value.length + wanted.length);
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}
