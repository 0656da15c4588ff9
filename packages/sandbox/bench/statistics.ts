/** What is said of the times of an arm, in milliseconds. */
export interface Summary {
  runs: number;
  medianMs: number;
  p95Ms: number;
  leastMs: number;
}

/** Summarises times in milliseconds; there must be at least one. */
export function summarize(timesMs: readonly number[]): Summary {
  const sorted = timesMs.toSorted((a, b) => a - b);
  return {
    runs: sorted.length,
    medianMs: quantile(sorted, 0.5),
    p95Ms: quantile(sorted, 0.95),
    leastMs: quantile(sorted, 0),
  };
}

/** The median of some numbers; there must be at least one. */
export function median(numbers: readonly number[]): number {
  return quantile(
    numbers.toSorted((a, b) => a - b),
    0.5,
  );
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] as number;
}
