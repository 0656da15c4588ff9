import { score } from "../evaluators/score.ts";
import { typesOf } from "../task/signature-types.ts";
import { linkSkill } from "../program/link.ts";
import type { Episode, Written } from "./episode.ts";
import { holdsProperties } from "./holds-properties.ts";

/**
 * The retrieved skill that does the whole task: it has the task's types and is right on all examples and all of the gate's
 * cases, and has its properties. Each one that is tried costs a candidate evaluation.
 */
export async function reuse(episode: Episode): Promise<Written | undefined> {
  const { task, agent, skills, budget, signal } = episode;
  const calls = [...task.examples, ...task.cases];
  if (calls.length === 0) return undefined;
  const types = typesOf(task.signature);
  for (const { skill } of skills) {
    if (typesOf(skill.signature) !== types || budget.remaining("evaluations") === 0) continue;
    const program = agent.store && (await linkSkill(skill, agent.store));
    if (!program) continue;
    budget.spend("evaluations", 1);
    const { right, of } = await score(agent.sandbox, program, calls, { signal });
    if (right < of || !(await holdsProperties(episode, program))) continue;
    const { name, signature, source } = skill;
    const report = { diagnostics: [], imports: [] };
    return { draft: { name, signature, source }, program, callees: [skill], report };
  }
  return undefined;
}
