/** What a paired comparison of two arms on the same tasks found. */
export interface PairedComparison {
  /** Tasks that only the first arm solved. */
  onlyFirst: number;
  /** Tasks that only the second arm solved. */
  onlySecond: number;
  /** Two-sided exact p-value of McNemar's test. */
  pValue: number;
}

/**
 * McNemar's exact test: if both arms were equally good, each task that only one of them solved would fall to either
 * with probability one half. (McNemar 1947; the exact form is the sign test on the discordant pairs.)
 * @param first whether the first arm solved each task; `second` likewise, in the same order
 */
export function mcnemar(first: readonly boolean[], second: readonly boolean[]): PairedComparison {
  const onlyFirst = first.filter((solved, i) => solved && !second[i]).length;
  const onlySecond = second.filter((solved, i) => solved && !first[i]).length;
  return { onlyFirst, onlySecond, pValue: signTest(onlyFirst, onlySecond) };
}

/** Two-sided exact binomial p-value of `a` against `b` at one half. */
function signTest(a: number, b: number): number {
  const n = a + b;
  let tail = 0;
  let logTerm = -n * Math.LN2; // log of C(n, 0) / 2^n
  for (let k = 0; k <= Math.min(a, b); k++) {
    tail += Math.exp(logTerm);
    logTerm += Math.log(n - k) - Math.log(k + 1);
  }
  return Math.min(1, 2 * tail);
}
