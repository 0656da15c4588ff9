import { equalJson, type Json } from "../json/json.ts";
import { linkSkill } from "../program/link.ts";
import type { LinkedProgram } from "../program/program.ts";
import { callAll, type CallResult, sameResult } from "../sandbox/call-all.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import type { Skill } from "../skills/skill.ts";
import type { SkillStore } from "../skills/skill-store.ts";
import { parseSignature, typeText } from "../task/signature.ts";
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
  const types = typesOf(subject.program.signature);
  const others = (await store.list()).filter((skill) => typesOf(skill.signature) === types);
  if (others.length === 0) return undefined;
  const pooled = others.flatMap((skill) => evalsOf(skill).map((one) => ({ ...one, skill: skill.name })));
  const results = await callAll(
    sandbox,
    subject.program,
    pooled.map(({ input }) => input),
    { signal: subject.signal },
  );
  const differs = new Set<string>();
  for (const [i, { skill, output }] of pooled.entries()) {
    const result = results[i] as CallResult;
    if (!result.ok || !equalJson(result.value, output)) differs.add(skill);
  }
  for (const skill of others) {
    if (!differs.has(skill.name) && (await agreesOnTask(sandbox, store, skill, subject))) return skill;
  }
  return undefined;
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

/** A signature without its parameters' names: equal for skills that can stand in for one another. */
export function typesOf(signature: string): string {
  const { parameters, result } = parseSignature(signature);
  return [...parameters.map(({ type }) => typeText(type)), typeText(result)].join(" → ");
}
