import { count, percent } from "../output/numbers.ts";
import type { Verification } from "./verify-skill.ts";

/** Behind a number that is one only if whoever wrote the program had not seen its cases, which nobody here can say. */
export const ifHidden = ", if its cases had been hidden";

/** The last line of a verification: never without the number that it stands for. */
export function verifiedLine(verifications: readonly Verification[]): string {
  const failed = verifications.filter(({ problems }) => problems.length > 0).length;
  const of = count(verifications.length, "skill");
  if (failed > 0) return `${failed} of ${of} failed.`;
  const bounds = verifications.map(({ lowerBound }) => lowerBound).filter((bound) => bound > 0);
  const bare = verifications.length - bounds.length;
  const least = percent(Math.min(...bounds));
  if (bounds.length === 0) return `${of} judged again, without a number: no hidden check was made.`;
  const seen = verifications.filter(({ lowerBound, unseen }) => lowerBound > 0 && !unseen).length;
  if (verifications.length === 1)
    return `${of} verified: right on ≥ ${least} of such inputs${seen > 0 ? ifHidden : ""}.`;
  const without = bare > 0 ? `; ${bare} without a number` : "";
  const perhaps = seen > 0 ? `; for ${seen} of them only if their cases had been hidden` : "";
  return `${of} verified: each right on ≥ ${least} of such inputs${without}${perhaps}.`;
}
