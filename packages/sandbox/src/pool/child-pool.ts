import type { ChildProcess } from "node:child_process";
import { PortolanError } from "@portolan/core";
import { RunnerChild } from "./runner-child.ts";
import { residentMemoryMb } from "./resident-memory.ts";

/** How many children a pool may have, and how it starts one. */
export interface PoolOptions {
  children: number;
  fork: () => ChildProcess;
}

interface Waiting {
  resolve: (child: RunnerChild) => void;
  reject: (error: unknown) => void;
}

// A child is replaced after this many runs, or when what runs left behind makes it this much larger.
const mostRuns = 1_000;
const mostGrowthMb = 128;

/** Lends children, one to each run, first come first served; starts them when needed and replaces those that end. */
export class ChildPool {
  readonly #options: PoolOptions;
  readonly #children = new Set<RunnerChild>();
  readonly #idle: RunnerChild[] = [];
  readonly #waiting: Waiting[] = [];
  #disposed = false;
  #broken: unknown;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /** A child of one's own until it is given back; undefined when `signal` is aborted first. */
  async lend(signal?: AbortSignal): Promise<RunnerChild | undefined> {
    if (this.#disposed) throw disposedError();
    if (this.#broken !== undefined) throw this.#broken;
    if (signal?.aborted) return undefined;
    const child = this.#idle.pop();
    if (child) {
      child.hold(true);
      return child;
    }
    const waiting = Promise.withResolvers<RunnerChild | undefined>();
    const entry = { resolve: waiting.resolve, reject: waiting.reject };
    this.#waiting.push(entry);
    const abandon = (): void => {
      const place = this.#waiting.indexOf(entry);
      if (place >= 0) this.#waiting.splice(place, 1);
      waiting.resolve(undefined);
    };
    signal?.addEventListener("abort", abandon, { once: true });
    this.#grow();
    try {
      return await waiting.promise;
    } finally {
      signal?.removeEventListener("abort", abandon);
    }
  }

  /** Takes a child back after its run; one that has ended or grown is replaced. */
  giveBack(child: RunnerChild): void {
    child.listen(undefined);
    if (!child.alive || !this.#children.has(child)) return;
    const memoryMb = child.pid === undefined ? undefined : residentMemoryMb(child.pid);
    const grown = memoryMb !== undefined && memoryMb > child.idleMemoryMb + mostGrowthMb;
    if (grown || ++child.runs >= mostRuns) return this.retire(child);
    this.#offer(child);
  }

  /** Kills a child at once; another one takes its place. */
  retire(child: RunnerChild): void {
    const known = this.#children.delete(child);
    const place = this.#idle.indexOf(child);
    if (place >= 0) this.#idle.splice(place, 1);
    child.hold(false);
    child.kill();
    if (known && !this.#disposed) this.#start().hold(this.#waiting.length > 0);
  }

  /** Kills every child and waits until they are gone; whoever still waits for one is refused. */
  async dispose(): Promise<void> {
    this.#disposed = true;
    for (const { reject } of this.#waiting.splice(0)) reject(disposedError());
    const children = [...this.#children];
    for (const child of children) {
      child.hold(true);
      child.kill();
    }
    await Promise.all(children.map(({ ended }) => ended));
  }

  #grow(): void {
    const starting = [...this.#children].filter((child) => !child.started);
    for (const child of starting) child.hold(true);
    const missing = Math.min(
      this.#waiting.length - starting.length,
      this.#options.children - this.#children.size,
    );
    for (let i = 0; i < missing; i++) this.#start();
  }

  #start(): RunnerChild {
    const child = new RunnerChild(this.#options.fork());
    this.#children.add(child);
    void child.ended.then(() => this.#lost(child));
    child.ready.then(
      () => this.#offer(child),
      (error: unknown) => {
        this.#children.delete(child);
        // Without its native module no child will ever start; after any other failure the next run tries again.
        if (error instanceof PortolanError && error.code === "native-module") this.#broken = error;
        for (const { reject } of this.#waiting.splice(0)) reject(error);
      },
    );
    return child;
  }

  #offer(child: RunnerChild): void {
    if (this.#disposed) return;
    const next = this.#waiting.shift();
    child.hold(next !== undefined);
    if (next) next.resolve(child);
    else this.#idle.push(child);
  }

  /** A child ended that nobody retired. */
  #lost(child: RunnerChild): void {
    // One that never started is refused to those who wait, not replaced.
    if (!child.started || !this.#children.delete(child)) return;
    const place = this.#idle.indexOf(child);
    if (place >= 0) this.#idle.splice(place, 1);
    if (this.#waiting.length > 0 && !this.#disposed) this.#grow();
  }
}

function disposedError(): PortolanError {
  return new PortolanError("sandbox-failed", "The sandbox has been disposed.", {
    next: "Create another one with createSandbox().",
  });
}
