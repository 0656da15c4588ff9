import { readdirSync } from "node:fs";
import { residentMemoryMb } from "../src/pool/process-usage.ts";
import { runnerProcesses } from "../src/testing/processes.ts";

/** What may leak, read while nothing runs. */
export interface Vitals {
  heapMb: number;
  residentMb: number;
  /** The largest child. */
  childMb: number;
  openFiles: number;
}

/** How much more than in the second quarter there may be in the last one: a share, and what is noise. */
const tolerances: Readonly<Record<keyof Vitals, { share: number; plus: number }>> = {
  heapMb: { share: 1.1, plus: 2 },
  residentMb: { share: 1.15, plus: 16 },
  childMb: { share: 1.2, plus: 32 },
  openFiles: { share: 1, plus: 1 },
};

/** Reads them after a garbage collection; needs `--expose-gc` and Linux. */
export function readVitals(): Vitals {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  const children = runnerProcesses().map((pid) => residentMemoryMb(pid) ?? 0);
  const mb = 1024 * 1024;
  return {
    heapMb: heapUsed / mb,
    residentMb: rss / mb,
    childMb: Math.max(0, ...children),
    openFiles: readdirSync("/proc/self/fd").length,
  };
}

/** What grew from the second quarter of the readings to the last, and should not have. */
export function leaksIn(readings: readonly Vitals[]): string[] {
  const quarter = Math.floor(readings.length / 4);
  const second = readings.slice(quarter, 2 * quarter);
  const last = readings.slice(-quarter);
  if (quarter === 0) return [];
  return (Object.keys(tolerances) as (keyof Vitals)[]).flatMap((name) => {
    const [before, after] = [second, last].map((part) => middle(part.map((one) => one[name]))) as [
      number,
      number,
    ];
    const { share, plus } = tolerances[name];
    const most = before * share + plus;
    return after > most ? [`${name} grew from ${before.toFixed(1)} to ${after.toFixed(1)}`] : [];
  });
}

export function showVitals({ heapMb, residentMb, childMb, openFiles }: Vitals): string {
  return `heap ${heapMb.toFixed(1)} MB, resident ${residentMb.toFixed(0)} MB, largest child ${childMb.toFixed(0)} MB, ${openFiles} files`;
}

function middle(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
