/**
 * One-sided exact sign test: how likely as many wins or more would be among the pairs that differ, if either side won each with
 * probability one half.
 */
export function signTest(wins: number, losses: number): number {
  const n = wins + losses;
  let tail = 0;
  let logTerm = -n * Math.LN2;
  for (let k = 0; k <= losses; k++) {
    tail += Math.exp(logTerm);
    logTerm += Math.log(n - k) - Math.log(k + 1);
  }
  return Math.min(1, tail);
}
