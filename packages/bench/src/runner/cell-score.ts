import { type LinkedProgram, type Sandbox, scoreInWorld, scoreTask, type Task } from "@portolan/core";
import type { Arm } from "../arms/arm.ts";
import type { WorldPlace } from "./bench-parts.ts";
import type { BenchSuite } from "./bench-suite.ts";
import type { Tally } from "./sail.ts";

/** How many worlds of its own the report tries a program in, where a plan says nothing else. */
const WORLD_RUNS = 10;

/** Calls in the text of a program in a world, where neither suite nor arm says otherwise: small steps, so that what lies deep takes a library. */
const WORLD_CALLS = 6;

/** A world for one cell alone, where the suite has one. */
export function placeOf(
  { world, goalOf, runs, calls }: BenchSuite,
  arm: Pick<Arm, "calls" | "practice">,
  seed: number,
): WorldPlace | undefined {
  if (!world || !goalOf) return undefined;
  return {
    world: world(seed),
    goalOf,
    runs,
    calls: arm.calls ?? calls ?? WORLD_CALLS,
    isJudged: arm.practice !== "unjudged",
  };
}

/** Scores accepted programs: on the score cases of the task or, in a world, by the report's own runs. */
export function scorer(options: {
  sandbox: Sandbox;
  place?: WorldPlace;
  runs?: number;
  signal?: AbortSignal;
}): (task: Task, program: LinkedProgram) => Promise<Tally> {
  const { sandbox, place, runs = WORLD_RUNS, signal } = options;
  return async (task, program) => {
    const goal = task.world === undefined ? undefined : place?.goalOf(task);
    if (!place || !goal) return scoreTask(sandbox, program, task, { signal });
    return scoreInWorld({ sandbox, world: place.world, goal, signal }, program, { task: task.id, runs });
  };
}
