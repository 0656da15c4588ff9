/** After how many successes a test ends, by the number of runs; index 0 is before the first one. */
export interface Boundaries {
  /** Admits from so many successes on; `Infinity` where it cannot yet. */
  admitFrom: number[];
  /** Refuses up to so many; -1 where it cannot yet. */
  refuseUpTo: number[];
}

/** How a test ends for programs that succeed in one share of their runs: exact, not approximate. */
export interface Characteristics {
  admitted: number;
  refused: number;
  expectedRuns: number;
}

/** How a test has ended after n runs, for programs that succeed with one probability. */
export interface Walked {
  runs: number;
  /** Probability of having been admitted, and refused, within so many runs. */
  admitted: number;
  refused: number;
  /** Probability of each number of successes without an end. */
  open: Map<number, number>;
}

/**
 * Exact probabilities, run by run, by the recursion over the number of successes: no approximation, and nothing is assumed
 * about overshoot.
 */
export function* walk(share: number, { admitFrom, refuseUpTo }: Boundaries): Generator<Walked, void> {
  let open = new Map([[0, 1]]);
  let admitted = 0;
  let refused = 0;
  for (let runs = 1; runs < admitFrom.length && open.size > 0; runs++) {
    const next = new Map<number, number>();
    for (const [right, weight] of open) {
      add(next, right, weight * (1 - share));
      add(next, right + 1, weight * share);
    }
    for (const [right, weight] of next) {
      const isAdmitted = right >= (admitFrom[runs] as number);
      if (!isAdmitted && right > (refuseUpTo[runs] as number)) continue;
      next.delete(right);
      if (isAdmitted) admitted += weight;
      else refused += weight;
    }
    open = next;
    yield { runs, admitted, refused, open };
  }
}

function add(weights: Map<number, number>, right: number, weight: number): void {
  weights.set(right, (weights.get(right) ?? 0) + weight);
}

/** The probability of the numbers of successes that pass. */
export function weightOf(
  open: ReadonlyMap<number, number>,
  passes: (right: number) => boolean = () => true,
): number {
  let sum = 0;
  for (const [right, weight] of open) if (passes(right)) sum += weight;
  return sum;
}

/** How a test ends for programs that succeed in this share of runs. */
export function characteristics(share: number, boundaries: Boundaries): Characteristics {
  let last = { admitted: 0, refused: 0 };
  let expectedRuns = 1;
  for (const { admitted, refused, open } of walk(share, boundaries)) {
    last = { admitted, refused };
    expectedRuns += weightOf(open);
  }
  return { ...last, expectedRuns };
}

/** The share at which being admitted within so many runs has this probability; four digits, rounded down. */
export function boundAfter(runs: number, probability: number, boundaries: Boundaries): number {
  const within = {
    admitFrom: boundaries.admitFrom.slice(0, runs + 1),
    refuseUpTo: boundaries.refuseUpTo.slice(0, runs + 1),
  };
  let [low, high] = [0, 1];
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2;
    if (characteristics(middle, within).admitted < probability) low = middle;
    else high = middle;
  }
  return Math.floor(low * 1e4 + 1e-6) / 1e4;
}
