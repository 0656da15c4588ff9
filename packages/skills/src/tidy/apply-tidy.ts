import type { ChangeReport, SkillReader, SkillStore } from "@portolan/core";
import type { JudgeOptions } from "../verify/judge-program.ts";
import { changeVerifier } from "../verify/change-verifier.ts";
import { stopIfAborted } from "./stop-if-aborted.ts";
import type { TidyTools } from "./tidy-library.ts";
import type { TidyPlan, TidyStep } from "./tidy-plan.ts";

/** A step with what came of it. */
export interface AppliedStep {
  step: TidyStep;
  report: ChangeReport;
}

/** How a plan is done. */
export interface ApplyTidyOptions extends Pick<JudgeOptions, "tools" | "approve"> {
  dryRun?: boolean;
}

/**
 * Does what a plan says, one change of the store per step: each is whole or not at all, and can be reverted by its id. A step
 * that the store refuses is reported and leaves everything as it was; the next one is tried all the same.
 */
export async function* applyTidy(
  { steps }: Pick<TidyPlan, "steps">,
  { sandbox, signal }: Pick<TidyTools, "sandbox" | "signal">,
  store: SkillReader & Pick<SkillStore, "change">,
  { tools, approve, ...options }: ApplyTidyOptions = {},
): AsyncGenerator<AppliedStep> {
  for (const step of steps) {
    stopIfAborted(signal);
    const report = await store.change(await step.changes(store), {
      reason: `${step.title}: ${step.reasons[0]}`,
      by: "tidy",
      evidence: step.evidence,
      verify: changeVerifier(sandbox, { by: "tidy", origin: step.origin, tools, approve, signal }),
      ...options,
    });
    yield { step, report };
  }
}
