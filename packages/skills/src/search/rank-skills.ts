import type { Skill } from "@portolan/core";
import { byScore, FUSION, type Fused, fuseViews } from "./fuse-views.ts";
import type { Library } from "./library.ts";
import { tieBreakOf } from "./tie-breaks.ts";
import type { View } from "./view.ts";

/** Only the best know what a program for this goal is made of. */
const CALLERS = 5;
/** Near-equals farther behind stay as they are: nobody sees them, and looking at hundreds takes time. */
const MOST_TOLD_APART = 64;

/** The views together, best first, with what the best are made of: a pure function of what was found, of the library and of its use. */
export function rankSkills(
  views: readonly View[],
  library: Library,
  shareAfterUse: (skill: Skill) => number = () => 1,
): Fused[] {
  const found = fuseViews(views).map((one, i) => ({
    ...one,
    score: one.score + (i < MOST_TOLD_APART ? tieBreakOf(library.document(one.name), shareAfterUse) : 0),
  }));
  return withUses(found.toSorted(byScore), library)
    .map((one) => ({ ...one, score: Number(one.score.toFixed(6)) }))
    .toSorted(byScore);
}

/**
 * What the best call, a new program may need too. A callee comes up by its caller's rank and never past the caller, so how often
 * a skill is called in all counts nothing, and what was looked for stays above what it is made of.
 */
function withUses(found: readonly Fused[], library: Library): Fused[] {
  const ranked = new Map(found.map((one) => [one.name, one]));
  const raised = new Set<string>();
  for (const [i, caller] of found.slice(0, CALLERS).entries()) {
    for (const { name } of library.document(caller.name)?.skill.uses ?? []) {
      if (!library.document(name) || raised.has(name)) continue;
      raised.add(name);
      const { score, reasons } = ranked.get(name) ?? { score: 0, reasons: [] };
      const share = FUSION.uses * (1 - i / CALLERS);
      const limit = Math.max(score, caller.score - LITTLE);
      ranked.set(name, {
        name,
        score: Math.min(score + share, limit),
        reasons: [...reasons, `used by ${caller.name}`],
      });
    }
  }
  return [...ranked.values()];
}

/** What keeps a callee behind a caller of the same score. */
const LITTLE = 1e-5;
