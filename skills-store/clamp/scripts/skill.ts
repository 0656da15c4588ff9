/**
 * Keep a number within a range: below the low bound it becomes the low bound, above the high bound
 * the high bound. The low bound is never above the high one.
 */
export function clamp(n: number, low: number, high: number): number {
  if (n < high) return Math.max(n, low);
  return high;
}
