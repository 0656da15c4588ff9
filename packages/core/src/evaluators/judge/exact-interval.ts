/** A share with its exact confidence interval. */
export interface Rate {
  right: number;
  of: number;
  /** Bounds of the interval. */
  lower: number;
  upper: number;
}

/** `right` of `of` with the two-sided exact interval of Clopper and Pearson (1934); [0, 1] where nothing was seen. */
export function exactInterval(right: number, of: number, confidence: number = 0.95): Rate {
  const tail = (1 - confidence) / 2;
  return {
    right,
    of,
    lower: right === 0 ? 0 : solve((share) => 1 - atMost(right - 1, of, share) < tail),
    upper: right === of ? 1 : solve((share) => atMost(right, of, share) > tail),
  };
}

/** The share at which `isBelow` turns from true to false. */
function solve(isBelow: (share: number) => boolean): number {
  let low = 0;
  let high = 1;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (isBelow(middle)) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** P(X ≤ k) for a binomial X, by logarithms: powers of small shares would vanish. */
function atMost(k: number, n: number, share: number): number {
  let logTerm = n * Math.log1p(-share);
  let sum = Math.exp(logTerm);
  for (let i = 0; i < k; i++) {
    logTerm += Math.log((n - i) / (i + 1)) + Math.log(share) - Math.log1p(-share);
    sum += Math.exp(logTerm);
  }
  return sum;
}
