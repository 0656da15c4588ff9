import { changesOf, hostState } from "../src/testing/host-state.ts";

/** Watches what no run may touch: the built-ins of the host, and promises that nobody handles. */
export class HostWatch {
  readonly #before = hostState();
  readonly #unhandled: unknown[] = [];
  readonly #hear = (reason: unknown): void => {
    this.#unhandled.push(reason);
  };

  constructor() {
    process.on("unhandledRejection", this.#hear);
    process.on("uncaughtException", this.#hear);
  }

  /** What was touched since the start; ends the watch. */
  async end(): Promise<string[]> {
    // Rejections are reported after the microtasks.
    await new Promise((resolve) => setTimeout(resolve, 20));
    process.off("unhandledRejection", this.#hear);
    process.off("uncaughtException", this.#hear);
    return [
      ...changesOf(this.#before, hostState()).map((path) => `${path} was changed`),
      ...this.#unhandled.map(
        (reason) => `nobody handled ${reason instanceof Error ? reason.stack : typeof reason}`,
      ),
    ];
  }
}
