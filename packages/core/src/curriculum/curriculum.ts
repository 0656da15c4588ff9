import type { Task } from "../task/task.ts";

/** What a voyage has done so far. */
export interface Progress {
  /** Ids of finished tasks, in order. */
  finished: string[];
  solved: ReadonlySet<string>;
}

/** Chooses what to try next. */
export interface Curriculum {
  next(progress: Progress): Promise<Task | undefined>;
}

/** The suite's own order. */
export function inOrder(tasks: readonly Task[]): Curriculum {
  return {
    next: async ({ finished }) => {
      const done = new Set(finished);
      return tasks.find((task) => !done.has(task.id));
    },
  };
}
