import type { TrialRecord } from "../runner/trial-record.ts";

/** What reports can measure effort in. */
export const units = ["evaluations", "attempts", "requests", "tokens", "costUsd"] as const;
export type Unit = (typeof units)[number];

const words: Readonly<Record<Unit, string>> = {
  evaluations: "evaluations",
  attempts: "attempts",
  requests: "requests",
  tokens: "tokens",
  costUsd: "US dollars",
};

/** The unit in words, in the plural. */
export function unitText(unit: Unit): string {
  return words[unit];
}

/** Evaluations a trial, from which on somebody searches: to recognise a known task takes one for each skill that is tried, a dozen at most. */
const fewestSearching = 50;

/**
 * What tells the effort of these trials: candidate evaluations; where nobody searched, as with a model or an agent alone, tokens, or
 * requests if not all of them say their tokens.
 */
export function usualUnit(trials: readonly TrialRecord[]): Unit {
  const asking = trials.filter(({ requests = 0, tokens = 0 }) => requests > 0 || tokens > 0);
  const evaluations = trials.reduce((sum, trial) => sum + trial.evaluations, 0);
  if (asking.length === 0 || evaluations > fewestSearching * trials.length) return "evaluations";
  return asking.every(({ tokens = 0 }) => tokens > 0) ? "tokens" : "requests";
}
