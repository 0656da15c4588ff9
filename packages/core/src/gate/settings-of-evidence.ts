import type { VerdictRecord } from "../evaluators/evaluator.ts";
import type { Evidence } from "../skills/skill.ts";
import type { Task } from "../task/task.ts";
import { type SequentialSettings, spentOn } from "./sequential-settings.ts";
import type { RunChecks } from "./checks.ts";

/** How the task of a skill had its gate changed, as far as the skill's evidence tells; `undefined` where it had not. */
export function gateSettingsOf({
  verdicts,
  checks: { runs, candidates },
}: Pick<Evidence, "verdicts" | "checks">): Task["gate"] {
  const without = verdicts.filter(isLeftOut).map(({ evaluator }) => evaluator);
  const reliability = verdicts.map(demandedReliability).find((demanded) => demanded !== undefined);
  const settings = {
    ...(without.length > 0 && { without }),
    ...(reliability !== undefined && { reliability }),
    ...(runs && { runs: asDeclared(runs, candidates) }),
  };
  return Object.keys(settings).length > 0 ? settings : undefined;
}

/** True of the verdict of an evaluator that was not asked, because the task leaves it out. */
export function isLeftOut({ evidence }: Pick<VerdictRecord, "evidence">): boolean {
  return typeof evidence === "object" && evidence !== null && "leftOut" in evidence;
}

/** The reliability that a task demanded, by the verdict of `support`; of every other one `undefined`. */
export function demandedReliability({ evaluator, evidence }: VerdictRecord): number | undefined {
  if (evaluator !== "support" || typeof evidence !== "object" || evidence === null) return undefined;
  const reliability = "reliability" in evidence ? evidence["reliability"] : undefined;
  return typeof reliability === "number" ? reliability : undefined;
}

/** The errors that a whole task may make, from what one of its candidates had of them. */
function asDeclared(
  { right: _right, of: _of, ...settings }: RunChecks,
  candidate: number = 1,
): SequentialSettings {
  return { ...settings, alpha: settings.alpha / spentOn(candidate, 1) };
}
