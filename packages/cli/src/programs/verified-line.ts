import { count, percent } from "../output/numbers.ts";
import type { Verification } from "./verify-skill.ts";

/** The last line of a verification: never without the number that it stands for. */
export function verifiedLine(verifications: readonly Verification[]): string {
  const failed = verifications.filter(({ problems }) => problems.length > 0).length;
  const of = count(verifications.length, "skill");
  if (failed > 0) return `${failed} of ${of} failed.`;
  const bounds = verifications.map(({ lowerBound }) => lowerBound).filter((bound) => bound > 0);
  const bare = verifications.length - bounds.length;
  const least = percent(Math.min(...bounds));
  if (bounds.length === 0) return `${of} judged again, without a number: no hidden check was made.`;
  if (verifications.length === 1) return `${of} verified: right on ≥ ${least} of such inputs.`;
  const without = bare > 0 ? `; ${bare} without a number` : "";
  return `${of} verified: each right on ≥ ${least} of such inputs${without}.`;
}
