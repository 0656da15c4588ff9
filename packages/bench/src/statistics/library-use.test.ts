import { expect, it } from "vitest";
import { result } from "../testing/task-result.ts";
import { skillAccounts } from "./break-even.ts";
import { costOf } from "./cost.ts";
import { libraryUse } from "./library-use.ts";

const skill = (name: string) => ({ name, digest: name });
const seed = 0;
const library = [
  result({ seed, position: 0, task: "a", succeeded: true, evaluations: 100, skill: skill("a") }),
  result({
    seed,
    position: 1,
    task: "b",
    succeeded: true,
    evaluations: 40,
    retrieved: ["a"],
    called: ["a"],
    loadBearing: ["a"],
    depth: 1,
    skill: skill("b"),
  }),
  result({
    seed,
    position: 2,
    task: "c",
    succeeded: true,
    evaluations: 20,
    retrieved: ["a", "b"],
    called: ["a", "b"],
    depth: 2,
    skill: skill("c"),
  }),
  result({ seed, position: 3, task: "d", succeeded: false, evaluations: 200, retrieved: ["c"] }),
];
const without = ["a", "b", "c", "d"].map((task) =>
  result({ seed, task, succeeded: task === "a", evaluations: 100 }),
);

it("follows skills from what was retrieved to what mattered", () => {
  const use = libraryUse(library);
  expect(use.funnel.map(({ stage, tasks, skills }) => [stage, tasks, skills])).toEqual([
    ["tasks", 4, 0],
    ["retrieved", 3, 4],
    ["called", 2, 3],
    ["load-bearing", 1, 1],
  ]);
  expect(use).toMatchObject({ measured: 1, skills: 3, deepest: 2, meanDepth: 1 });
  expect([use.reuseRate?.estimate, use.reusedSkills, use.compositionRate]).toEqual([2 / 3, 2 / 3, 2 / 3]);
});

it("says nothing of a library that was never there", () => {
  const use = libraryUse(without);
  expect(use).toMatchObject({ skills: 0, deepest: 0 });
  expect(use.compositionRate).toBeUndefined();
});

it("keeps an account of each skill", () => {
  expect(skillAccounts(library, without)).toEqual([
    // b saved it 60, c another 40 for its half: after two tasks it had saved what it cost.
    { seed: 0, skill: "a", spent: 100, saved: 100, calls: 2, brokeEvenAfter: 2 },
    { seed: 0, skill: "b", spent: 40, saved: 40, calls: 1, brokeEvenAfter: 1 },
    { seed: 0, skill: "c", spent: 20, saved: 0, calls: 0 },
  ]);
});

it("counts what was spent in vain to the price of a success", () => {
  const { perSuccess, evaluations, mostEvaluations } = costOf(library);
  expect(evaluations).toBe(360);
  expect(mostEvaluations).toBe(200);
  expect(perSuccess.evaluations?.estimate).toBe(120);
  expect(perSuccess.tokens).toBeUndefined();
  expect(costOf(without.slice(1)).perSuccess).toEqual({});
});
