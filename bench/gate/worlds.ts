import {
  type SequentialSettings,
  sequentialTest,
  spentOn,
  standardSequential,
  taskFrom,
  worldRunsEvaluator,
} from "@portolan/core";
import { applesGoal, chanceOf, inProcessSandbox, orchardWorld, shaker } from "@portolan/core/testing";

/** What came of many admissions of programs that succeed equally often. */
export interface WorldRow {
  /** The share of worlds in which each of them reaches its goal. */
  share: number;
  admissions: number;
  admitted: number;
  /** What the test's exact computation says of both. */
  expected: { admitted: number; runs: number };
  runs: number;
  /** Of those admitted, how many got a lower bound above their true share. */
  boundTooHigh: number;
}

const apples = 3;
const shakes = 8;

/** The settings that a first candidate is judged with. */
export const settings: SequentialSettings = {
  ...standardSequential,
  alpha: spentOn(1, standardSequential.alpha),
};

/**
 * Simulates admissions in the orchard, whose luck is tuned so that a program succeeds exactly as often as wanted. Every
 * program has a text of its own, and so meets worlds of its own. It runs in this process: the programs are ours.
 */
export async function simulateAdmissions(share: number, admissions: number): Promise<WorldRow> {
  const luck = luckFor(share);
  const evaluator = worldRunsEvaluator({
    sandbox: inProcessSandbox(),
    world: orchardWorld({ luck, shakes }),
    goalOf: () => applesGoal(apples),
  });
  const task = taskFrom({
    goal: "Apples.",
    name: "get",
    signature: "() => Promise<number>",
    world: "orchard",
  });
  const test = sequentialTest(settings);
  const source = shaker("get", apples, shakes);
  let [admitted, runs, boundTooHigh] = [0, 0, 0];
  for (let n = 0; n < admissions; n++) {
    const program = { name: "get", signature: task.signature, source, modules: { "#skills/none": `${n}` } };
    const { status, evidence } = await evaluator.evaluate({
      task,
      program,
      report: { diagnostics: [], imports: [] },
    });
    const { of } = evidence as { of: number };
    runs += of;
    if (status !== "passed") continue;
    admitted++;
    if (test.lowerBound(of) > share) boundTooHigh++;
  }
  const { admitted: probability, expectedRuns } = test.characteristics(share);
  return {
    share,
    admissions,
    admitted,
    expected: { admitted: probability, runs: expectedRuns },
    runs: runs / admissions,
    boundTooHigh,
  };
}

/** The luck with which enough apples fall with this probability. */
function luckFor(share: number): number {
  let [low, high] = [0, 1];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (chanceOf(apples, shakes, middle) < share) low = middle;
    else high = middle;
  }
  return low;
}
