import {
  hadUnseenCases,
  PortolanError,
  type Rerun,
  type Sandbox,
  type Skill,
  skillDigest,
  type SkillReader,
  supportedBound,
} from "@portolan/core";
import { askedAgain, type AskingAgain, judgeProgram } from "@portolan/skills";
import { count } from "../output/numbers.ts";

/** What judging a skill again found. */
export interface Verification {
  name: string;
  /** Of its own examples and cases. */
  right: number;
  of: number;
  /** On the share of such inputs that it answers rightly; 0 where it was not right on all. */
  lowerBound: number;
  /** False where whoever wrote it may have seen its cases: then the bound says less. */
  unseen: boolean;
  /** What the evaluators of its evidence say now, in the order of the evidence. */
  evaluators: Rerun[];
  /** Empty when it is what its folder says. */
  problems: string[];
}

/** What a skill is judged again with. */
export type VerifyOptions = Omit<AskingAgain, "store" | "sandbox">;

/** A skill that could not be run, and why. */
export function unverified(name: string, problems: string[], of: number = 0): Verification {
  return { name, right: 0, of, lowerBound: 0, unseen: false, evaluators: [], problems };
}

/**
 * Judges a skill again: digest, callees, types, every example and case of its folder, each in an isolate of its own, and then
 * every evaluator that its evidence names and that there still is.
 */
export async function verifySkill(
  skill: Skill,
  store: SkillReader,
  sandbox: Sandbox,
  options: VerifyOptions = {},
): Promise<Verification> {
  const problems = [
    ...digestProblems(skill),
    ...(await calleeProblems(skill, store)),
    ...evidenceProblems(skill),
  ];
  const cases = skill.evals.examples.length + skill.evals.cases.length;
  // Without the very callees that it was judged with, running it would say nothing.
  if (problems.length > 0) return unverified(skill.name, problems, cases);
  const { right, of, ran, problems: missed } = await judgeProgram(skill, store, sandbox, options);
  if (missed.length > 0 || !ran) return { ...unverified(skill.name, missed, of), right };
  const asked = await askedAgain(skill, skill, ran, { store, sandbox, ...options });
  const evaluators = asked.map(({ verdict: _verdict, ...rerun }): Rerun => rerun);
  const refused = evaluators
    .filter(({ now }) => now === "failed" || now === "errored")
    .map(
      ({ evaluator, now, reason }) =>
        `${evaluator} ${now === "failed" ? "refuses it now" : "cannot judge it"}: ${reason ?? "it does not say why"}`,
    );
  const bound =
    refused.length > 0 || isUnheard(skill, evaluators) ? 0 : supportedBound(skill.evidence.checks);
  const unseen = skill.evidence.checks.runs !== undefined || hadUnseenCases(skill.evidence);
  return { name: skill.name, right, of, lowerBound: bound, unseen, evaluators, problems: refused };
}

/** Runs in a world support a number only where they were made again. */
function isUnheard({ evidence }: Skill, evaluators: readonly Rerun[]): boolean {
  return (
    evidence.checks.runs !== undefined &&
    !evaluators.some(({ evaluator, now }) => evaluator === "world-runs" && now === "passed")
  );
}

function digestProblems(skill: Skill): string[] {
  return skillDigest(skill) === skill.digest ? [] : ["its digest is not that of its source"];
}

/** Evidence that claims more than the folder holds would make a skill without cases look trusted. */
function evidenceProblems({ evals, evidence: { checks } }: Skill): string[] {
  const examples = evals.examples.length;
  const cases = evals.cases.length;
  const problems: string[] = [];
  if (checks.examples !== examples || checks.cases !== cases) {
    const nothing = examples + cases === 0 ? "nothing to run: " : "";
    const said = tally(checks.examples, checks.cases);
    problems.push(`${nothing}its evidence tells of ${said}, its folder holds ${tally(examples, cases)}`);
  }
  const bound = supportedBound({ ...checks, cases });
  if (checks.lowerBound !== bound) {
    const by = checks.runs ? "runs" : "cases";
    problems.push(`its evidence claims a lower bound of ${checks.lowerBound}, its ${by} give ${bound}`);
  }
  return problems;
}

function tally(examples: number, cases: number): string {
  return `${count(examples, "example")} and ${count(cases, "case")}`;
}

async function calleeProblems(skill: Skill, store: SkillReader): Promise<string[]> {
  const problems: string[] = [];
  for (const { name, digest } of skill.uses) {
    const callee = await store.get(name, digest).catch(brokenFolder);
    if (callee instanceof PortolanError) problems.push(`${name}, which it calls, is broken`);
    else if (!callee) problems.push(`the version of ${name} that it calls is not there`);
    else if (callee.status !== "active") problems.push(`it calls ${name}, which is ${callee.status}`);
  }
  return problems;
}

/** That the folder cannot be read; whatever else went wrong is thrown on. */
export function brokenFolder(error: unknown): PortolanError {
  const isBroken = error instanceof PortolanError && /^(?:skill|store)-invalid$/.test(error.code);
  if (isBroken) return error;
  throw error;
}
