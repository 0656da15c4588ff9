import { creditOf, creditRule } from "./credit-rule.ts";
import type { Tally } from "./ledger.ts";

/** The uses of a skill in one sentence: how many, how they ended, and whose fault the failures were. */
export function useText({ uses, right, wrong, blamed, unjudged, foreign }: Tally): string {
  const claimed =
    foreign > 0 ? `${counted(foreign, "record")} of other stores, which count nothing here` : "";
  if (uses === 0) return claimed === "" ? "never used since its admission" : `never used here; ${claimed}`;
  const elsewhere = wrong.callee - blamed;
  const faults = [
    [wrong.own, "by the program that called it"],
    [blamed, "by itself, on its own evidence"],
    [elsewhere, "by another skill"],
    [wrong.environment + wrong.precondition, "by the world"],
    [wrong.evaluator, "by who judged"],
  ] as const;
  const failed = faults.filter(([number]) => number > 0).map(([number, by]) => `${number} failed ${by}`);
  const parts = [`${right} right`, ...failed, ...(unjudged > 0 ? [`${unjudged} not judged`] : [])];
  return `${counted(uses, "use")}: ${parts.join(", ")}${claimed === "" ? "" : `; ${claimed}`}`;
}

/** What trials with and without a skill say of it, and what that means. */
export function creditText(tally: Tally): string {
  const { tasks, both, neither, onlyWith, onlyWithout } = tally.trials;
  if (tasks === 0) return "not tried without it yet";
  const { standing, harm, help, needed } = creditOf(tally);
  const solved = [
    `${onlyWith} solved only with it`,
    `${onlyWithout} only without it`,
    `${both} either way`,
    `${neither} neither way`,
  ];
  const { minimumTrials } = creditRule;
  const meaning = {
    harmful: `it does harm (e-value ${harm}, of ${needed} needed)`,
    helpful: `it helps (e-value ${help}, of ${needed} needed)`,
    undecided:
      tasks < minimumTrials
        ? `undecided, as always on fewer than ${minimumTrials} tasks`
        : `undecided (e-values ${harm} for harm, ${help} for help, of ${needed} needed)`,
  }[standing];
  return `${counted(tasks, "task")} tried: ${solved.join(", ")}; ${meaning}`;
}

function counted(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}
