import {
  digestOf,
  type LinkedProgram,
  mutantsOf,
  type Sandbox,
  type SyntaxTrees,
  type Task,
} from "@portolan/core";
import { oracleOf, type Shown, shownBy } from "./confirm.ts";
import { type Fault, type FaultKind, faultKinds } from "./fault.ts";
import { faultsOfState } from "./faults-of-state.ts";
import { faultsOfTables } from "./faults-of-tables.ts";
import { faultsOfValues } from "./faults-of-values.ts";
import { keyOf, type Memory } from "./memory.ts";
import type { Programs } from "./right-programs.ts";
import { around } from "./wrap.ts";

/** A program that the gate should admit, or one that it should not. */
export interface Candidate {
  kind: "right" | FaultKind;
  /** How a right one is written, or what a wrong one does. */
  variant: string;
  program: LinkedProgram;
  /** Where a wrong one goes wrong. */
  shown?: Shown;
}

/** Right candidates of a task, no two of one style where that can be. */
const mostRight = 3;

/** Mutants of a program that are looked at. */
const mostMutants = 24;

/** How many faults of a kind are looked at beyond those that are wanted. */
const spare = 3;

/** Candidates for a task, and how many faults of each kind could not be told from right. */
export interface Candidates {
  chosen: Candidate[];
  /** What the built-in coder wrote, right or not: independent programs to compare with. */
  rivals: LinkedProgram[];
  dropped: Partial<Record<FaultKind, number>>;
}

/** Right candidates of a task, and up to `each` wrong ones of each of `kinds` kinds, confirmed to be wrong. Which ones depends on the task alone. */
export async function candidatesFor(
  task: Task,
  set: readonly Task[],
  programs: Programs,
  options: { each: number; kinds: number; sandbox: Sandbox & SyntaxTrees; memory: Memory },
): Promise<Candidates> {
  const { each, sandbox, memory } = options;
  const chosen: Candidate[] = ranked(task, programs.right, ({ style }) => style)
    .slice(0, mostRight)
    .map(({ style, program }) => ({
      kind: "right",
      variant: style,
      program,
    }));
  const dropped: Candidates["dropped"] = {};
  const first = programs.right[0]?.program;
  if (!first) return { chosen: [], rivals: [], dropped };
  const oracle = await oracleOf(task, set, programs, sandbox);
  const oracleDigest = keyOf("oracle", oracle).slice("oracle ".length);
  const confirmed = (fault: Fault): Promise<Shown | undefined> =>
    memory.of(keyOf("shown", { oracleDigest, kind: fault.kind, program: fault.program }), () =>
      shownBy(fault, oracle, sandbox),
    );
  const one = around(task, first);
  const [tree] = await sandbox.parse([first.source]);
  const mutants = tree ? mutantsOf(tree, { limit: mostMutants }) : [];
  const faults = [
    ...mutants.map(({ operator, start, source }): Fault => ({
      kind: "mutant",
      variant: `${operator} at ${start}`,
      program: { ...first, source },
    })),
    ...programs.overfitted.map((program): Fault => ({ kind: "overfitted", variant: "found", program })),
    ...faultsOfValues(one),
    ...faultsOfState(one),
    ...faultsOfTables(one),
  ];
  for (const kind of ranked(task, faultKinds, String).slice(0, options.kinds)) {
    const wrong: { fault: Fault; shown: Shown }[] = [];
    const ofKind = faults.filter((fault) => fault.kind === kind);
    for (const fault of ranked(task, ofKind, ({ variant }) => variant).slice(0, each + spare)) {
      if (wrong.filter(({ shown }) => shown.fits).length === each) break;
      const shown = await confirmed(fault);
      if (shown) wrong.push({ fault, shown });
      else dropped[kind] = (dropped[kind] ?? 0) + 1;
    }
    // What fits the examples first: anything else the coder's own look at them would refuse.
    const taken = wrong.toSorted((a, b) => Number(b.shown.fits) - Number(a.shown.fits)).slice(0, each);
    chosen.push(...taken.map(({ fault, shown }) => ({ ...fault, shown })));
  }
  const found = programs.right.filter(({ style }) => style === "found").map(({ program }) => program);
  return { chosen, rivals: [...found, ...programs.overfitted], dropped };
}

/** Another order for each task, the same in every run, so that all have their turn; what is alike stands at the end. */
function ranked<Item>(task: Task, items: readonly Item[], nameOf: (item: Item) => string): Item[] {
  const seen = new Map<string, number>();
  return items
    .map((item) => {
      const name = nameOf(item);
      const times = seen.get(name) ?? 0;
      seen.set(name, times + 1);
      return { item, times, rank: digestOf({ task: task.id, name }) };
    })
    .toSorted((a, b) => a.times - b.times || (a.rank < b.rank ? -1 : 1))
    .map(({ item }) => item);
}
