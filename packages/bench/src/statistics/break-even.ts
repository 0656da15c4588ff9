import { effortOf, type TaskResult } from "./task-result.ts";

/** What a skill cost, and what it saved later. */
export interface SkillAccount {
  seed: number;
  skill: string;
  /** Effort of all visits of the task that it came of, in the unit of the results. */
  spent: number;
  /** Effort that later tasks which call it took less than in the arm to compare with; may be negative. */
  saved: number;
  calls: number;
  /** Later tasks until it had saved what it cost; absent where it never has. */
  brokeEvenAfter?: number;
}

/**
 * The account of every skill of an arm. A later task's saving is what the arm to compare with spent on it with the same seed, less
 * what this one spent, in equal parts to the skills that its program calls: load-bearing or not, since a skill without which the
 * task would be solved too may still have made it cheaper. A task that the other arm did not solve counts with what it spent in
 * vain: such a saving is the least it can be.
 */
export function skillAccounts(
  results: readonly TaskResult[],
  baseline: readonly TaskResult[],
): SkillAccount[] {
  const others = new Map(baseline.map((one) => [key(one), one]));
  return [...Map.groupBy(results, ({ seed }) => seed)].flatMap(([seed, ofSeed]) => {
    const accounts = new Map<string, SkillAccount>();
    /** Tasks since each skill was kept. */
    const ages = new Map<string, number>();
    const inOrder = ofSeed.toSorted((a, b) => lastPosition(a) - lastPosition(b));
    for (const result of inOrder) {
      const visit = result.visits.at(-1);
      for (const [name, age] of ages) ages.set(name, age + 1);
      const other = others.get(key(result));
      const credited = (visit?.called ?? []).filter((name) => accounts.has(name));
      for (const name of result.succeeded && other ? credited : []) {
        const account = accounts.get(name) as SkillAccount;
        account.calls++;
        account.saved += (effortOf(other as TaskResult) - effortOf(result)) / credited.length;
        if (account.saved >= account.spent) account.brokeEvenAfter ??= ages.get(name) as number;
      }
      const skill = visit?.skill?.name;
      if (skill === undefined || accounts.has(skill)) continue;
      accounts.set(skill, { seed, skill, spent: effortOf(result), saved: 0, calls: 0 });
      ages.set(skill, 0);
    }
    return [...accounts.values()];
  });
}

function lastPosition({ visits }: TaskResult): number {
  return visits.at(-1)?.position ?? 0;
}

function key({ seed, task }: TaskResult): string {
  return `${seed} ${task}`;
}
