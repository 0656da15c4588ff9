import ivm from "isolated-vm";
import type { CachedDataResult, Callback, Context, Isolate, Reference, Script } from "isolated-vm";
import { guestScript } from "../guest/guest-script.ts";
import type { GuestPost, GuestSettings, Settle } from "../guest/start-guest.ts";
import type { RunMessage, RunnerMessage, RunnerResult, SettleMessage } from "../protocol.ts";
import { LogBuffer } from "./log-buffer.ts";
import { linkModules } from "./link-modules.ts";
import { stackFrames } from "./stack-frames.ts";
import { diagnosticAt } from "./strip-types.ts";

let guestCode: ivm.ExternalCopy<ArrayBuffer> | undefined;

/**
 * One run: a fresh isolate on this thread, entered once to evaluate the program and call its function, and once more for
 * every tool call that ends. Every entry has what is left of the wall time as its timeout; the host kills what outlasts it.
 */
export class Execution {
  readonly #run: RunMessage;
  readonly #send: (message: RunnerMessage) => void;
  readonly #deadline: number;
  readonly #logs: LogBuffer;
  readonly #isolate: Isolate;
  #sources: ReadonlyMap<string, string> = new Map();
  #settle: Reference<Settle> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #result: RunnerResult | undefined;
  #finished = false;

  constructor(run: RunMessage, send: (message: RunnerMessage) => void) {
    this.#run = run;
    this.#send = send;
    this.#deadline = performance.now() + run.limits.wallMs;
    this.#logs = new LogBuffer(run.limits.logBytes, (lines, cut) =>
      send({ type: "logs", run: run.run, lines, cut }),
    );
    this.#isolate = new ivm.Isolate({ memoryLimit: Math.max(8, Math.ceil(run.limits.memoryMb)) });
  }

  /** Evaluates the program; the result is sent when it is there, now or after tool calls. */
  start(): void {
    this.#enter(() => {
      const context = this.#isolate.createContextSync();
      this.#settle = this.#prepare(context);
      const linked = linkModules(this.#isolate, context, this.#run);
      if ("denied" in linked) this.#result = { kind: "denied", specifier: linked.denied };
      else if ("diagnostic" in linked)
        this.#result = { kind: "type-error", diagnostics: [linked.diagnostic] };
      else {
        this.#sources = linked.sources;
        linked.entry.evaluateSync({ timeout: this.#leftMs() });
      }
    });
  }

  /** Gives the guest the result of a tool call; one of an earlier run is dropped. */
  settle({ run, call, ok, text }: SettleMessage): void {
    if (this.#finished || run !== this.#run.run) return;
    this.#enter(() => this.#settle?.applySync(undefined, [call, ok, text], { timeout: this.#leftMs() }));
  }

  #prepare(context: Context): Reference<Settle> {
    const { seed, epochMs, exported, input, limits } = this.#run;
    const { logBytes, argumentBytes, resultBytes, toolCalls } = limits;
    const settings: GuestSettings = {
      seed,
      epochMs,
      exported,
      input,
      logBytes,
      argumentBytes,
      resultBytes,
      toolCalls,
    };
    const script = compileGuest(this.#isolate);
    const start = script.runSync(context, { reference: true }) as Reference<
      (post: Callback, text: string) => Settle
    >;
    const post = new ivm.Callback((kind: GuestPost, id: number, name: string, text: string) => {
      // Whatever a callback throws or returns would reach the guest, so it does neither.
      try {
        this.#posted(kind, id, name, text);
      } catch {}
    });
    const result = { reference: true } as const;
    return start.applySync(undefined, [post, JSON.stringify(settings)], { result });
  }

  #posted(kind: GuestPost, id: number, name: string, text: string): void {
    if (kind === "log") return this.#logs.add(text);
    if (kind === "log-cut") return this.#logs.cut();
    // A limit counts even when the program caught it and returned.
    if (this.#result && kind !== "too-many-calls") return;
    switch (kind) {
      case "call":
        return this.#send({ type: "call", run: this.#run.run, call: id, tool: name, text });
      case "value":
        this.#result =
          Buffer.byteLength(text) > this.#run.limits.resultBytes
            ? { kind: "limit", limit: "resultBytes" }
            : { kind: "value", text };
        return;
      case "error":
        this.#result = this.#errorFrom(JSON.parse(text) as { name: string; message: string; stack: string });
        return;
      case "no-function": {
        const message = `The program does not export a function named ${this.#run.exported}.`;
        this.#result = { kind: "type-error", diagnostics: [diagnosticAt(this.#run.source, message, 1, 1)] };
        return;
      }
      case "result-too-large":
        this.#result = { kind: "limit", limit: "resultBytes" };
        return;
      case "too-many-calls":
        this.#result = { kind: "limit", limit: "toolCalls" };
    }
  }

  #enter(step: () => void): void {
    try {
      step();
    } catch (thrown) {
      this.#result ??= this.#failure(thrown);
    }
    clearTimeout(this.#timer);
    if (this.#result) this.#finish(this.#result);
    // Waiting for a tool, or for nothing at all.
    else this.#timer = setTimeout(() => this.#finish({ kind: "timeout" }), this.#leftMs());
  }

  /** Why an entry threw, from what the runner itself knows: the program chooses names and messages, but not these. */
  #failure(thrown: unknown): RunnerResult {
    if (this.#isolate.isDisposed) return { kind: "memory" };
    if (this.#deadline - performance.now() <= 2) return { kind: "timeout" };
    // A module threw while it was evaluated, or a promise was rejected that nobody handles, which ends a program as it
    // does in Node. The function's own errors are caught in the guest.
    if (!(thrown instanceof Error))
      return this.#errorFrom({ name: typeof thrown, message: String(thrown), stack: "" });
    return this.#errorFrom({ name: thrown.name, message: thrown.message, stack: thrown.stack ?? "" });
  }

  #errorFrom({ name, message, stack }: { name: string; message: string; stack: string }): RunnerResult {
    // An error from a module is copied by isolated-vm with whatever fields the program gave it.
    const frames = stackFrames(clip(stack, 8_000), this.#sources);
    // A program can leave both empty, which would read "threw : ".
    return {
      kind: "error",
      name: clip(name, 200) || "Error",
      message: clip(message, 4_000) || "(no message)",
      stack: frames,
    };
  }

  #finish(result: RunnerResult): void {
    if (this.#finished) return;
    this.#finished = true;
    clearTimeout(this.#timer);
    if (!this.#isolate.isDisposed) this.#isolate.dispose();
    this.#logs.flush();
    this.#send({ type: "done", run: this.#run.run, result });
  }

  #leftMs(): number {
    return Math.max(1, Math.ceil(this.#deadline - performance.now()));
  }
}

/** Compiles the guest script, after the first time from V8's own cache: it is made here, so it may be trusted. */
function compileGuest(isolate: Isolate): Script {
  const options = guestCode ? { cachedData: guestCode } : { produceCachedData: true };
  const script = isolate.compileScriptSync(guestScript, { filename: "portolan:guest", ...options });
  guestCode ??= (script as Script & CachedDataResult).cachedData;
  return script;
}

function clip(text: unknown, length: number): string {
  return typeof text === "string" ? text.slice(0, length) : "";
}
