import { type Summary, summarize } from "./statistics.ts";

/** One way to run a program, measured beside the others. */
export interface Arm {
  name: string;
  /** Runs so many times, one after another, and gives the milliseconds of each. */
  times(runs: number): Promise<number[]>;
  close(): Promise<void> | void;
}

/** Arms that share what they run, so that their times can be compared. The first one is what the others are a ratio of. */
export interface Measured {
  arm: string;
  summary: Summary;
  /** Of the medians, to the first arm. */
  ratio: number;
}

/** Runs every arm a few times in each round, the first one changing from round to round, so that whatever else the machine does hits all alike. */
export async function measureArms(
  arms: readonly Arm[],
  { rounds, runs }: { rounds: number; runs: number },
): Promise<Measured[]> {
  const times = new Map<Arm, number[]>(arms.map((arm) => [arm, []]));
  for (const arm of arms) await arm.times(Math.min(runs, 10));
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < arms.length; i++) {
      const arm = arms[(round + i) % arms.length] as Arm;
      times.get(arm)?.push(...(await arm.times(runs)));
    }
  }
  const summaries = arms.map((arm) => summarize(times.get(arm) as number[]));
  return arms.map((arm, i) => {
    const summary = summaries[i] as Summary;
    return { arm: arm.name, summary, ratio: summary.medianMs / (summaries[0] as Summary).medianMs };
  });
}

/** The times of something that is awaited. */
export async function timesOf(runs: number, run: () => unknown): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < runs; i++) {
    const startedAt = performance.now();
    await run();
    times.push(performance.now() - startedAt);
  }
  return times;
}
