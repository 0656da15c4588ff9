import type { Skill } from "@portolan/core";
import type { SkillDocument } from "./skill-document.ts";

/** What the most reliable and cheapest skill gets more than the least: enough among near-equals, too little among others. */
const RELIABILITY = 0.02;
const COST = 0.01;
/** A source of so many characters is half as dear as the dearest. */
const USUAL_CHARS = 1_000;

/**
 * Between 0 and 0.03: for the lower bound on how often a skill is right, as far as its use has not taken from that, and for how
 * little a coder has to read of it.
 */
export function tieBreakOf(
  document: SkillDocument | undefined,
  shareAfterUse: (skill: Skill) => number = () => 1,
): number {
  if (!document) return 0;
  const { evidence, source } = document.skill;
  const cheapness = USUAL_CHARS / (USUAL_CHARS + source.length);
  return RELIABILITY * evidence.checks.lowerBound * shareAfterUse(document.skill) + COST * cheapness;
}
