import { answerOf, cancelledError, type Job, settle } from "./check-job.ts";
import { type CheckerAnswer, CheckerLane, type CheckerLimits, disposedError } from "./checker-lane.ts";
import type { CheckerRequest } from "./outbox.ts";

// How long one question may keep others waiting.
const patienceMs = 500;

/**
 * Answers questions in the order they come, each within its own limits. One that keeps others waiting moves with its checker
 * to a slow lane, and the others get a new one; while the slow lane is taken, the next such question starts over when
 * its turn there comes. So quick checks never wait for the whole limit of a slow one.
 */
export class CheckQueue {
  readonly #limits: CheckerLimits;
  readonly #waiting: Job[] = [];
  readonly #slowWaiting: Job[] = [];
  #quick: CheckerLane;
  #slow: CheckerLane | undefined;
  #serving = false;
  #arrived: (() => void) | undefined;
  #disposed = false;

  constructor(limits: CheckerLimits) {
    this.#limits = limits;
    this.#quick = new CheckerLane(limits);
  }

  /** Rejects with PortolanError: `interrupted` when the signal is aborted first, `sandbox-failed` when no checker starts. */
  async ask(request: CheckerRequest, signal?: AbortSignal): Promise<CheckerAnswer> {
    if (this.#disposed) throw disposedError();
    if (signal?.aborted) throw cancelledError(signal);
    const { promise, resolve, reject } = Promise.withResolvers<CheckerAnswer>();
    const job: Job = { request, settled: false, attempt: 0, resolve, reject };
    const cancel = (): void => {
      settle(job, () => reject(cancelledError(signal)));
      for (const queue of [this.#waiting, this.#slowWaiting]) {
        const place = queue.indexOf(job);
        if (place >= 0) queue.splice(place, 1);
      }
    };
    signal?.addEventListener("abort", cancel, { once: true });
    this.#waiting.push(job);
    this.#arrived?.();
    void this.#serve();
    try {
      return await promise;
    } finally {
      signal?.removeEventListener("abort", cancel);
    }
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    for (const job of [...this.#waiting.splice(0), ...this.#slowWaiting.splice(0)])
      settle(job, () => job.reject(disposedError()));
    await Promise.all([this.#quick.dispose(), this.#slow?.dispose()]);
  }

  async #serve(): Promise<void> {
    if (this.#serving) return;
    this.#serving = true;
    for (let job = this.#waiting.shift(); job; job = this.#waiting.shift()) await this.#serveQuickly(job);
    this.#serving = false;
  }

  async #serveQuickly(job: Job): Promise<void> {
    const lane = this.#quick;
    try {
      // The start of a checker is nobody's slowness.
      await lane.warm();
    } catch (error) {
      settle(job, () => job.reject(error));
      return;
    }
    const answering = answerOf(lane, job);
    const impatience = this.#impatience();
    const first = await Promise.race([answering, impatience.promise]);
    impatience.end();
    if (first === "answered" || this.#disposed) return;
    if (job.settled) {
      lane.kill();
      await answering;
      return;
    }
    this.#quick = new CheckerLane(this.#limits);
    if (this.#slow) {
      job.attempt++;
      this.#slowWaiting.push(job);
      void lane.dispose();
    } else {
      this.#slow = lane;
      void this.#serveSlowly(lane, answering);
    }
  }

  async #serveSlowly(lane: CheckerLane, answering: Promise<unknown>): Promise<void> {
    await answering;
    for (let job = this.#slowWaiting.shift(); job; job = this.#slowWaiting.shift()) await answerOf(lane, job);
    this.#slow = undefined;
    await lane.dispose();
  }

  /** Resolves when a question has taken longer than others, who are there, should wait. */
  #impatience(): { promise: Promise<"late">; end: () => void } {
    const { promise, resolve } = Promise.withResolvers<"late">();
    const late = (): void => resolve("late");
    const timer = setTimeout(() => {
      if (this.#waiting.length > 0) late();
      else this.#arrived = late;
    }, patienceMs);
    const end = (): void => {
      clearTimeout(timer);
      this.#arrived = undefined;
    };
    return { promise, end };
  }
}
