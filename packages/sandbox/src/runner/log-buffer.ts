const flushMs = 20;
const promptFlushes = 8;

/**
 * Console lines on their way to the host: kept up to a number of bytes; the first few and the last that fits are sent as they
 * come, the others at most every 20 ms, so that a program that is killed leaves its lines and one that floods does not drown
 * the host. Nothing but a line makes it send: while the program computes, no timer of this process would come.
 */
export class LogBuffer {
  readonly #send: (lines: string[], cut: boolean) => void;
  #left: number;
  #lines: string[] = [];
  #cut = false;
  #sentAt = Number.NEGATIVE_INFINITY;
  #flushes = 0;

  constructor(bytes: number, send: (lines: string[], cut: boolean) => void) {
    this.#left = bytes;
    this.#send = send;
  }

  add(line: string): void {
    if (this.#left <= 0) return this.cut();
    this.#left -= Buffer.byteLength(line) + 1;
    // The guest counts characters and these are bytes, so the last line may be longer than what is left of them.
    if (this.#left < -1) {
      this.#cut = true;
      const bytes = Buffer.from(line);
      line = bytes.toString("utf8", 0, Math.max(0, bytes.length + this.#left + 1)).replace(/\uFFFD$/, "");
    }
    this.#lines.push(line);
    const prompt = this.#flushes < promptFlushes || this.#cut;
    if (prompt || performance.now() - this.#sentAt >= flushMs) this.flush();
  }

  /** Nothing more is kept. */
  cut(): void {
    if (this.#cut) return;
    this.#cut = true;
    this.flush();
  }

  flush(): void {
    if (this.#lines.length === 0 && !this.#cut) return;
    this.#send(this.#lines, this.#cut);
    this.#lines = [];
    this.#flushes++;
    this.#sentAt = performance.now();
  }
}
