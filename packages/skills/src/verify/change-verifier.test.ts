import { checksOf, type Evidence, spentOn, standardSequential } from "@portolan/core";
import {
  exampleCandidate,
  exampleEvidence,
  inProcessSandbox,
  memorySkillStore,
} from "@portolan/core/testing";
import { expect, it } from "vitest";
import { changeVerifier } from "./change-verifier.ts";

async function verified(checks: Evidence["checks"]) {
  const store = memorySkillStore();
  const candidate = exampleCandidate("tail");
  await store.admit(candidate, exampleEvidence({ checks }));
  return changeVerifier(inProcessSandbox(), { by: "me" })(candidate, store);
}

it("keeps the number of programs that were asked the same cases", async () => {
  const evals = exampleCandidate("tail").evals;
  expect(await verified(checksOf(evals, [], 3))).toMatchObject({
    evidence: { checks: { candidates: 3, lowerBound: checksOf(evals, [], 3).lowerBound } },
  });
});

it("does not take the number of a skill that it cannot judge: one of a world", async () => {
  const runs = { ...standardSequential, alpha: spentOn(1, 0.05), right: 21, of: 21 };
  const checks = checksOf({ examples: [], cases: [] }, [{ checks: { runs } }]);
  expect(await verified(checks)).toEqual({
    refused: "it was judged in a world, and cannot be judged again without it",
  });
});
