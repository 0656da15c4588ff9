import { creditOf, type Json, type Tally } from "@portolan/core";

/** Why a skill is to leave. */
export interface Problem {
  reason: string;
  evidence: { [key: string]: Json };
}

/** What the trials of a skill say against it, once they are enough. How often it is used, or fails, is no such thing. */
export function creditProblem(tally: Tally | undefined): Problem | undefined {
  if (!tally) return undefined;
  const { standing, harm, needed } = creditOf(tally);
  if (standing !== "harmful") return undefined;
  const { tasks, both, neither, onlyWith, onlyWithout } = tally.trials;
  const reason =
    `Of ${tasks} tasks tried with it and without it at the same budget, ${onlyWithout} were solved only without it ` +
    `and ${onlyWith} only with it (e-value ${harm}, of ${needed} that it takes).`;
  return { reason, evidence: { trials: tasks, both, neither, onlyWith, onlyWithout, eValue: harm, needed } };
}
