import {
  type Coder,
  type LinkedProgram,
  type Sandbox,
  type StandardEvaluators,
  type SyntaxTrees,
  type Task,
} from "@portolan/core";
import { type Candidate, candidatesFor } from "./candidates.ts";
import type { Shown } from "./confirm.ts";
import type { FaultKind } from "./fault.ts";
import type { Memory } from "./memory.ts";
import { programsOf } from "./right-programs.ts";
import { type Trial, tryAt } from "./trial.ts";

/** With the cases that the gate has for itself, or with the visible examples alone. */
export type Regime = "with cases" | "without cases";

/** One candidate before the gate. */
export interface Row extends Trial {
  set: string;
  task: string;
  kind: Candidate["kind"];
  variant: string;
  regime: Regime;
  /** Where a wrong one goes wrong, and whether it fits the examples. */
  on?: Shown["on"];
  fits: boolean;
}

/** What a run of the benchmark found. */
export interface Found {
  rows: Row[];
  /** Tasks of each set, and those for which there is a right program. */
  tasks: Record<string, { all: number; used: number }>;
  /** Faults that cannot be told from right, by kind. */
  dropped: Partial<Record<FaultKind, number>>;
}

/** All that a run needs. */
export interface Setting {
  sandbox: Sandbox & SyntaxTrees;
  coder: Coder;
  evaluators: StandardEvaluators;
  memory: Memory;
  /** Candidate evaluations of the built-in coder for a task. */
  evaluations: number;
  cache: string;
  /** Wrong candidates of each kind for a task. */
  each: number;
  /** Kinds of faults that a task gets, others for each. */
  kinds: number;
  /** Tasks at work at once. */
  parallel: number;
  signal?: AbortSignal;
  onTask?: (done: number, of: number) => void;
}

/** Puts right and wrong candidates for the tasks of a set before the gate, with its cases and without them. */
export async function benchSet(
  set: string,
  tasks: readonly Task[],
  setting: Setting,
  found: Found,
): Promise<void> {
  const programs = await programsOf(set, setting);
  const rows: Row[][] = [];
  let used = 0;
  let done = 0;
  await inParallel(setting.parallel, [...tasks.entries()], async ([place, task]) => {
    setting.signal?.throwIfAborted();
    const candidates = await candidatesFor(task, tasks, await programs(task), setting);
    rows[place] = [];
    for (const candidate of candidates.chosen)
      rows[place]?.push(...(await rowsOf(set, task, candidate, candidates.rivals, setting)));
    if (candidates.chosen.length > 0) used++;
    for (const [kind, count] of Object.entries(candidates.dropped) as [FaultKind, number][])
      found.dropped[kind] = (found.dropped[kind] ?? 0) + count;
    setting.onTask?.(++done, tasks.length);
  });
  found.rows.push(...rows.flat());
  found.tasks[set] = { all: tasks.length, used };
}

/** What the gate makes of a candidate, with cases and without. */
export async function rowsOf(
  set: string,
  task: Task,
  candidate: Candidate,
  rivals: readonly LinkedProgram[],
  setting: Pick<Setting, "sandbox" | "evaluators" | "memory" | "signal">,
): Promise<Row[]> {
  const { kind, variant, program, shown } = candidate;
  const rows: Row[] = [];
  for (const regime of ["with cases", "without cases"] as const) {
    if (regime === "with cases" && task.cases.length === 0) continue;
    const subject = { ...task, score: [], cases: regime === "with cases" ? task.cases : [] };
    const others = rivals.filter(({ source }) => source !== program.source);
    const trial = await tryAt(setting.evaluators, { task: subject, program, rivals: others }, setting);
    rows.push({
      set,
      task: task.id,
      kind,
      variant,
      regime,
      on: shown?.on,
      fits: shown?.fits ?? true,
      ...trial,
    });
  }
  return rows;
}

async function inParallel<Item>(
  most: number,
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = items.values();
  await Promise.all(
    Array.from({ length: most }, async () => {
      for (const item of waiting) await work(item);
    }),
  );
}
