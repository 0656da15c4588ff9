import type { ArmSummary, SuiteSummary } from "./summary.ts";

/** An arm of which trials are missing, so that its figures are of what there is. */
export function isPartial({ trials }: Pick<ArmSummary, "trials">): boolean {
  return trials.done < trials.of;
}

/** `library (31 of 96)`: the name of an arm for a table, with its trials where some are missing. */
export function armLabel(arm: ArmSummary): string {
  const { done, of } = arm.trials;
  return isPartial(arm) ? `${arm.arm} (${done} of ${of})` : arm.arm;
}

/** `library*`: the same for a drawing, where there is little room; what it means stands below. */
export function armMark(arm: ArmSummary): string {
  return isPartial(arm) ? `${arm.arm}*` : arm.arm;
}

/** A sentence on the arms of which trials are missing; undefined where there are none. */
export function partialText({ arms }: Pick<SuiteSummary, "arms">): string | undefined {
  const open = arms.filter(isPartial);
  if (open.length === 0) return undefined;
  const counts = open.map(({ arm, trials: { done, of } }) => `${arm} has ${done} of ${of} trials`);
  return `Not whole: ${counts.join(", ")}; figures of ${open.length === 1 ? "it" : "them"} are of those alone.`;
}

/** The same suite and arms under the names that a view gives them, so that all that it draws or lists has them. */
export function renamedArms(
  suite: SuiteSummary,
  arms: readonly string[],
  nameOf: (arm: ArmSummary) => string,
): { suite: SuiteSummary; arms: string[] } {
  const names = new Map(suite.arms.map((one) => [one.arm, nameOf(one)]));
  const named = (arm: string): string => names.get(arm) ?? arm;
  return {
    arms: arms.map(named),
    suite: {
      ...suite,
      arms: suite.arms.map((one) => ({ ...one, arm: named(one.arm) })),
      contrasts: suite.contrasts.map((one) => ({
        ...one,
        first: named(one.first),
        second: named(one.second),
      })),
      milestones: suite.milestones.map((one) => ({ ...one, arm: named(one.arm) })),
    },
  };
}
