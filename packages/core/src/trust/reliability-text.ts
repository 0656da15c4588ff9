import { hadUnseenCases } from "../evaluators/gate-cases.ts";
import type { Checks } from "../gate/checks.ts";
import type { Evidence } from "../skills/skill.ts";

/**
 * The number that a skill's evidence supports, as a clause: `right on at least 68.7 % of such inputs (95 % confidence)`; rounded
 * down, so that what is said holds. Where there is none it says so.
 */
export function reliabilityText(checks: Checks, { unseen = true }: { unseen?: boolean } = {}): string {
  const { cases, runs, lowerBound } = checks;
  if (lowerBound === 0) {
    return cases === 0 && !runs ? "without a number: no hidden case was answered" : "without a number";
  }
  const share = `${(Math.floor(lowerBound * 1000 + 1e-9) / 10).toFixed(1)} %`;
  const what = runs
    ? `reaches its goal in at least ${share} of such worlds`
    : `right on at least ${share} of such inputs`;
  return `${what} (95 % confidence${unseen || runs ? "" : ", if its cases had been hidden"})`;
}

/** That of a skill's evidence. */
export function reliabilityOf(evidence: Pick<Evidence, "checks" | "verdicts">): string {
  return reliabilityText(evidence.checks, { unseen: hadUnseenCases(evidence) });
}
