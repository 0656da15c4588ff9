import { describe, expect, it } from "vitest";
import { exactInterval } from "./judge/exact-interval.ts";
import { spentOn, standardSequential } from "../gate/sequential-settings.ts";
import { sequentialTest } from "../gate/sequential-test.ts";
import type { LinkedProgram } from "../program/program.ts";
import { inProcessSandbox } from "../testing/in-process-sandbox.ts";
import { applesGoal, chanceOf, orchardWorld, shaker } from "../testing/orchard-world.ts";
import { taskFrom } from "../task/loose-task.ts";
import type { Subject, Verdict } from "./evaluator.ts";
import { worldRunsEvaluator, type WorldRunsOptions } from "./world-runs.ts";

const task = taskFrom({
  goal: "Three apples.",
  name: "get",
  signature: "() => Promise<number>",
  world: "orchard",
});

function subjectOf(source: string, more: Partial<Subject> = {}): Subject {
  const program: LinkedProgram = { name: "get", signature: task.signature, source, modules: {} };
  return { task, program, report: { diagnostics: [], imports: [] }, ...more };
}

const luck = 0.7;

function evaluator(more: Partial<WorldRunsOptions> = {}) {
  return worldRunsEvaluator({
    sandbox: inProcessSandbox(),
    world: orchardWorld({ luck, shakes: 8 }),
    goalOf: () => applesGoal(3),
    ...more,
  });
}

describe("world-runs", () => {
  it("admits what reaches the goal often enough, with the counts that the bound comes from", async () => {
    const { status, checks } = await evaluator().evaluate(subjectOf(shaker("get", 3, 8)));
    expect(status).toBe("passed");
    expect(checks?.runs).toMatchObject({ admitAt: 0.95, refuseAt: 0.8, alpha: 0.025, beta: 0.1 });
    const { right, of } = checks?.runs ?? { right: 0, of: 0 };
    expect(right / of).toBeGreaterThan(0.8);
  });

  it("soon refuses what does not, and tells neither worlds nor states", async () => {
    const verdict = await evaluator().evaluate(subjectOf(shaker("get", 3, 3)));
    expect(verdict).toMatchObject({
      status: "failed",
      evidence: { decision: "refuse", missed: { goal: "apples-3" } },
    });
    expect((verdict.evidence as { of: number }).of).toBeLessThan(20);
    expect(verdict.feedback).toMatch(
      /^It reached the goal in \d+ of \d+ fresh worlds; 95 % are asked for\.$/,
    );
  });

  it("counts a goal that is reached by a program that then fails as missed", async () => {
    const throwing = shaker("get", 3, 8).replace(
      "return gather(null);",
      'await gather(null); throw new Error("!");',
    );
    const { status, feedback } = await evaluator().evaluate(subjectOf(throwing));
    expect([status, feedback]).toEqual(["failed", expect.stringContaining("error 2 times")]);
  });

  it("judges a program that is handed in again in the same worlds, and another one in others", async () => {
    const half = evaluator({ goalOf: () => applesGoal(6), runs: { admitAt: 0.7, refuseAt: 0.5 } });
    const first = await half.evaluate(subjectOf(shaker("get", 6, 8)));
    expect(await half.evaluate(subjectOf(shaker("get", 6, 8)))).toEqual(first);
    const runs: Verdict[] = [];
    for (const mark of ["a", "b", "c", "d"]) {
      runs.push(await half.evaluate(subjectOf(`${shaker("get", 6, 8)}// ${mark}\n`)));
    }
    expect(new Set(runs.map(({ evidence }) => JSON.stringify(evidence))).size).toBeGreaterThan(1);
  });

  it.each([
    ["the untouched world", { id: "none", holds: () => true }, /holds in 8 of 8 untouched worlds/],
    [
      "a program that does nothing",
      { id: "called", holds: ({ value }: { value?: unknown }) => value !== undefined },
      /does nothing reaches it in 8 of 8/,
    ],
  ])("admits nobody to a goal that %s reaches", async (_, goal, why) => {
    const verdict = await evaluator({ goalOf: () => goal }).evaluate(subjectOf(shaker("get", 3, 8)));
    expect(verdict).toMatchObject({ status: "errored", feedback: expect.stringMatching(why) as string });
  });

  it("does not judge a task without a goal", async () => {
    const verdict = await evaluator({ goalOf: () => undefined }).evaluate(subjectOf(shaker("get", 3, 8)));
    expect(verdict).toMatchObject({
      status: "errored",
      feedback: "The world has no goal for the task library/get.",
    });
  });

  it("asks more of a later candidate, and what a task asks counts before the world", async () => {
    const easy = evaluator({ goalOf: () => applesGoal(1) });
    const later = await easy.evaluate(subjectOf(shaker("get", 1, 8), { candidate: 5 }));
    expect(later.checks?.runs?.alpha).toBeCloseTo(0.05 / 30);
    const own = { ...task, gate: { runs: { admitAt: 0.6, refuseAt: 0.3 } } };
    const eased = await easy.evaluate(subjectOf(shaker("get", 1, 8), { task: own }));
    expect(eased.checks?.runs).toMatchObject({ admitAt: 0.6, refuseAt: 0.3 });
    expect(eased.checks?.runs?.of).toBeLessThan(later.checks?.runs?.of ?? 0);
  });
});

describe("over 1,000 simulated admissions", () => {
  // The world is tuned so that a program succeeds exactly as often as the test is to tell apart.
  it.each([
    ["refuseAt", "admitted", standardSequential.refuseAt, spentOn(1, standardSequential.alpha)],
    ["admitAt", "refused", standardSequential.admitAt, standardSequential.beta],
  ] as const)(
    "at %s no more are %s than declared",
    async (_, kind, share, declared) => {
      const tuned = luckFor(share);
      expect(chanceOf(3, 8, tuned)).toBeCloseTo(share, 9);
      const judging = evaluator({ world: orchardWorld({ luck: tuned, shakes: 8 }) });
      let wrong = 0;
      for (let n = 0; n < 1000; n++) {
        // Another module that is not called, so that every one of them meets worlds of its own.
        const { program } = subjectOf(shaker("get", 3, 8));
        const own = { ...program, modules: { "#skills/none": `${n}` } };
        const { status } = await judging.evaluate({ ...subjectOf(""), program: own });
        if ((status === "passed") === (kind === "admitted")) wrong++;
      }
      const expected = sequentialTest({ ...standardSequential, alpha: spentOn(1, 0.05) }).characteristics(
        share,
      )[kind];
      expect(expected).toBeLessThanOrEqual(declared);
      const { lower, upper } = exactInterval(wrong, 1000, 0.999);
      expect([lower <= expected, expected <= upper, lower <= declared]).toEqual([true, true, true]);
    },
    120_000,
  );
});

/** The luck with which three apples fall in eight shakes with this probability. */
function luckFor(share: number): number {
  let [low, high] = [0, 1];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (chanceOf(3, 8, middle) < share) low = middle;
    else high = middle;
  }
  return low;
}
