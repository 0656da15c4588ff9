import { randomInt } from "node:crypto";

/** Where the random numbers and the clock of each run start: never twice the same, so that a program that reads them shows. */
export class RunStarts {
  readonly #seed: number | undefined;
  #run = 0;

  /** @param seed makes them a function of it and of the number of the run */
  constructor(seed?: number) {
    this.#seed = seed;
  }

  next(): { seed: number; epochMs: number } {
    const run = ++this.#run;
    // Not the number of the run, from which a program could tell how early it is.
    if (this.#seed === undefined) return { seed: randomInt(2 ** 32) | 0, epochMs: Date.now() };
    // Runs of a seeded sandbox start hours apart, from a day that the seed chooses.
    const epochMs = Date.UTC(2025, 0, 1) + (Math.abs(this.#seed) % 1_000) * 86_400_000 + run * 3_723_000;
    return { seed: (this.#seed * 31 + run) | 0, epochMs };
  }
}
