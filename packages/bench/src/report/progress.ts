import type { Experiment } from "../runner/trial-record.ts";

/** How much of an experiment has been run. */
export interface Progress {
  /** Tasks in cells that have a record, and those that the plan has. */
  done: number;
  of: number;
  /** Cells that are not whole. */
  open: { suite: string; arm: string; seed: number; done: number; of: number }[];
}

/** Compares the records of an experiment with its plan. */
export function progressOf({ plan, trials }: Experiment): Progress {
  const tasks = Map.groupBy(trials, ({ suite, arm, seed }) => JSON.stringify([suite, arm, seed]));
  const cells = plan.suites.flatMap(({ name: suite, tasks: of }) =>
    plan.arms.flatMap((arm) =>
      plan.seeds.map((seed) => {
        const known = tasks.get(JSON.stringify([suite, arm, seed])) ?? [];
        return { suite, arm, seed, done: new Set(known.map(({ task }) => task)).size, of };
      }),
    ),
  );
  const sum = (key: "done" | "of"): number => cells.reduce((total, cell) => total + cell[key], 0);
  return { done: sum("done"), of: sum("of"), open: cells.filter(({ done, of }) => done < of) };
}
