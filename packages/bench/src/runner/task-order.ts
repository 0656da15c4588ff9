import { digestOf, type Task } from "@portolan/core";

/** The order in which a voyage takes its tasks: the suite's own for seed 0, else shuffled inside each level. */
export function taskOrder(tasks: readonly Task[], seed: number): Task[] {
  if (seed === 0) return [...tasks];
  const key = new Map(tasks.map(({ id }) => [id, digestOf({ id, seed })]));
  return tasks.toSorted((a, b) => {
    const levels = (a.level ?? 0) - (b.level ?? 0);
    return levels !== 0 ? levels : (key.get(a.id) as string) < (key.get(b.id) as string) ? -1 : 1;
  });
}
