/** Measures how long at least one of several things was under way, in milliseconds. */
export class BusyTime {
  #count = 0;
  #since = 0;
  #doneMs = 0;

  get count(): number {
    return this.#count;
  }

  get ms(): number {
    return this.#doneMs + (this.#count > 0 ? performance.now() - this.#since : 0);
  }

  enter(): void {
    if (this.#count++ === 0) this.#since = performance.now();
  }

  leave(): void {
    if (--this.#count === 0) this.#doneMs += performance.now() - this.#since;
  }
}
