import { callAll, callEach, type CallResult, equalJson, ledger, resultOf, type Skill } from "@portolan/core";
import { creditProblem, type Problem } from "./credit-problem.ts";
import { stopIfAborted } from "./stop-if-aborted.ts";
import type { Findings, LeftAlone, TidyStep } from "./tidy-plan.ts";
import type { KnownSkill, TidyTools } from "./tidy-library.ts";

/**
 * Finds skills that evidence speaks against: they no longer type-check here, answer their own cases wrongly, their records tell
 * of a failure, or trials with and without them say that they do harm. Age and popularity count nothing, and neither does an answer
 * that takes too long here: it may be right. Skills with tools, which are not there, are judged by their records and trials alone.
 */
export async function findRetired(skills: readonly KnownSkill[], tools: TidyTools): Promise<Findings> {
  const tallies = ledger(await tools.store.uses());
  const steps: TidyStep[] = [];
  const left: LeftAlone[] = [];
  for (const known of skills) {
    const problem = creditProblem(tallies.get(known.skill.digest)) ?? (await problemOf(known, tools));
    if (typeof problem === "string")
      left.push({ kind: "retire", skills: [known.skill.name], reason: problem });
    else if (problem)
      steps.push(
        retirement(
          known,
          problem,
          skills.filter((other) => other !== known && other.closure.has(known.skill.name)),
        ),
      );
  }
  return { steps, left };
}

/** A text says why nothing can be said. */
async function problemOf(
  { skill, program, pure }: KnownSkill,
  tools: TidyTools,
): Promise<Problem | string | undefined> {
  const failed = skill.evidence.verdicts.filter(({ status }) => status === "failed");
  if (failed.length > 0) {
    const names = failed.map(({ evaluator }) => evaluator);
    return { reason: `Its record says that it failed: ${names.join(", ")}.`, evidence: { failed: names } };
  }
  // What calls something that is not there is no failure of its own: `store check` says so.
  if (!program) return undefined;
  const { sandbox, signal } = tools;
  const { diagnostics } = await sandbox.check(program, { signal });
  const complaint = pure ? diagnostics[0] : undefined;
  if (complaint) {
    const { line, message } = complaint;
    return { reason: `It no longer type-checks: line ${line}: ${message}`, evidence: { line, message } };
  }
  return pure ? wrongCases(skill, program, tools) : undefined;
}

async function wrongCases(
  { evals }: Skill,
  program: NonNullable<KnownSkill["program"]>,
  { sandbox, signal }: TidyTools,
): Promise<Problem | string | undefined> {
  const cases = [...evals.examples, ...evals.cases];
  const inputs = cases.map(({ input }) => input);
  const isWrong = (result: CallResult, i: number): boolean =>
    !isLate(result) && (!result.ok || !equalJson(result.value, cases[i]?.output ?? null));
  const together = await callAll(sandbox, program, inputs, { signal });
  stopIfAborted(signal);
  if (!together.some((result, i) => isLate(result) || isWrong(result, i))) return undefined;
  // What retires it must not be what an earlier call left behind.
  const results = (await callEach(sandbox, program, inputs, { signal })).map(resultOf);
  stopIfAborted(signal);
  const wrong = results.filter(isWrong).length;
  const late = results.filter(isLate).length;
  if (wrong > 0)
    return {
      reason: `It answers ${wrong} of its ${cases.length} cases wrongly.`,
      evidence: { wrong, of: cases.length },
    };
  return late > 0
    ? `it answers ${late} of its ${cases.length} cases not in time, which does not say that it is wrong`
    : undefined;
}

function isLate(result: CallResult): boolean {
  return !result.ok && result.failure === "timeout";
}

function retirement(
  { skill, tokens }: KnownSkill,
  { reason, evidence }: Problem,
  callers: KnownSkill[],
): TidyStep {
  const names = callers.map((caller) => caller.skill.name);
  const also = names.length > 0 ? [`What calls it leaves the library with it: ${names.join(", ")}.`] : [];
  return {
    kind: "retire",
    title: `retire ${skill.name}`,
    skills: [skill.name, ...names].toSorted(),
    reasons: [reason, ...also],
    evidence,
    tokens: { before: callers.reduce((sum, caller) => sum + caller.tokens, tokens), after: 0 },
    sources: {},
    changes: async () => [{ kind: "status", name: skill.name, status: "deprecated" }],
  };
}
