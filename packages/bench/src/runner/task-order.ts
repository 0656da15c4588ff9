import { digestOf, type Task } from "@portolan/core";

/** The order in which a voyage takes its tasks: the suite's own for seed 0, else shuffled inside each level. */
export function taskOrder(tasks: readonly Task[], seed: number): Task[] {
  if (seed === 0) return [...tasks];
  const byLot = lots(tasks, { seed });
  return tasks.toSorted((a, b) => (a.level ?? 0) - (b.level ?? 0) || byLot(a, b));
}

/** An order drawn by lot, whatever the levels; another one for each seed. */
export function randomOrder(tasks: readonly Task[], seed: number): Task[] {
  return tasks.toSorted(lots(tasks, { seed, order: "random" }));
}

function lots(tasks: readonly Task[], by: Record<string, string | number>): (a: Task, b: Task) => number {
  const key = new Map(tasks.map(({ id }) => [id, digestOf({ ...by, id })]));
  return (a, b) => ((key.get(a.id) as string) < (key.get(b.id) as string) ? -1 : 1);
}
