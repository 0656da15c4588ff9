/** What of the linear memory is not the program's: the stack of QuickJS, its constants, and a realm that has started. */
const ownMb = 8;
/** QuickJS was compiled to ask for no less, in MB. */
const leastMb = 16;
const pagesPerMb = 16;
/** QuickJS was compiled to take no more (2 GB), whatever a run is allowed; WebAssembly itself could address twice that. */
const mostPages = 32_768;
// Before it says that there is no memory, Emscripten asks this often for room, each time with less to spare.
const attempts = 3;

/**
 * The linear memory of one realm. It cannot grow beyond what a run is allowed, which holds for every allocation whatever it
 * is for, and it knows when it was asked to: a program can neither feign that nor undo it. Emscripten grows it in steps, so
 * up to a twentieth of the limit may be left over when it ends.
 */
export class RealmMemory {
  readonly wasm: WebAssembly.Memory;
  #refused = 0;

  constructor(memoryMb: number) {
    const maximum = Math.min(mostPages, Math.max(leastMb, memoryMb + ownMb) * pagesPerMb);
    this.wasm = new WebAssembly.Memory({ initial: leastMb * pagesPerMb, maximum });
    const grow = this.wasm.grow.bind(this.wasm);
    this.wasm.grow = (pages) => {
      try {
        const before = grow(pages);
        if (!this.exhausted) this.#refused = 0;
        return before;
      } catch (cause) {
        this.#refused++;
        throw cause;
      }
    };
  }

  /** An allocation failed because the memory may not grow further; stays so. */
  get exhausted(): boolean {
    return this.#refused >= attempts;
  }

  /** What it takes in MB; null while that is less than what it starts with. */
  get grownMb(): number | null {
    const megabytes = this.wasm.buffer.byteLength / (1024 * 1024);
    return megabytes > leastMb ? megabytes - ownMb : null;
  }
}
