import { score } from "../evaluators/score.ts";
import { typesOf } from "../task/signature-types.ts";
import { linkSkill } from "../program/link.ts";
import type { Episode, Written } from "./episode.ts";

/**
 * The retrieved skill that does the whole task: it has the task's types and is right on all examples and all of the gate's
 * cases. Each one that is tried costs a candidate evaluation.
 */
export async function reuse({ task, agent, skills, budget, signal }: Episode): Promise<Written | undefined> {
  const calls = [...task.examples, ...task.cases];
  if (calls.length === 0) return undefined;
  const types = typesOf(task.signature);
  for (const { skill } of skills) {
    if (typesOf(skill.signature) !== types || budget.remaining("evaluations") === 0) continue;
    const program = agent.store && (await linkSkill(skill, agent.store));
    if (!program) continue;
    budget.spend("evaluations", 1);
    const { right, of } = await score(agent.sandbox, program, calls, { signal });
    if (right < of) continue;
    const { name, signature, source } = skill;
    const report = { diagnostics: [], imports: [] };
    return { draft: { name, signature, source }, program, callees: [skill], report };
  }
  return undefined;
}
