import {
  type Candidate,
  checksOf,
  digestOf,
  type Evidence,
  type Json,
  type Sandbox,
  type Skill,
  type Verify,
} from "@portolan/core";
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
 * of a new version is that of the version before, and so is what its coder had in view.
 */
export function changeVerifier(
  sandbox: Sandbox,
  { by, origin = {}, ...options }: ChangeVerifierOptions,
): Verify {
  return async (candidate, reader) => {
    const { right, of, imports, problems } = await judgeProgram(candidate, reader, sandbox, options);
    const foreign = (imports ?? []).filter((specifier) => !isNamed(specifier, candidate));
    if (foreign.length > 0) problems.push(`it imports ${foreign.join(", ")}, which its record does not name`);
    const before = await reader.get(candidate.name);
    const { runs } = before?.evidence.checks ?? {};
    if (runs) problems.push("it was judged in a world, and cannot be judged again without it");
    if (problems.length > 0) return { refused: problems.join("; ") };
    return { evidence: { ...evidenceOf(candidate, before, by, { right, of }), ...origin } };
  };
}

function isNamed(specifier: string, { uses, tools }: Candidate): boolean {
  const [, kind, name] = /^#(skills|tools)\/(.+)$/.exec(specifier) ?? [];
  return kind === "skills"
    ? uses.some((pin) => pin.name === name)
    : kind === "tools" && tools.some((tool) => tool.split(".")[0] === name);
}

function evidenceOf(candidate: Candidate, before: Skill | undefined, by: string, cases: Json): Evidence {
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
    verdicts: [verdict("type-check"), { ...verdict("own-cases"), evidence: cases }],
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
