/** Numbers runs and gives each the start of its random numbers and of its clock: never twice the same, so that a program that reads them shows. */
export class RunStarts {
  readonly #seed: number | undefined;
  #run = 0;

  constructor(seed?: number) {
    this.#seed = seed;
  }

  next(): { seed: number; epochMs: number } {
    const run = ++this.#run;
    if (this.#seed === undefined) return { seed: run, epochMs: Date.now() };
    // Runs of a seeded sandbox start hours apart, from a day that the seed chooses.
    const epochMs = Date.UTC(2025, 0, 1) + (Math.abs(this.#seed) % 1_000) * 86_400_000 + run * 3_723_000;
    return { seed: (this.#seed * 31 + run) | 0, epochMs };
  }
}
