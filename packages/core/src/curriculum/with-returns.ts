import { type Curriculum, lastResults } from "./curriculum.ts";
import type { Task } from "../task/task.ts";

/** When a failed task comes back. */
export interface ReturnOptions {
  /** Skills that the library has got since the task failed. */
  grownBy: number;
  /** How often a task comes back; once when absent. */
  times?: number;
  /** Tasks that the curriculum may have given before this process began, to be found by their ids. */
  tasks?: readonly Task[];
}

/** Gives failed tasks again, the longest failed first, when the library has grown enough since; else what the curriculum says. */
export function withReturns(curriculum: Curriculum, options: ReturnOptions): Curriculum {
  const { grownBy, times = 1, tasks = [] } = options;
  const known = new Map(tasks.map((task) => [task.id, task]));
  return {
    async next(progress) {
      const tries = Map.groupBy(progress.results, ({ task }) => task);
      for (const { task, solved, librarySize } of lastResults(progress).values()) {
        const found = known.get(task);
        const count = tries.get(task)?.length ?? 0;
        if (found && !solved && count <= times && progress.librarySize - librarySize >= grownBy) return found;
      }
      const next = await curriculum.next(progress);
      if (next) known.set(next.id, next);
      return next;
    },
  };
}
