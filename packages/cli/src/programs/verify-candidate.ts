import {
  type Candidate,
  checksOf,
  digestOf,
  type Evidence,
  mentionedSkills,
  type Sandbox,
  skillDigest,
  type Verify,
} from "@portolan/core";
import type { JudgeOptions } from "@portolan/skills";
import { verifySkill } from "./verify-skill.ts";

const evaluator = {
  evaluator: "verified-here",
  digest: digestOf({ evaluator: "verified-here", version: 1 }),
};

/** Judges candidates as `portolan verify` judges skills: callees, types, and every case in an isolate of its own. */
export function candidateVerifier(sandbox: Sandbox, options: JudgeOptions): Verify {
  return async (candidate, reader) => {
    const unneeded = unneededRight(candidate);
    if (unneeded !== undefined) return { refused: unneeded };
    const evidence = evidenceFor(candidate);
    const skill = {
      ...candidate,
      digest: skillDigest(candidate),
      status: "candidate",
      version: 1,
      evidence,
    } as const;
    const { right, of, problems } = await verifySkill(skill, reader, sandbox, options);
    if (of === 0) return { refused: "it has no case to be judged on" };
    if (problems.length > 0) return { refused: problems.join("; ") };
    return {
      evidence: { ...evidence, verdicts: [{ ...evaluator, status: "passed", evidence: { right, of } }] },
    };
  };
}

/** What it is to be linked with and does not import, so that nobody grants it that; a test of the text. */
function unneededRight({ source, uses, tools }: Candidate): string | undefined {
  const mentioned = new Set(mentionedSkills(source));
  const skill = uses.find(({ name }) => !mentioned.has(name));
  const tool = tools.find((one) => !source.includes(`#tools/${one.split(".")[0]}`));
  if (!skill && tool === undefined) return undefined;
  return `it says that it uses ${skill?.name ?? `#tools/${tool}`}, which it does not import`;
}

/** What its own cases support; no voyage of ours found it. */
function evidenceFor({ name, evals, author }: Candidate): Evidence {
  return {
    task: { id: name, suite: "imported" },
    coder: author ?? "imported",
    harness: "none",
    voyage: "none",
    episode: 0,
    attempt: 0,
    cost: { evaluations: 0, attempts: 0 },
    shown: [],
    verdicts: [],
    checks: checksOf(evals),
  };
}
