import { loadavg } from "node:os";
import type { LinkedProgram, Sandbox, StandardEvaluators, Task } from "@portolan/core";
import { milliseconds, tableOf } from "../../packages/sandbox/bench/table.ts";

/** Milliseconds of each part of the gate, one for each program, and of all of it. */
export interface GateTimes {
  parts: Map<string, number[]>;
  totals: number[];
  /** How busy the machine was before and after, in processes. */
  load: [before: number, after: number];
}

/** Judges right programs one after the other, as an episode would, and takes the time of every evaluator. */
export async function gateTimes(
  pairs: readonly { task: Task; program: LinkedProgram }[],
  { visible, gate }: StandardEvaluators,
  sandbox: Sandbox,
  signal?: AbortSignal,
): Promise<GateTimes> {
  const parts = new Map<string, number[]>();
  const totals: number[] = [];
  const before = loadavg()[0] as number;
  // The first ones start processes and warm the compiler.
  for (const [i, { task, program }] of [...pairs.slice(0, 5), ...pairs].entries()) {
    signal?.throwIfAborted();
    const timed = async <Value>(part: string, work: Promise<Value>): Promise<Value> => {
      const start = performance.now();
      const value = await work;
      if (i >= 5) parts.set(part, [...(parts.get(part) ?? []), performance.now() - start]);
      return value;
    };
    const start = performance.now();
    const report = await timed("check", sandbox.check(program, { signal }));
    const subject = { task, program, report, signal };
    for (const evaluator of [...visible, ...gate]) await timed(evaluator.id, evaluator.evaluate(subject));
    if (i >= 5) totals.push(performance.now() - start);
  }
  return { parts, totals, load: [before, loadavg()[0] as number] };
}

/** Times for people, as Markdown. */
export function timesReport({ parts, totals, load }: GateTimes): string {
  const rows = [...parts, ["all", totals] as const].map(([part, times]) => [
    part === "check" || part === "all" ? part : `\`${part}\``,
    milliseconds(quantile(times, 0.5)),
    milliseconds(quantile(times, 0.95)),
  ]);
  return [
    `${totals.length} right programs, one after the other; load ${load.map((value) => value.toFixed(1)).join(" before and ")} after.`,
    tableOf(["part", "median, ms", "95th percentile, ms"], rows),
  ].join("\n\n");
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}
