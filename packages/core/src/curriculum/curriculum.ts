import type { EpisodeResult } from "../events/event.ts";
import type { Task } from "../task/task.ts";

/** How a task ended; a task that came back stands twice among them. */
export type FinishedTask = Pick<EpisodeResult, "task" | "solved" | "reason" | "librarySize">;

/** What a voyage has done so far. */
export interface Progress {
  /** In the order in which they ended. */
  results: readonly FinishedTask[];
  /** Active skills now. */
  librarySize: number;
}

/**
 * Chooses what to try next; `undefined` when there is nothing. It never gives a task that is solved. Chosen from the same
 * progress, it is the same task, so that a voyage can be taken up again; those that ask somebody say so.
 */
export interface Curriculum {
  next(progress: Progress): Promise<Task | undefined>;
}

/** The order in which the tasks are given. */
export function inOrder(tasks: readonly Task[]): Curriculum {
  return { next: async (progress) => unfinished(tasks, progress)[0] };
}

/** The tasks that have not been tried. */
export function unfinished(tasks: readonly Task[], { results }: Progress): Task[] {
  const done = new Set(results.map(({ task }) => task));
  return tasks.filter(({ id }) => !done.has(id));
}

/** The last result of each task, by its id. */
export function lastResults({ results }: Progress): Map<string, FinishedTask> {
  return new Map(results.map((result) => [result.task, result]));
}
