import type { ArmSummary, Contrast, MilestoneTimes, Summary } from "@portolan/bench";
import type { Json } from "@portolan/core";

/** A summary as `--json` prints it: a line for the experiment, then one for each arm, comparison and milestone. */
export function summaryJson({ plan, progress, suites, unit }: Summary): Record<string, Json>[] {
  return [
    asJson({ type: "experiment", ...plan, ...progress, unit }),
    ...suites.flatMap(({ suite, arms, contrasts, milestones }) => [
      ...arms.map((arm) => armJson(suite, arm)),
      ...contrasts.map(contrastJson),
      ...milestones.map((milestone) => milestoneJson(suite, milestone)),
    ]),
  ];
}

/** A comparison of two arms, with its levels and the tasks that flipped. */
export function contrastJson(contrast: Contrast): Record<string, Json> {
  return asJson({
    type: "comparison",
    ...contrast,
    levels: contrast.levels.map((one) => ({ ...one, level: one.level ?? null })),
  });
}

function armJson(suite: string, arm: ArmSummary): Record<string, Json> {
  const levels = arm.levels.map((one) => ({ ...one, level: one.level ?? null }));
  return asJson({ type: "arm", suite, ...arm, levels });
}

function milestoneJson(suite: string, milestone: MilestoneTimes): Record<string, Json> {
  return asJson({ type: "milestone", suite, ...milestone });
}

/** What is undefined is left out. */
function asJson(value: object): Record<string, Json> {
  return JSON.parse(JSON.stringify(value)) as Record<string, Json>;
}
