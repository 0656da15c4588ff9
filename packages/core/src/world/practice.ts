import type { VisibleTask } from "../coders/coder.ts";
import { freshSeeds } from "../evaluators/world-seeds.ts";
import type { Json } from "../json/json.ts";
import type { LinkedProgram } from "../program/program.ts";
import type { Limits } from "../sandbox/limits.ts";
import type { Outcome } from "../sandbox/outcome.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import type { GoalOf } from "./world-goal.ts";
import type { World } from "./world.ts";

/** One run of a program in a practice world, with all that a coder may know of it. */
export interface PracticeRun {
  /** What it was called with. */
  input: Json[];
  /** Whether the goal was reached, as far as practice says so. */
  isMet: boolean;
  /** How it ended, and every tool call with its answer. */
  outcome: Outcome;
  before: Json;
  after: Json;
}

/** One of the practice worlds of a task: the same place is the same world again. */
export interface PracticePlace {
  /** From 0. */
  number: number;
  /** Which series of worlds; one of its own when absent. */
  series?: string;
}

/** Worlds to try programs in, none of which the gate judges in. */
export interface Practice {
  world: World;
  /** Whether runs say if the goal was reached; else whatever ends without an error counts as if it were. */
  isJudged: boolean;
  /**
   * Runs a program in a practice world.
   * @returns `undefined` where the world has no goal for the task
   */
  run(
    task: VisibleTask,
    program: LinkedProgram,
    place: PracticePlace,
    signal?: AbortSignal,
  ): Promise<PracticeRun | undefined>;
}

/** What practice takes. */
export interface PracticeOptions {
  sandbox: Sandbox;
  world: World;
  /** Is asked with what a coder may see of a task. */
  goalOf: GoalOf;
  /** Which practice worlds: another number, other worlds; 0 when absent. */
  seed?: number;
  /** Of each run; those of the sandbox when absent. */
  limits?: Partial<Limits>;
  /**
   * Whether somebody says if the goal was reached; true when absent. Otherwise whatever ends without an error counts as if it were, which
   * is all that a coder without self-verification can go by.
   */
  isJudged?: boolean;
}

/**
 * Practice in a world: its seeds come from the task alone, where those of the gate come from the judged program's text. A world in which
 * the goal holds from the start teaches nothing, and is passed over.
 */
export function practiceIn({
  sandbox,
  world,
  goalOf,
  seed: which = 0,
  limits,
  isJudged = true,
}: PracticeOptions): Practice {
  return {
    world,
    isJudged,
    async run(task, program, { number, series = "" }, signal) {
      const goal = goalOf({ ...task, cases: [], score: [], order: 0 });
      if (!goal) return undefined;
      const seeds = freshSeeds({ task: task.id, for: "practice", which, series });
      let [seed, before] = await untouched(world, seeds.next().value);
      for (let worlds = 0, left = number; ; worlds++) {
        const isIdle = worlds < mostIdle * (number + 1) && goal.holds({ before, after: before });
        if (!isIdle && left-- === 0) break;
        [seed, before] = await untouched(world, seeds.next().value);
      }
      const input = goal.input?.(seed, before) ?? [];
      const outcome = await sandbox.run(program, input, { tools: world.tools, limits, seed, signal });
      const after = structuredClone(world.observe());
      const isMet =
        outcome.kind === "value" && (!isJudged || goal.holds({ before, after, value: outcome.value }));
      return { input, isMet, outcome, before, after };
    },
  };
}

/** Worlds that are passed over for each one that is used. */
const mostIdle = 8;

async function untouched(world: World, seed: number): Promise<[seed: number, state: Json]> {
  await world.reset(seed);
  return [seed, structuredClone(world.observe())];
}
