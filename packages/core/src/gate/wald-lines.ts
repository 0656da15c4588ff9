import type { SequentialSettings } from "./sequential-settings.ts";

/**
 * The two parallel lines of a sequential probability ratio test for shares: after n runs it admits from
 * `admit + slope · n` successes on, and refuses up to `refuse + slope · n`.
 */
export interface WaldLines {
  slope: number;
  admit: number;
  refuse: number;
}

/** The lines of Wald (1945), whose two errors together are at most α + β. */
export function waldLines({ alpha, beta, ...shares }: SequentialSettings): WaldLines {
  return linesFor(shares, (1 - beta) / alpha, beta / (1 - alpha));
}

/** Lines a little further apart, which keep each error by itself, whatever the overshoot. */
export function safeLines({ alpha, beta, ...shares }: SequentialSettings): WaldLines {
  return linesFor(shares, 1 / alpha, beta);
}

function linesFor(
  { admitAt, refuseAt }: Pick<SequentialSettings, "admitAt" | "refuseAt">,
  admitRatio: number,
  refuseRatio: number,
): WaldLines {
  const failure = Math.log((1 - refuseAt) / (1 - admitAt));
  const both = Math.log(admitAt / refuseAt) + failure;
  return { slope: failure / both, admit: Math.log(admitRatio) / both, refuse: Math.log(refuseRatio) / both };
}
