import type { Match, Skill } from "@portolan/core";
import { doNearlyTheSame } from "./near-duplicates.ts";
import type { Fused } from "./fuse-views.ts";

const CHARS_PER_TOKEN = 4;
/** What lies so far behind the last match is no duplicate of any that somebody would see. */
const FOLDED_FROM = 3;

export interface ShownLimits {
  limit: number;
  /** In tokens of four characters. */
  tokenBudget?: number;
}

/**
 * The best that can still be read, near-duplicates folded into the first of them. One that is too large for what is left of
 * the budget is passed over, and a smaller one after it may have the place.
 */
export function shownMatches(
  ranked: readonly Fused[],
  read: (name: string) => Skill | undefined,
  { limit, tokenBudget = Infinity }: ShownLimits,
): Match[] {
  const matches: Match[] = [];
  let left = tokenBudget;
  for (const [i, { name, score, reasons }] of ranked.entries()) {
    if (matches.length >= limit && i >= FOLDED_FROM * limit) break;
    const skill = read(name);
    if (!skill) continue;
    const first = matches.find((match) => doNearlyTheSame(match.skill, skill));
    if (first) {
      first.folded = [...(first.folded ?? []), name];
      continue;
    }
    const tokens = tokensOf(skill);
    if (matches.length >= limit || tokens > left) continue;
    left -= tokens;
    matches.push({ skill, score, reasons });
  }
  return matches;
}

/** What a coder reads of a skill, in tokens of four characters, rounded up. */
function tokensOf({ name, signature, description, source }: Skill): number {
  return Math.ceil((name.length + signature.length + description.length + source.length) / CHARS_PER_TOKEN);
}
