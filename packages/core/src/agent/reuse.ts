import { score } from "../evaluators/score.ts";
import { gateForTask } from "../gate/gate-for-task.ts";
import { judge } from "../gate/gate.ts";
import { skillNameOf, type Task } from "../task/task.ts";
import { typesOf } from "../task/signature-types.ts";
import { linkSkill } from "../program/link.ts";
import type { Skill } from "../skills/skill.ts";
import type { Episode, Written } from "./episode.ts";
import { holdsProperties } from "./holds-properties.ts";

/**
 * The retrieved skill that does the whole task: it has the task's types and is right on all examples and all of the gate's
 * cases, and has its properties. Each one that is tried costs a candidate evaluation.
 */
export async function reuse(episode: Episode): Promise<Written | undefined> {
  if (episode.task.world !== undefined) return reuseInWorld(episode);
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

/** Skills that are judged in full whether they do the whole task: each takes a share of the errors that the task may make. */
const mostJudged = 2;

/**
 * In a world goals judge, and the gate alone knows them: a skill of a world, of the same types, that is said to do the same is judged as if
 * it had been written now.
 */
async function reuseInWorld(episode: Episode): Promise<Written | undefined> {
  const { task, agent, skills, budget, signal, judged } = episode;
  const types = typesOf(task.signature);
  const fitting = skills.filter(
    ({ skill }) =>
      skill.evidence.task.world !== undefined &&
      typesOf(skill.signature) === types &&
      saysTheSame(skill, task),
  );
  for (const { skill } of fitting.slice(0, mostJudged)) {
    const program = agent.store && (await linkSkill(skill, agent.store));
    if (!program || budget.remaining("evaluations") === 0) continue;
    budget.spend("evaluations", 1);
    judged.add(skill.source);
    const subject = { task, program, report: nothingSaid, budget, candidate: judged.size, signal };
    const { gate } = gateForTask(agent.evaluators, task);
    const { stoppedBy } = await judge(gate, subject);
    if (stoppedBy) continue;
    const { name, signature, source } = skill;
    return { draft: { name, signature, source }, program, callees: [skill], report: nothingSaid };
  }
  return undefined;
}

const nothingSaid = { diagnostics: [], imports: [] };

/** By its description, or by its name but for the verb. */
function saysTheSame({ name, description }: Skill, task: Task): boolean {
  return description.startsWith(task.goal) || about(name) === about(skillNameOf(task));
}

function about(name: string): string {
  return name.split("-").slice(1).join("-");
}
