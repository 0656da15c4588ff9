// So many messages go at once; who logs more is flooding, and its lines are put together.
const promptMessages = 256;
const flushMs = 20;

/**
 * Console lines on their way to the host: kept up to a number of bytes, sent as they come, so that a program that is killed
 * leaves its last lines, and after a good many only every 20 ms, so that one that floods does not drown the host.
 * Nothing but a line makes it send: while the program computes, no timer of this process would come.
 */
export class LogBuffer {
  readonly #send: (lines: string[], cut: boolean) => void;
  #left: number;
  #lines: string[] = [];
  #cut = false;
  #messages = 0;
  #sentAt = 0;

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
    const prompt = this.#messages < promptMessages || this.#cut;
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
    this.#messages++;
    this.#sentAt = performance.now();
  }
}
