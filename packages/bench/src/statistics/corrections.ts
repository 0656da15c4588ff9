/**
 * Holm's step-down correction: each p-value so raised that the chance of one wrong finding among all is kept.
 * (Holm 1979; assumes nothing about how the comparisons depend on each other.)
 */
export function holm(pValues: readonly number[]): number[] {
  const order = ranked(pValues);
  const adjusted = [...pValues];
  let least = 0;
  for (const [rank, i] of order.entries()) {
    least = Math.max(least, Math.min(1, (pValues.length - rank) * (pValues[i] as number)));
    adjusted[i] = least;
  }
  return adjusted;
}

/**
 * Benjamini and Hochberg's step-up correction: each p-value so raised that of what is called a finding a share of at most the
 * level is expected to be wrong. (Benjamini and Hochberg 1995.)
 */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  const order = ranked(pValues);
  const adjusted = [...pValues];
  let most = 1;
  for (const [rank, i] of [...order.entries()].toReversed()) {
    most = Math.min(most, ((pValues[i] as number) * pValues.length) / (rank + 1));
    adjusted[i] = most;
  }
  return adjusted;
}

/** Indices, of the least value first. */
function ranked(values: readonly number[]): number[] {
  return values.map((_, i) => i).toSorted((a, b) => (values[a] as number) - (values[b] as number));
}
