import { createRequire } from "node:module";
import ivm from "isolated-vm";
import type { Context, Isolate, Module, Reference } from "isolated-vm";
import { guestScript, hookModule } from "../../guest/guest-script.ts";
import type { Guest, GuestSettings, Post } from "../../guest/start-guest.ts";
import type { Engine, Failure, Realm } from "../engine.ts";
import { hookKey, type ModuleGraph } from "../module-graph.ts";
import { linkModules } from "./isolated-vm-modules.ts";
import { OwnScript } from "./isolated-vm-script.ts";

const manifest = createRequire(import.meta.url)("isolated-vm/package.json") as { version: string };

/** V8 by isolated-vm: a fresh isolate for every run, on the one thread that this process has for it. */
export const isolatedVmEngine: Engine = {
  name: `isolated-vm ${manifest.version}`,
  versions: { "isolated-vm": manifest.version, v8: process.versions.v8, icu: process.versions.icu ?? "none" },
  prepare: (memoryMb) => new IsolateRealm(memoryMb),
};

const guestCode = new OwnScript("portolan:guest", guestScript);
/** Written in the first realm of this process, where everything had to be looked for. */
let freezeCode: OwnScript | undefined;

class IsolateRealm implements Realm {
  readonly memoryMb: number;
  readonly #isolate: Isolate;
  readonly #context: Context;
  readonly #hook: Module;
  readonly #begin: Reference<Guest["begin"]>;
  readonly #settle: Reference<Guest["settle"]>;
  readonly #lastStack: Reference<Guest["lastStack"]>;
  #post: Post = () => {};
  #entryEndsAt = 0;

  constructor(memoryMb: number) {
    this.memoryMb = memoryMb;
    // isolated-vm takes no less than 8.
    this.#isolate = new ivm.Isolate({ memoryLimit: Math.max(8, memoryMb) });
    this.#context = this.#isolate.createContextSync();
    const post = new ivm.Callback((...posted: Parameters<Post>) => {
      // Whatever a callback throws or returns would reach the guest, so it does neither.
      try {
        this.#post(...posted);
      } catch {}
    });
    type Start = (post: ivm.Callback) => Guest;
    const script = guestCode.compile(this.#isolate);
    const start = script.runSync(this.#context, { reference: true }) as Reference<Start>;
    const guest: Reference<Guest> = start.applySync(undefined, [post], { result: { reference: true } });
    this.#begin = guest.getSync("begin", { reference: true });
    this.#settle = guest.getSync("settle", { reference: true });
    this.#lastStack = guest.getSync("lastStack", { reference: true });
    this.#hook = this.#isolate.compileModuleSync(hookModule, { filename: hookKey });
    this.#hook.instantiateSync(this.#context, () => this.#hook);
    this.#freeze(guest);
  }

  start(
    graph: ModuleGraph,
    { input, ...settings }: GuestSettings,
    post: Post,
    leftMs: number,
    linked: () => void,
  ): Failure | undefined {
    this.#post = post;
    const startedAt = performance.now();
    return this.#enter(leftMs, () => {
      this.#begin.applySync(undefined, [JSON.stringify(settings), input]);
      const entry = linkModules(this.#isolate, this.#context, graph, this.#hook);
      linked();
      if ("kind" in entry) return entry;
      const timeout = Math.max(1, Math.ceil(leftMs - (performance.now() - startedAt)));
      entry.evaluateSync({ timeout });
      return undefined;
    });
  }

  settle(call: number, ok: boolean, text: string, leftMs: number): Failure | undefined {
    return this.#enter(leftMs, () => {
      const timeout = Math.max(1, Math.ceil(leftMs));
      this.#settle.applySync(undefined, [call, ok, ...partsOf(text)], { timeout });
      return undefined;
    });
  }

  cpuMs(): number | null {
    return this.#isolate.isDisposed ? null : Number(this.#isolate.cpuTime) / 1e6;
  }

  heapMb(): number | null {
    if (this.#isolate.isDisposed) return null;
    const { used_heap_size: used, externally_allocated_size: external } =
      this.#isolate.getHeapStatisticsSync();
    return (used + external) / (1024 * 1024);
  }

  dispose(): void {
    if (!this.#isolate.isDisposed) this.#isolate.dispose();
  }

  /** Evaluates the hook module, which freezes the realm. */
  #freeze(guest: Reference<Guest>): void {
    const freezeWith = guest.getSync("freezeWith", { reference: true });
    const script = freezeCode?.compile(this.#isolate).runSync(this.#context, { reference: true });
    freezeWith.applySync(undefined, script ? [script.derefInto()] : []);
    this.#hook.evaluateSync();
    if (freezeCode) return;
    const written = guest.getSync("written", { reference: true }).applySync(undefined, []);
    if (written !== undefined) freezeCode = new OwnScript("portolan:freeze", written);
  }

  #enter(leftMs: number, step: () => Failure | undefined): Failure | undefined {
    this.#entryEndsAt = performance.now() + leftMs;
    try {
      return step();
    } catch (thrown) {
      return this.#failure(thrown);
    }
  }

  /** Why an entry threw, from what the runner itself knows: the program chooses names and messages, but not these. */
  #failure(thrown: unknown): Failure {
    if (this.#isolate.isDisposed) return { kind: "memory" };
    if (this.#entryEndsAt - performance.now() <= 2) return { kind: "timeout" };
    // A module threw while it was evaluated, or a promise was rejected that nobody handles, which ends a program as it
    // does in Node. The function's own errors are caught in the guest.
    if (!(thrown instanceof Error))
      return { kind: "error", name: typeof thrown, message: String(thrown), stack: "" };
    // An error from a module is copied by isolated-vm with whatever fields the program gave it.
    const { name, message } = thrown as { name: unknown; message: unknown };
    // Its stack is with the guest, which was asked for it as the error was copied.
    const stack = this.#lastStack.applySync(undefined, []);
    return { kind: "error", name: textOf(name), message: textOf(message), stack };
  }
}

// isolated-vm keeps longer texts outside of V8's heap, where they count against the limit and are not collected for its sake.
const mostPartChars = 1_000;

function partsOf(text: string): string[] {
  if (text.length <= mostPartChars) return [text];
  const count = Math.ceil(text.length / mostPartChars);
  return Array.from({ length: count }, (_, i) => text.slice(i * mostPartChars, (i + 1) * mostPartChars));
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
