import {
  callEach,
  equalJson,
  type Json,
  linkSkill,
  type Sandbox,
  type Skill,
  skillDigest,
  type SkillStore,
} from "@portolan/core";

/** What judging a skill again found. */
export interface Verification {
  name: string;
  /** Of its own examples and cases. */
  right: number;
  of: number;
  /** Empty when it is what its folder says. */
  problems: string[];
}

/** Judges a skill again: digest, callees, types, and every example and case of its folder, each in an isolate of its own. */
export async function verifySkill(skill: Skill, store: SkillStore, sandbox: Sandbox): Promise<Verification> {
  const problems = [...digestProblems(skill), ...(await calleeProblems(skill, store))];
  const cases = [...skill.evals.examples, ...skill.evals.cases];
  // Without the very callees that it was judged with, running it would say nothing.
  if (problems.length > 0) return { name: skill.name, right: 0, of: cases.length, problems };
  const program = await linkSkill(skill, store);
  const { diagnostics } = await sandbox.check(program);
  problems.push(...diagnostics.slice(0, 3).map(({ line, message }) => `line ${line}: ${message}`));
  const outcomes = await callEach(
    sandbox,
    program,
    cases.map(({ input }) => input),
  );
  const right = outcomes.filter(
    (outcome, i) => outcome.kind === "value" && equalJson(outcome.value, cases[i]?.output as Json),
  ).length;
  if (right < cases.length) problems.push(`wrong on ${cases.length - right} of ${cases.length} cases`);
  return { name: skill.name, right, of: cases.length, problems };
}

function digestProblems(skill: Skill): string[] {
  return skillDigest(skill) === skill.digest ? [] : ["its digest is not that of its source"];
}

async function calleeProblems(skill: Skill, store: SkillStore): Promise<string[]> {
  const problems: string[] = [];
  for (const { name, digest } of skill.uses) {
    const callee = await store.get(name, digest).catch(() => undefined);
    if (!callee) problems.push(`the version of ${name} that it calls is not there`);
    else if (callee.status !== "active") problems.push(`it calls ${name}, which is ${callee.status}`);
  }
  return problems;
}
