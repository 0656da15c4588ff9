/** Wall time with an end, which can be made to stand still for a while. Milliseconds throughout. */
export class Deadline {
  readonly #limitMs: number;
  readonly #expired: () => void;
  readonly #startedAt = performance.now();
  #timer: NodeJS.Timeout | undefined;
  #holds = 0;
  #heldSince = 0;
  #heldMs = 0;

  constructor(limitMs: number, expired: () => void) {
    this.#limitMs = limitMs;
    this.#expired = expired;
    this.#arm();
  }

  get leftMs(): number {
    return Math.max(0, this.#limitMs - (performance.now() - this.#startedAt - this.heldMs));
  }

  /** True while it stands still. */
  get held(): boolean {
    return this.#holds > 0;
  }

  /** How long it stood still. */
  get heldMs(): number {
    return this.#heldMs + (this.#holds > 0 ? performance.now() - this.#heldSince : 0);
  }

  /** Stands still until as many calls of `release` as of `hold` were made. */
  hold(): void {
    if (this.#holds++ > 0) return;
    this.#heldSince = performance.now();
    clearTimeout(this.#timer);
  }

  release(): void {
    if (--this.#holds > 0) return;
    this.#heldMs += performance.now() - this.#heldSince;
    if (this.#timer !== undefined) this.#arm();
  }

  /** Ends it for good: it does not expire any more. */
  clear(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #arm(): void {
    this.#timer = setTimeout(this.#expired, this.leftMs);
  }
}
