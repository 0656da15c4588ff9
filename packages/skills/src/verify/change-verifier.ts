import {
  type Candidate,
  checksOf,
  digestOf,
  type Evidence,
  isLeftOut,
  keptVerdicts,
  type Reasked,
  type Sandbox,
  type Skill,
  type VerdictRecord,
  type Verify,
} from "@portolan/core";
import { askedAgain } from "./asked-again.ts";
import { type JudgeOptions, judgeProgram } from "./judge-program.ts";

/** What a verifier judges with, and writes into the evidence of what it passes. */
export interface ChangeVerifierOptions extends JudgeOptions {
  /** Who wrote what is new. */
  by: string;
  /** What new programs were made of. */
  origin?: Partial<Evidence>;
}

/**
 * Verifies what a change of the store would make of skills: types, imports, and every example and case of theirs. The task
 * of a new version is that of the version before, and so is what its coder had in view. A skill whose own source stays as it is,
 * since only what it calls changes, is asked all that its evidence names, and keeps that evidence as it turns out now.
 */
export function changeVerifier(
  sandbox: Sandbox,
  { by, origin = {}, ...options }: ChangeVerifierOptions,
): Verify {
  return async (candidate, reader) => {
    const { right, of, imports, problems, ran } = await judgeProgram(candidate, reader, sandbox, options);
    const foreign = (imports ?? []).filter((specifier) => !isNamed(specifier, candidate));
    if (foreign.length > 0) problems.push(`it imports ${foreign.join(", ")}, which its record does not name`);
    const before = await reader.get(candidate.name);
    const { runs } = before?.evidence.checks ?? {};
    if (runs) problems.push("it was judged in a world, and cannot be judged again without it");
    if (problems.length > 0) return { refused: problems.join("; ") };
    const own = [verdict("type-check"), { ...verdict("own-cases"), evidence: { right, of } }];
    if (!before || !ran || before.source !== candidate.source)
      return { evidence: { ...evidenceOf(candidate, before, by, own), ...origin } };
    const asking = { ...options, store: reader, sandbox };
    return reverified(candidate, before, own, await askedAgain(candidate, before, ran, asking));
  };
}

/** The evidence of a skill that calls other versions than before, as it turned out again. */
function reverified(
  { evals }: Candidate,
  { evidence }: Skill,
  own: readonly VerdictRecord[],
  asked: readonly Reasked[],
): Awaited<ReturnType<Verify>> {
  const refused = asked.find(({ was, now }) => was === "passed" && (now === "failed" || now === "errored"));
  if (refused) {
    const { evaluator, reason = "it was refused", ruleChanged } = refused;
    return { refused: `${evaluator}${ruleChanged ? ", which asks for more than it did" : ""}: ${reason}` };
  }
  const again = asked.flatMap(({ verdict: one }) => one ?? []);
  const names = new Set(again.map(({ evaluator }) => evaluator));
  const verdicts = [
    ...own.filter(({ evaluator }) => !names.has(evaluator)),
    // What the task leaves out is no verdict, and stays.
    ...evidence.verdicts.filter(isLeftOut),
    ...again,
  ];
  const checks = checksOf(evals, again, evidence.checks.candidates);
  return { evidence: { ...evidence, verdicts: keptVerdicts(verdicts), checks } };
}

function isNamed(specifier: string, { uses, tools }: Candidate): boolean {
  const [, kind, name] = /^#(skills|tools)\/(.+)$/.exec(specifier) ?? [];
  return kind === "skills"
    ? uses.some((pin) => pin.name === name)
    : kind === "tools" && tools.some((tool) => tool.split(".")[0] === name);
}

function evidenceOf(
  candidate: Candidate,
  before: Skill | undefined,
  by: string,
  verdicts: VerdictRecord[],
): Evidence {
  const { evals, name } = candidate;
  return {
    task: before?.evidence.task ?? { id: name, suite: "none" },
    coder: by,
    harness: "none",
    voyage: "none",
    episode: 0,
    attempt: 1,
    cost: { evaluations: 0, attempts: 1 },
    shown: before?.evidence.shown ?? [],
    verdicts,
    checks: checksOf(evals, [], before?.evidence.checks.candidates),
  };
}

function verdict(evaluator: string) {
  return {
    evaluator,
    digest: digestOf({ id: evaluator, of: "store-verifier", version: 1 }),
    status: "passed" as const,
  };
}
