import type { Candidate, Evidence } from "@portolan/core";
import {
  exampleCandidate,
  exampleEvidence,
  inProcessSandbox,
  memorySkillStore,
} from "@portolan/core/testing";
import { expect, test } from "vitest";
import { verifySkill } from "./verify-skill.ts";

const nothing = { examples: [], cases: [] };

async function verification(changes: Partial<Candidate>, checks: Evidence["checks"]) {
  await using store = memorySkillStore();
  const { skill } = await store.admit(exampleCandidate("tail", changes), exampleEvidence({ checks }));
  return verifySkill(skill, store, inProcessSandbox());
}

test("gives the bound that the cases alone give, not the examples", async () => {
  const checks = { examples: 1, cases: 1, lowerBound: 0.05 };
  expect(await verification({}, checks)).toEqual({
    name: "tail",
    right: 2,
    of: 2,
    lowerBound: 0.05,
    unseen: false,
    evaluators: [
      {
        evaluator: "cases",
        was: "passed",
        now: "not-run",
        reason: "there is no evaluator of that name here",
      },
    ],
    problems: [],
  });
});

test("finds evidence that claims more than the cases give", async () => {
  const { problems } = await verification({}, { examples: 1, cases: 1, lowerBound: 0.99 });
  expect(problems).toEqual(["its evidence claims a lower bound of 0.99, its cases give 0.05"]);
});

test("does not pass a skill that lost its cases", async () => {
  const { problems } = await verification({ evals: nothing }, { examples: 1, cases: 20, lowerBound: 0.8609 });
  expect(problems).toEqual([
    "nothing to run: its evidence tells of 1 example and 20 cases, its folder holds 0 examples and 0 cases",
    "its evidence claims a lower bound of 0.8609, its cases give 0",
  ]);
});

test("passes one that never had any, without a bound", async () => {
  const found = await verification({ evals: nothing }, { examples: 0, cases: 0, lowerBound: 0 });
  expect(found).toMatchObject({ of: 0, lowerBound: 0, problems: [] });
});

test("gives no bound where an answer is wrong", async () => {
  const evals = { examples: [], cases: [{ input: ["a"], output: "b" }] };
  const found = await verification({ evals }, { examples: 0, cases: 1, lowerBound: 0.05 });
  expect(found).toMatchObject({ right: 0, of: 1, lowerBound: 0, problems: ["wrong on 1 of 1 cases"] });
});
