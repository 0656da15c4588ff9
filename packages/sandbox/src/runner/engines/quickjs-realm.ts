import type { QuickJSHandle } from "quickjs-emscripten-core";
import type { GuestSettings, Post } from "../../guest/start-guest.ts";
import type { Failure, Realm } from "../engine.ts";
import type { ModuleGraph } from "../module-graph.ts";
import { QuickJsGuest } from "./quickjs-guest.ts";
import { RealmMemory } from "./quickjs-memory.ts";
import { QuickJsModules } from "./quickjs-modules.ts";
import { instantiate, type Instance } from "./quickjs-wasm.ts";

// More would let jobs that make jobs go on long after their time.
const jobsAtOnce = 10;
/** Thrown through QuickJS when a run is over. */
const over = Symbol("over");

/** An instance of QuickJS with a memory of its own, entered until its run is over and then forgotten as a whole. */
export class QuickJsRealm implements Realm {
  readonly memoryMb: number;
  readonly #memory: RealmMemory;
  readonly #instance: Instance;
  readonly #guest: QuickJsGuest;
  #evaluation: QuickJSHandle | undefined;
  #entryEndsAt = Number.POSITIVE_INFINITY;
  #timedOut = false;
  #cpuMs = 0;

  /** Makes a realm that has started and is frozen. */
  static async prepare(memoryMb: number): Promise<QuickJsRealm> {
    const memory = new RealmMemory(memoryMb);
    return new QuickJsRealm(memoryMb, memory, await instantiate(memory));
  }

  private constructor(memoryMb: number, memory: RealmMemory, instance: Instance) {
    this.memoryMb = memoryMb;
    this.#memory = memory;
    this.#instance = instance;
    this.#guest = new QuickJsGuest(instance.context);
    instance.interruptWith(() => this.#interrupt());
  }

  start(
    graph: ModuleGraph,
    settings: GuestSettings,
    post: Post,
    leftMs: number,
    linked: () => void,
  ): Failure | undefined {
    const modules = new QuickJsModules(graph);
    // What a program says after it was told to stop does not count.
    const heard: Post = (...posted) => this.#isOver() || post(...posted);
    return this.#enter(leftMs, () => {
      const evaluated = this.#guest.run(modules, settings, heard, linked);
      if ("kind" in evaluated) return evaluated;
      this.#evaluation = evaluated;
      return this.#work();
    });
  }

  settle(call: number, ok: boolean, text: string, leftMs: number): Failure | undefined {
    return this.#enter(leftMs, () => {
      this.#guest.settle(call, ok, text);
      return this.#work();
    });
  }

  cpuMs(): number {
    return this.#cpuMs;
  }

  heapMb(): number | null {
    return this.#memory.grownMb;
  }

  dispose(): void {
    // Whoever forgets the realm forgets its instance; freeing what is in it one by one would only take time.
  }

  #enter(leftMs: number, step: () => Failure | undefined): Failure | undefined {
    const before = process.threadCpuUsage();
    this.#entryEndsAt = performance.now() + leftMs;
    let failure: Failure | undefined;
    try {
      failure = step();
    } catch (thrown) {
      failure = this.#trapped(thrown);
    }
    const { user, system } = process.threadCpuUsage(before);
    this.#cpuMs += (user + system) / 1_000;
    // These are known from the memory and the clock. What the program was told, and what it made of that, does not matter:
    // an allocation that fails is an exception in QuickJS, which any program can catch or throw.
    if (this.#memory.exhausted) return { kind: "memory" };
    return this.#timedOut ? { kind: "timeout" } : failure;
  }

  /** Runs what promises have to do, until there is nothing left. */
  #work(): Failure | undefined {
    const { runtime } = this.#instance.context;
    while (runtime.hasPendingJob()) {
      this.#interrupt();
      runtime.executePendingJobs(jobsAtOnce).dispose();
    }
    return this.#evaluation && this.#guest.rejection(this.#evaluation);
  }

  #interrupt(): void {
    if (performance.now() >= this.#entryEndsAt) this.#timedOut = true;
    if (this.#isOver()) throw over;
  }

  #isOver(): boolean {
    return this.#timedOut || this.#memory.exhausted;
  }

  /** What was thrown through QuickJS, whose instance is not entered again. */
  #trapped(thrown: unknown): Failure | undefined {
    if (this.#isOver()) return undefined;
    // The stack of this process was used up before that of QuickJS.
    if (thrown instanceof RangeError) {
      const { name, message } = thrown;
      return { kind: "error", name, message, stack: "" };
    }
    // A fault in QuickJS itself: nothing that it says can be relied on, so this process ends.
    throw thrown;
  }
}
