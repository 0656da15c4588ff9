/**
 * Exact two-sided p-value that paired differences are as likely to be negative as positive: the share of all assignments of
 * signs whose sum is at least as far from 0 (Fisher 1935). With differences of 1 and -1 it is McNemar's exact test.
 * @param differences whole numbers, one for each independent unit
 */
export function signFlipTest(differences: readonly number[]): number {
  const sizes = differences.map(Math.abs).filter((size) => size > 0);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const observed = Math.abs(differences.reduce((sum, one) => sum + one, 0));
  // chances[s + total] is the chance that the signed sum is s.
  let chances = new Float64Array(2 * total + 1);
  chances[total] = 1;
  let reached = 0;
  for (const size of sizes) {
    const after = new Float64Array(chances.length);
    for (let at = total - reached; at <= total + reached; at++) {
      const half = (chances[at] as number) / 2;
      if (half === 0) continue;
      after[at - size] = (after[at - size] as number) + half;
      after[at + size] = (after[at + size] as number) + half;
    }
    chances = after;
    reached += size;
  }
  let tail = 0;
  for (let sum = observed; sum <= total; sum++) tail += chances[total + sum] as number;
  return observed === 0 ? 1 : Math.min(1, 2 * tail);
}
