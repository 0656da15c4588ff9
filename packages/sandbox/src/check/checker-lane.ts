import { PortolanError } from "@portolan/core";
import { CheckerProcess } from "./checker-process.ts";
import type { CheckerReply } from "./messages.ts";
import { type CheckerRequest, mostModuleMib, Outbox } from "./outbox.ts";

/** What came of it; `gaveUp` is the limit that was reached, in words. */
export type CheckerAnswer = { reply: CheckerReply } | { gaveUp: string } | { died: true };

/** How much one question may cost. */
export interface CheckerLimits {
  limitMs: number;
  memoryMb: number;
}

const memoryCheckMs = 20;

/** A warm checker that answers one question at a time; it is killed when one costs too much, and started again for the next. */
export class CheckerLane {
  readonly #limits: CheckerLimits;
  #process: CheckerProcess | undefined;
  #outbox = new Outbox();
  #disposed = false;

  constructor(limits: CheckerLimits) {
    this.#limits = limits;
  }

  /** Starts the checker if none is warm; rejects with PortolanError `sandbox-failed`. */
  async warm(): Promise<CheckerProcess> {
    if (this.#disposed) throw disposedError();
    // One that ended while nobody asked it anything is nobody's fault.
    if (this.#process && !this.#process.alive) this.#forget(this.#process);
    this.#process ??= new CheckerProcess();
    const process = this.#process;
    process.hold(true);
    try {
      await process.ready;
    } catch (error) {
      this.#forget(process);
      throw this.#disposed ? disposedError() : error;
    }
    return process;
  }

  async ask(request: CheckerRequest): Promise<CheckerAnswer> {
    const process = await this.warm();
    const { limitMs, memoryMb } = this.#limits;
    const message = this.#outbox.messageFor(request);
    if (!message) {
      process.hold(false);
      return { gaveUp: `at ${mostModuleMib} MiB of modules` };
    }
    let gaveUp: string | undefined;
    const giveUp = (limit: string): void => {
      gaveUp ??= limit;
      process.kill();
    };
    const deadline = setTimeout(() => giveUp(`after ${limitMs} ms`), limitMs);
    const watchdog = setInterval(() => {
      if ((process.memoryMb() ?? 0) > memoryMb) giveUp(`at ${memoryMb} MB of memory`);
    }, memoryCheckMs);
    const reply = await process.ask(message);
    clearTimeout(deadline);
    clearInterval(watchdog);
    // Whoever disposes waits for its end, so that nothing but the checker may keep this process alive by then.
    if (!this.#disposed) process.hold(false);
    // A checker that failed, or that holds much, is of no use to the next question.
    const heavy = (process.memoryMb() ?? 0) > memoryMb / 2;
    if (!reply || "failure" in reply || heavy) await this.#end(process);
    if (this.#disposed) throw disposedError();
    if (reply) return { reply };
    return gaveUp === undefined ? { died: true } : { gaveUp };
  }

  /** Ends what it is doing; the next question gets a new checker. */
  kill(): void {
    this.#process?.kill();
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    if (this.#process) await this.#end(this.#process);
  }

  async #end(process: CheckerProcess): Promise<void> {
    process.hold(true);
    process.kill();
    await process.ended;
    this.#forget(process);
  }

  #forget(process: CheckerProcess): void {
    if (this.#process !== process) return;
    this.#process = undefined;
    this.#outbox = new Outbox();
  }
}

/** What a sandbox says that has been disposed. */
export function disposedError(): PortolanError {
  return new PortolanError("sandbox-failed", "The sandbox has been disposed.", {
    next: "Create another one with createSandbox().",
  });
}
