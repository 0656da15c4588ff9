import { parseArm } from "../arms/parse-arm.ts";
import { integer, random } from "../suites/inputs.ts";
import type { Experiment, Plan, TrialRecord } from "../runner/trial-record.ts";

/** What of the sample is not as usual. */
interface SampleOptions {
  seeds?: number;
  /** Leave out what comes after so many trials. */
  trials?: number;
  harness?: string;
}

const budget = { evaluations: 30_000, attempts: 4 };
const arms = ["none", "library", "none-3x"];
/** Chance to solve a task of each level with what the language has. */
const chances = [1, 0.9, 0.6, 0.35, 0.15, 0.05];
const verbs = ["count", "sum", "keep", "drop", "sort", "join"];
const things = ["evens", "peaks", "pairs", "runs"];

/**
 * An experiment that nobody has run: its figures are made up by a seeded generator, the same each time. The arm with the library
 * solves more of what is hard, because the more it has kept, the easier the rest becomes.
 */
export function sampleExperiment(options: SampleOptions = {}): Experiment {
  const seeds = Array.from({ length: options.seeds ?? 4 }, (_, seed) => seed);
  const versions = {
    portolan: "0.1.0",
    node: "24.21.0",
    coder: "synth@1",
    harness: options.harness ?? "5f2c",
  };
  const plan: Plan = {
    format: 1,
    id: "5a3b7e0c91d2",
    suites: [{ name: "sample", digest: "c0ffee00c0ffee00", tasks: verbs.length * things.length }],
    arms,
    seeds,
    budget,
    settings: {},
    versions,
    definitions: arms.map(parseArm),
    loadBearing: true,
  };
  const trials = arms.flatMap((arm) => seeds.flatMap((seed) => cell(plan, arm, seed)));
  return { plan, trials: trials.slice(0, options.trials ?? trials.length) };
}

function cell(plan: Plan, arm: string, seed: number): TrialRecord[] {
  const next = random(`${arm} ${seed}`);
  const isLearning = arm === "library";
  const own = arm === "none-3x" ? { ...budget, evaluations: 3 * budget.evaluations } : budget;
  const kept: { name: string; depth: number }[] = [];
  return tasks().map(({ name, level }, position): TrialRecord => {
    const retrieved = isLearning ? kept.slice(-5) : [];
    const help = Math.min(0.45, kept.length * 0.03);
    const chance = Math.min(
      1,
      (chances[level - 1] as number) * (arm === "none-3x" ? 1.25 : 1) + (isLearning ? help : 0),
    );
    const succeeded = next() < chance;
    const called =
      succeeded && retrieved.length > 1 && next() < 0.7 ? retrieved.slice(0, integer(next, 1, 2)) : [];
    const effort = Math.min(1, (0.02 + next() * 0.25) * level * (called.length > 0 ? 0.4 : 1));
    const depth = called.length === 0 ? 0 : 1 + Math.max(...called.map((one) => one.depth));
    if (succeeded && isLearning) kept.push({ name, depth });
    return {
      format: 1,
      experiment: plan.id,
      suite: "sample",
      arm,
      seed,
      position,
      task: `sample/${name}`,
      level,
      visit: 1,
      budget: own,
      attempts: succeeded ? 1 : 4,
      evaluations: succeeded ? Math.round(own.evaluations * effort) : own.evaluations,
      solved: succeeded,
      right: succeeded ? 8 : integer(next, 0, 6),
      of: 8,
      succeeded,
      reason: succeeded ? "passed the gate" : "the budget is spent",
      ...(succeeded ? {} : { refusedBy: "examples" }),
      retrieved: retrieved.map((one) => one.name),
      called: called.map((one) => one.name),
      ...(called.length > 0
        ? { loadBearing: next() < 0.75 ? called.slice(0, 1).map((one) => one.name) : [] }
        : {}),
      depth,
      ...(succeeded && isLearning ? { skill: { name, digest: `${name}-${seed}` } } : {}),
      librarySize: kept.length,
      versions: plan.versions,
      wallMs: 100,
    };
  });
}

function tasks(): { name: string; level: number }[] {
  return verbs.flatMap((verb, i) => things.map((thing) => ({ name: `${verb}-${thing}`, level: i + 1 })));
}
