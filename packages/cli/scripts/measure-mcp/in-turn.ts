import { setTimeout as pause } from "node:timers/promises";

/** Ways of doing the same thing, by label. */
export type Ways = Readonly<Record<string, (index: number) => Promise<unknown>>>;

/** After a run its process makes the next realm: until that is done, it would slow down whatever is timed next. */
const restMs = 12;

/** Times all ways in turn, each as often the first, so that whatever else the machine does slows all of them down: milliseconds by label. */
export async function timesOf(ways: Ways, calls: number, warmUps: number): Promise<Map<string, number[]>> {
  const labels = Object.keys(ways);
  const times = new Map(labels.map((label) => [label, [] as number[]]));
  for (let index = 0; index < warmUps + calls; index++) {
    const first = index % labels.length;
    for (const label of [...labels.slice(first), ...labels.slice(0, first)]) {
      await pause(restMs);
      const startedAt = performance.now();
      await ways[label]?.(index);
      if (index >= warmUps) times.get(label)?.push(performance.now() - startedAt);
    }
  }
  return times;
}

export function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] as number;
}
