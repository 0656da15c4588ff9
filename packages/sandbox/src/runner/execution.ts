import type { LimitName } from "@portolan/core";
import type { GuestPost } from "../guest/start-guest.ts";
import type { RunMessage, RunnerMessage, RunnerResult, SettleMessage } from "../protocol.ts";
import { collectGarbage } from "./collect-garbage.ts";
import type { Failure, Realm, ThrownError } from "./engine.ts";
import { LogBuffer } from "./log-buffer.ts";
import { ModuleGraph } from "./module-graph.ts";
import { stackFrames } from "./stack-frames.ts";
import { diagnosticAt } from "./strip-types.ts";

/**
 * One run in a realm of its own, entered once to evaluate the program and call its function, and once more for every tool
 * call that ends. Every entry has what is left of the wall time as its timeout; the host kills what outlasts it.
 */
export class Execution {
  readonly #run: RunMessage;
  readonly #realm: Realm;
  readonly #warm: boolean;
  readonly #send: (message: RunnerMessage) => void;
  readonly #graph: ModuleGraph;
  readonly #logs: LogBuffer;
  #result: RunnerResult | undefined;
  #finished = false;
  readonly #cpuBeforeMs: number;
  /** Of tool answers, since the garbage that they leave in this process was collected. */
  #textChars = 0;
  #linkMs = 0;
  #runMs = 0;

  constructor(run: RunMessage, realm: Realm, warm: boolean, send: (message: RunnerMessage) => void) {
    this.#run = run;
    this.#realm = realm;
    this.#warm = warm;
    this.#send = send;
    this.#cpuBeforeMs = realm.cpuMs() ?? 0;
    this.#graph = new ModuleGraph(run);
    this.#logs = new LogBuffer(run.limits.logBytes, (lines, cut) =>
      send({ type: "logs", run: run.run, lines, cut }),
    );
  }

  get finished(): boolean {
    return this.#finished;
  }

  /** Evaluates the program; the result is sent when it is there, now or after tool calls. */
  start(): void {
    const { seed, epochMs, exported, input, limits } = this.#run;
    const startedAt = performance.now();
    const linked = (): void => {
      this.#linkMs = performance.now() - startedAt;
    };
    const failure = this.#realm.start(
      this.#graph,
      { seed, epochMs, exported, input, limits },
      (...posted) => this.#posted(...posted),
      limits.wallMs,
      linked,
    );
    this.#left(failure, startedAt + this.#linkMs);
  }

  /** Gives the guest the result of a tool call; one of an earlier run is dropped. */
  settle({ run, call, ok, text, leftMs }: SettleMessage): void {
    if (this.#finished || run !== this.#run.run) return;
    this.#received(text);
    const enteredAt = performance.now();
    this.#left(this.#realm.settle(call, ok, text, leftMs), enteredAt);
  }

  /** Ends a run that waits. */
  stop(run: number): void {
    if (run === this.#run.run) this.#finish({ kind: "stopped" });
  }

  #received(text: string): void {
    this.#textChars += text.length;
    if (this.#textChars < this.#realm.memoryMb * 2 ** 17) return;
    this.#textChars = 0;
    collectGarbage();
  }

  #posted(kind: GuestPost, id: number, name: string, by: string, text: string): void {
    if (kind === "log") return this.#logs.add(text);
    if (kind === "log-cut") return this.#logs.cut();
    // A limit counts even when the program caught it and returned.
    if (this.#result && kind !== "limit") return;
    const { run, source, exported, limits } = this.#run;
    switch (kind) {
      case "call":
        return this.#send({ type: "call", run, call: id, tool: name, by, text });
      case "value":
        this.#result =
          Buffer.byteLength(text) > limits.resultBytes
            ? { kind: "limit", limit: "resultBytes" }
            : { kind: "value", text };
        return;
      case "error":
        this.#result = this.#errorFrom(JSON.parse(text) as ThrownError);
        return;
      case "no-function": {
        const message = `The program does not export a function named ${exported}.`;
        this.#result = { kind: "type-error", diagnostics: [diagnosticAt(source, message, 1, 1)] };
        return;
      }
      case "limit":
        this.#exceeded(name as keyof typeof limits);
    }
  }

  /** The run is over, even if the program goes on: the host is told now, because an endless one would outlast the wall time. */
  #exceeded(limit: LimitName): void {
    if (this.#result?.kind === "limit") return;
    this.#result = { kind: "limit", limit };
    this.#logs.flush();
    this.#send({ type: "exceeded", run: this.#run.run, limit });
  }

  /** The guest has nothing left to do, for now or for good. */
  #left(failure: Failure | undefined, enteredAt: number): void {
    this.#runMs += performance.now() - enteredAt;
    if (failure) this.#result ??= this.#resultOf(failure);
    const cpuMs = this.#cpuMs();
    if (cpuMs !== null && cpuMs > this.#run.limits.cpuMs)
      this.#result ??= { kind: "timeout", limit: "cpuMs" };
    if (this.#result) this.#finish(this.#result);
  }

  #resultOf(failure: Failure): RunnerResult {
    if (failure.kind === "error") return this.#errorFrom(failure);
    return failure.kind === "timeout" ? { kind: "timeout", limit: "wallMs" } : failure;
  }

  #errorFrom({ name, message, stack }: Omit<ThrownError, "kind">): RunnerResult {
    const frames = stackFrames(stack.slice(0, 8_000), this.#graph.sources);
    // A program can leave both empty, which would read "threw : ".
    return {
      kind: "error",
      name: name.slice(0, 200) || "Error",
      message: message.slice(0, 4_000) || "(no message)",
      stack: frames,
    };
  }

  #finish(result: RunnerResult): void {
    if (this.#finished) return;
    this.#finished = true;
    const cpuMs = this.#cpuMs();
    const heapMb = this.#realm.heapMb();
    this.#logs.flush();
    const measures = { warm: this.#warm, linkMs: this.#linkMs, runMs: this.#runMs, cpuMs, heapMb };
    this.#send({ type: "done", run: this.#run.run, result, measures });
    // After the answer is on its way: nobody needs to wait for this.
    this.#realm.dispose();
  }

  #cpuMs(): number | null {
    const cpuMs = this.#realm.cpuMs();
    return cpuMs === null ? null : cpuMs - this.#cpuBeforeMs;
  }
}
