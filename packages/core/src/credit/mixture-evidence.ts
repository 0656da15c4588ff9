/**
 * Evidence, as an e-value, that of independent signs more than half are of the first kind: `first` of them were, `second` were
 * not. The likelihood ratio of "a share that is anything from one half to one" (uniform) against "one half",
 *
 *     2 ∫ p^first (1 - p)^second dp over [1/2, 1]  /  (1/2)^n  =  Σ_{k ≤ first} C(n+1, k)  /  ((n+1) C(n, first))
 *
 * While the share is one half or less, it is a supermartingale: the chance that it ever reaches 1/α, however often one looks and
 * whenever one stops, is at most α (Ville 1939; Robbins 1970 for the mixture). 1 without signs.
 */
export function mixtureEvidence(first: number, second: number): number {
  const n = first + second;
  // From the largest k down, each as a multiple of C(n, first), so that nothing overflows before the result does.
  let term = (n + 1) / (n + 1 - first);
  let sum = 0;
  for (let k = first; k >= 0; k--) {
    sum += term;
    term *= k / (n + 2 - k);
  }
  return Math.min(sum / (n + 1), Number.MAX_VALUE);
}
