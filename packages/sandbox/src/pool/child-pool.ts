import type { ChildProcess } from "node:child_process";
import { PortolanError } from "@portolan/core";
import { RunnerChild } from "./runner-child.ts";
import { residentMemoryMb } from "./process-usage.ts";
import { Turns } from "./turns.ts";
import { type Waiting, waitFor } from "./waiting.ts";

/** How many children a pool may have, and how it starts one. */
export interface PoolOptions {
  children: number;
  /** The memory that runs are allowed unless they ask for more, in MB. */
  memoryMb: number;
  /** How many may wait for a child at once. */
  waiting: number;
  fork: (memoryMb: number) => ChildProcess;
}

/** Who asks for a child. */
export interface Lending {
  queue: string;
  /** The memory of the run, in MB. */
  memoryMb: number;
  signal?: AbortSignal;
}

// A child is replaced after this many runs, or when what runs left behind makes it this much larger.
const mostRuns = 1_000;
const mostGrowthMb = 128;

/** Lends children, one to each run, queues taking turns; starts them when needed and replaces those that end. */
export class ChildPool {
  readonly #options: PoolOptions;
  readonly #children = new Set<RunnerChild>();
  readonly #idle: RunnerChild[] = [];
  readonly #waiting = new Turns<Waiting<RunnerChild>>();
  /** Children that are starting for one run alone, with whoever waits for them. */
  readonly #claims = new Map<RunnerChild, Waiting<RunnerChild>>();
  /** What new children may use: the most that one was ever ready with, for others will be wanted as large. */
  #memoryMb: number;
  #disposed = false;
  #broken: unknown;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#memoryMb = options.memoryMb;
  }

  /** Starts all children ahead of their first use; resolves when they are ready. */
  async fill(): Promise<void> {
    if (this.#disposed) throw disposedError();
    while (this.#children.size < this.#options.children) this.#start();
    const children = [...this.#children].filter((child) => !this.#claims.has(child));
    // Until they are ready they keep this process alive, or it would end while somebody waits for them.
    for (const child of children) if (!child.started) child.hold(true);
    await Promise.all(children.map(({ ready }) => ready));
  }

  /** A child of one's own until it is given back; undefined when `signal` is aborted first. */
  async lend({ queue, memoryMb, signal }: Lending): Promise<RunnerChild | undefined> {
    const child = this.#stillWanted(await this.#any(queue, signal), signal);
    if (!child || child.capacityMb >= memoryMb) return child;
    return this.#stillWanted(await this.#larger(child, memoryMb, signal), signal);
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
    if (this.#drop(child) && !this.#disposed) this.#start().hold(this.#waiting.size > 0);
  }

  /** Kills every child and waits until they are gone; whoever still waits for one is refused. */
  async dispose(): Promise<void> {
    this.#disposed = true;
    for (const { reject } of [...this.#waiting.drain(), ...this.#claims.values()]) reject(disposedError());
    this.#claims.clear();
    const children = [...this.#children];
    for (const child of children) {
      child.hold(true);
      child.kill();
    }
    await Promise.all(children.map(({ ended }) => ended));
  }

  async #any(queue: string, signal?: AbortSignal): Promise<RunnerChild | undefined> {
    if (this.#disposed) throw disposedError();
    if (this.#broken !== undefined) throw this.#broken;
    if (signal?.aborted) return undefined;
    // The one that has rested longest: its next realm stands ready.
    const child = this.#idle.shift();
    if (child) {
      child.hold(true);
      return child;
    }
    if (this.#waiting.size >= this.#options.waiting) throw busyError(this.#options.waiting);
    return waitFor(
      (waiting) => {
        this.#waiting.add(queue, waiting);
        this.#grow();
      },
      (waiting) => this.#waiting.remove(queue, waiting),
      signal,
    );
  }

  /** Another child in place of one that the system holds to less than a run may have. */
  #larger(child: RunnerChild, memoryMb: number, signal?: AbortSignal): Promise<RunnerChild | undefined> {
    this.#drop(child);
    const larger = this.#start(memoryMb);
    larger.hold(true);
    return waitFor(
      (waiting) => this.#claims.set(larger, waiting),
      () => {
        if (!this.#claims.delete(larger)) return false;
        // Once it is ready it is for anybody.
        larger.hold(this.#waiting.size > 0);
        return true;
      },
      signal,
    );
  }

  /** The child, unless its run was cancelled or the pool disposed between its being found and its being lent. */
  #stillWanted(child: RunnerChild | undefined, signal?: AbortSignal): RunnerChild | undefined {
    if (this.#disposed && child) throw disposedError();
    if (!signal?.aborted) return child;
    if (child?.alive) this.#offer(child);
    return undefined;
  }

  #grow(): void {
    const starting = [...this.#children].filter((child) => !child.started && !this.#claims.has(child));
    for (const child of starting) child.hold(true);
    const missing = Math.min(
      this.#waiting.size - starting.length,
      this.#options.children - this.#children.size,
    );
    for (let i = 0; i < missing; i++) this.#start();
  }

  #start(memoryMb = this.#memoryMb): RunnerChild {
    const child = new RunnerChild(this.#options.fork(memoryMb), memoryMb);
    this.#children.add(child);
    void child.ended.then(() => this.#lost(child));
    child.ready.then(
      () => this.#started(child),
      (error: unknown) => this.#failed(child, error),
    );
    return child;
  }

  #started(child: RunnerChild): void {
    this.#memoryMb = Math.max(this.#memoryMb, child.capacityMb);
    const claim = this.#claims.get(child);
    this.#claims.delete(child);
    if (claim) claim.resolve(child);
    else this.#offer(child);
  }

  #failed(child: RunnerChild, error: unknown): void {
    this.#children.delete(child);
    this.#claims.get(child)?.reject(error);
    this.#claims.delete(child);
    // Without its native module no child will ever start; after any other failure the next run tries again.
    if (error instanceof PortolanError && error.code === "native-module") this.#broken = error;
    // That one did not start with more memory says nothing of those with less; its place is free for them.
    else if (child.capacityMb > this.#memoryMb) return this.#grow();
    // Those who wait are served by the others.
    else if (this.#children.size > 0) return;
    for (const { reject } of this.#waiting.drain()) reject(error);
  }

  #offer(child: RunnerChild): void {
    if (this.#disposed) return child.kill();
    const next = this.#waiting.next();
    child.hold(next !== undefined);
    if (next) next.resolve(child);
    else this.#idle.push(child);
  }

  /** Kills a child and forgets it; false when it was forgotten before. */
  #drop(child: RunnerChild): boolean {
    const known = this.#children.delete(child);
    const place = this.#idle.indexOf(child);
    if (place >= 0) this.#idle.splice(place, 1);
    // Whoever disposes waits for its end, so that nothing but the child may keep this process alive by then.
    if (!this.#disposed) child.hold(false);
    child.kill();
    return known;
  }

  /** A child ended that nobody retired. */
  #lost(child: RunnerChild): void {
    // One that never started is refused to those who wait, not replaced.
    if (!child.started || !this.#children.delete(child)) return;
    const place = this.#idle.indexOf(child);
    if (place >= 0) this.#idle.splice(place, 1);
    if (this.#waiting.size > 0 && !this.#disposed) this.#grow();
  }
}

function disposedError(): PortolanError {
  return new PortolanError("sandbox-failed", "The sandbox has been disposed.", {
    next: "Create another one with createSandbox().",
  });
}

function busyError(most: number): PortolanError {
  return new PortolanError("sandbox-busy", "Too many runs are waiting for a process of the sandbox.", {
    value: most,
    next: "Await some of them before asking for more, or raise `waiting` of createSandbox().",
  });
}
