import { lowerBound, type Sandbox, type Skill, skillDigest, type SkillReader } from "@portolan/core";
import { type JudgeOptions, judgeProgram } from "@portolan/skills";
import { count } from "../output/numbers.ts";

/** What judging a skill again found. */
export interface Verification {
  name: string;
  /** Of its own examples and cases. */
  right: number;
  of: number;
  /** On the share of such inputs that it answers rightly, from its cases; 0 where it was not right on all. */
  lowerBound: number;
  /** Empty when it is what its folder says. */
  problems: string[];
}

/** A skill that could not be run, and why. */
export function unverified(name: string, problems: string[], of: number = 0): Verification {
  return { name, right: 0, of, lowerBound: 0, problems };
}

/** Judges a skill again: digest, callees, evidence, types, and every example and case of its folder, each in an isolate of its own. */
export async function verifySkill(
  skill: Skill,
  store: SkillReader,
  sandbox: Sandbox,
  options: JudgeOptions = {},
): Promise<Verification> {
  const problems = [
    ...digestProblems(skill),
    ...(await calleeProblems(skill, store)),
    ...evidenceProblems(skill),
  ];
  const cases = skill.evals.examples.length + skill.evals.cases.length;
  // Without the very callees that it was judged with, running it would say nothing.
  if (problems.length > 0) return unverified(skill.name, problems, cases);
  const found = await judgeProgram(skill, store, sandbox, options);
  const bound = found.right === found.of ? lowerBound(skill.evals.cases.length) : 0;
  return { name: skill.name, right: found.right, of: found.of, lowerBound: bound, problems: found.problems };
}

function digestProblems(skill: Skill): string[] {
  return skillDigest(skill) === skill.digest ? [] : ["its digest is not that of its source"];
}

/** Evidence that claims more than the folder holds would make a skill without cases look verified. */
function evidenceProblems({ evals, evidence: { checks } }: Skill): string[] {
  const examples = evals.examples.length;
  const cases = evals.cases.length;
  const problems: string[] = [];
  if (checks.examples !== examples || checks.cases !== cases) {
    const nothing = examples + cases === 0 ? "nothing to run: " : "";
    const said = tally(checks.examples, checks.cases);
    problems.push(`${nothing}its evidence tells of ${said}, its folder holds ${tally(examples, cases)}`);
  }
  const bound = lowerBound(cases);
  if (checks.lowerBound !== bound) {
    problems.push(`its evidence claims a lower bound of ${checks.lowerBound}, its cases give ${bound}`);
  }
  return problems;
}

function tally(examples: number, cases: number): string {
  return `${count(examples, "example")} and ${count(cases, "case")}`;
}

async function calleeProblems(skill: Skill, store: SkillReader): Promise<string[]> {
  const problems: string[] = [];
  for (const { name, digest } of skill.uses) {
    const callee = await store.get(name, digest).catch(() => undefined);
    if (!callee) problems.push(`the version of ${name} that it calls is not there`);
    else if (callee.status !== "active") problems.push(`it calls ${name}, which is ${callee.status}`);
  }
  return problems;
}
