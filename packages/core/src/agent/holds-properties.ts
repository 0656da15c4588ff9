import { propertiesEvaluator } from "../evaluators/properties.ts";
import type { LinkedProgram } from "../program/program.ts";
import type { Episode } from "./episode.ts";

/** Whether a skill that is right on a task's cases has the properties that the task declares as well. */
export async function holdsProperties(
  { task, agent, signal }: Pick<Episode, "task" | "agent" | "signal">,
  program: LinkedProgram,
): Promise<boolean> {
  if (!task.properties?.length) return true;
  const evaluator = propertiesEvaluator(agent.sandbox, { store: agent.store });
  const report = { diagnostics: [], imports: [] };
  return (await evaluator.evaluate({ task, program, report, signal })).status !== "failed";
}
