import type { Tally } from "./ledger.ts";
import { mixtureEvidence } from "./mixture-evidence.ts";

/** When the evidence of trials is enough. */
export interface CreditRule {
  /** The chance that a skill which does no harm is ever called harmful, however often one looks. */
  wrongDemotions: number;
  /** No skill is judged on fewer tasks that were tried with it and without it. */
  minimumTrials: number;
}

/** A wrong demotion costs more than a late one: what calls the skill leaves with it. */
export const creditRule: CreditRule = { wrongDemotions: 0.01, minimumTrials: 10 };

/** What trials say of a skill. */
export interface Credit {
  standing: "harmful" | "helpful" | "undecided";
  /** E-value that the tasks which it decides are lost by it more often than won; 1 when there are none. */
  harm: number;
  /** The same the other way round. */
  help: number;
  /** What each of them must reach. */
  needed: number;
}

/**
 * Judges a skill by the tasks that were tried with it and without it at the same budget. Only those count that one side alone
 * solved: how hard the tasks are, how often the skill is used and how often its callers fail say nothing here.
 */
export function creditOf({ trials }: Pick<Tally, "trials">, rule: CreditRule = creditRule): Credit {
  const { tasks, onlyWith, onlyWithout } = trials;
  const needed = 1 / rule.wrongDemotions;
  const harm = mixtureEvidence(onlyWithout, onlyWith);
  const help = mixtureEvidence(onlyWith, onlyWithout);
  const isEnough = tasks >= rule.minimumTrials;
  const standing =
    isEnough && harm >= needed ? "harmful" : isEnough && help >= needed ? "helpful" : "undecided";
  return { standing, harm: rounded(harm), help: rounded(help), needed };
}

/**
 * What use leaves of a skill's reliability, from 0 to 1: less where its own evidence failed, or where more tasks were lost by it
 * than won. Success never adds to it, so that what is used often does not rank higher for that.
 */
export function shareAfterUse({ right, blamed, trials }: Tally): number {
  const { onlyWith, onlyWithout } = trials;
  const own = (right + 1) / (right + blamed + 1);
  const credit = Math.min(1, (2 * (onlyWith + 1)) / (onlyWith + onlyWithout + 2));
  return own * credit;
}

/** Four digits: what follows them differs between machines' libraries of mathematics, and says nothing. */
function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
