/** A mean, and between what it lies in 95 of 100 drawings of as many queries. */
export interface Interval {
  mean: number;
  low: number;
  high: number;
}

const DRAWINGS = 2_000;

/** The bootstrap of a mean over queries. For a comparison, the values are differences query by query. */
export function bootstrapped(values: readonly number[]): Interval {
  const next = numbers(20_240_601);
  const means = Array.from({ length: DRAWINGS }, () => {
    let sum = 0;
    for (let i = 0; i < values.length; i++) sum += values[Math.floor(next() * values.length)] as number;
    return sum / values.length;
  }).toSorted((a, b) => a - b);
  const at = (share: number): number => means[Math.floor(share * (DRAWINGS - 1))] as number;
  return { mean: meanOf(values), low: at(0.025), high: at(0.975) };
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Mulberry32: numbers from 0 to 1, the same for the same seed. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b_79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
