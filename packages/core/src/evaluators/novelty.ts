import { equalJson, type Json } from "../json/json.ts";
import { linkSkill } from "../program/link.ts";
import type { LinkedProgram } from "../program/program.ts";
import { callAll, type CallResult, sameResult } from "../sandbox/call-all.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import type { Skill } from "../skills/skill.ts";
import type { SkillStore } from "../skills/skill-store.ts";
import { typesOf } from "../task/signature-types.ts";
import type { Task } from "../task/task.ts";

/**
 * The active skill that behaves like a program, or `undefined`: same types, right on all that the skill was judged
 * on, and the skill right on all that the program was judged on.
 */
export async function equivalentSkill(
  sandbox: Sandbox,
  store: SkillStore,
  subject: { program: LinkedProgram; task: Task; signal?: AbortSignal },
): Promise<Skill | undefined> {
  // Of what is judged by neither examples nor cases, agreement on them says nothing.
  if (subject.task.examples.length + subject.task.cases.length === 0) return undefined;
  const others = await store.list({ types: typesOf(subject.program.signature) });
  // Most behave otherwise already on their first case: what is in a library costs one call each.
  const similar = await agreeing(sandbox, subject, others, (skill) => evalsOf(skill).slice(0, 1));
  const same = await agreeing(sandbox, subject, similar, (skill) => evalsOf(skill).slice(1));
  for (const skill of same) {
    if (await agreesOnTask(sandbox, store, skill, subject)) return skill;
  }
  return undefined;
}

/** The skills on whose calls the program answers as is recorded. */
async function agreeing(
  sandbox: Sandbox,
  { program, signal }: { program: LinkedProgram; signal?: AbortSignal },
  skills: readonly Skill[],
  callsOf: (skill: Skill) => { input: Json[]; output: Json }[],
): Promise<readonly Skill[]> {
  const pooled = skills.flatMap((skill) => callsOf(skill).map((one) => ({ ...one, skill: skill.name })));
  if (pooled.length === 0) return skills;
  const inputs = pooled.map(({ input }) => input);
  const results = await callAll(sandbox, program, inputs, { signal });
  const differs = new Set<string>();
  for (const [i, { skill, output }] of pooled.entries()) {
    const result = results[i] as CallResult;
    if (!result.ok || !equalJson(result.value, output)) differs.add(skill);
  }
  return skills.filter(({ name }) => !differs.has(name));
}

async function agreesOnTask(
  sandbox: Sandbox,
  store: SkillStore,
  skill: Skill,
  { program, task, signal }: { program: LinkedProgram; task: Task; signal?: AbortSignal },
): Promise<boolean> {
  const other = await linkSkill(skill, store);
  if (!other) return false;
  const inputs = [...task.examples, ...task.cases].map(({ input }) => input);
  const mine = await callAll(sandbox, program, inputs, { signal });
  const theirs = await callAll(sandbox, other, inputs, { signal });
  return mine.every((result, i) => sameResult(result, theirs[i] as CallResult));
}

function evalsOf(skill: Skill): { input: Json[]; output: Json }[] {
  return [...skill.evals.examples, ...skill.evals.cases];
}
