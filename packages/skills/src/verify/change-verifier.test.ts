import {
  type Candidate,
  checksOf,
  type Evidence,
  spentOn,
  standardEvaluators,
  standardSequential,
} from "@portolan/core";
import {
  exampleCandidate,
  exampleEvidence,
  inProcessSandbox,
  memorySkillStore,
} from "@portolan/core/testing";
import { expect, it } from "vitest";
import { changeVerifier } from "./change-verifier.ts";

async function verified(
  evidence: Partial<Evidence>,
  changed: (candidate: Candidate) => Candidate = (candidate) => candidate,
) {
  const store = memorySkillStore();
  const candidate = exampleCandidate("tail");
  await store.admit(candidate, exampleEvidence(evidence));
  return changeVerifier(inProcessSandbox(), { by: "me" })(changed(candidate), store);
}

const { determinism } = Object.fromEntries(
  standardEvaluators(inProcessSandbox()).gate.map((one) => [one.id, one]),
);
const passed = (evaluator: string, digest = "") => ({ evaluator, digest, status: "passed" as const });

it("keeps the number of programs that were asked the same cases", async () => {
  const evals = exampleCandidate("tail").evals;
  expect(await verified({ checks: checksOf(evals, [], 3) })).toMatchObject({
    evidence: { checks: { candidates: 3, lowerBound: checksOf(evals, [], 3).lowerBound } },
  });
});

it("does not take the number of a skill that it cannot judge: one of a world", async () => {
  const runs = { ...standardSequential, alpha: spentOn(1, 0.05), right: 21, of: 21 };
  const checks = checksOf({ examples: [], cases: [] }, [{ checks: { runs } }]);
  expect(await verified({ checks })).toEqual({
    refused: "it was judged in a world, and cannot be judged again without it",
  });
});

it("keeps who wrote a skill whose source stays, and asks all that its evidence names again", async () => {
  const before = exampleEvidence({
    coder: "ada",
    verdicts: [
      passed("gate-cases"),
      passed("determinism", determinism?.digest),
      { ...passed("reads-input"), evidence: { leftOut: true } },
      passed("judge"),
    ],
  });
  const { evidence } = (await verified(before)) as { evidence: Evidence };
  expect(evidence.coder).toBe("ada");
  expect(evidence.verdicts.map(({ evaluator, status }) => [evaluator, status])).toEqual([
    ["type-check", "passed"],
    ["own-cases", "passed"],
    ["reads-input", "passed"],
    ["gate-cases", "passed"],
    ["determinism", "passed"],
  ]);
});

it("refuses a skill whose source stays where an evaluator of its evidence does not pass it any more", async () => {
  const demanded = { ...passed("support"), evidence: { reliability: 0.99 } };
  expect(await verified({ verdicts: [demanded] })).toEqual({
    refused: expect.stringMatching(/^support/) as string,
  });
});

it("writes new evidence for a new source", async () => {
  const rewritten = (candidate: Candidate): Candidate => ({
    ...candidate,
    source: `${candidate.source}// Written anew.\n`,
  });
  expect(await verified({ coder: "ada", verdicts: [passed("gate-cases")] }, rewritten)).toMatchObject({
    evidence: { coder: "me", verdicts: [{ evaluator: "type-check" }, { evaluator: "own-cases" }] },
  });
});
