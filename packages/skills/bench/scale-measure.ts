import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** Median and 95th percentile of what was measured, in milliseconds. */
export interface Spread {
  p50: number;
  p95: number;
}

/** Runs an action for each item twice, and times the second: what a process costs that has been running for a while. */
export async function timeEach<T>(
  items: readonly T[],
  action: (item: T) => Promise<unknown>,
): Promise<Spread> {
  for (const item of items) await action(item);
  const times: number[] = [];
  for (const item of items) {
    const start = performance.now();
    await action(item);
    times.push(performance.now() - start);
  }
  return spreadOf(times);
}

export async function timeOnce(action: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await action();
  return performance.now() - start;
}

export function spreadOf(times: readonly number[]): Spread {
  const ordered = times.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    ordered[Math.min(ordered.length - 1, Math.floor(share * ordered.length))] ?? 0;
  return { p50: at(0.5), p95: at(0.95) };
}

export function megabytesIn(folder: string): number {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const bytes = entries
    .filter((entry) => entry.isFile())
    .map((entry) => statSync(join(entry.parentPath, entry.name)).size);
  return bytes.reduce((sum, one) => sum + one, 0) / 1e6;
}

/** Share of the expected names that were found. */
export function recall(found: ReadonlySet<string>, expected: readonly string[]): number {
  return expected.length === 0 ? 1 : expected.filter((name) => found.has(name)).length / expected.length;
}
