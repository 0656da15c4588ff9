import { randomUUID } from "node:crypto";
import { availableParallelism } from "node:os";
import type {
  CheckOptions,
  CheckReport,
  Json,
  LinkedProgram,
  Outcome,
  Relation,
  RunOptions,
  RunResult,
  Sandbox,
  SyntaxTree,
  SyntaxTrees,
  ToolSet,
  TypeRelation,
} from "@portolan/core";
import { requireProgram } from "./border/require-program.ts";
import { requireRun } from "./border/require-run.ts";
import { requireSandboxOptions } from "./border/require-sandbox-options.ts";
import { requireTools } from "./border/require-tools.ts";
import { toolDeclarations } from "./check/tool-declarations.ts";
import { TypeChecker } from "./check/type-checker.ts";
import { ChildPool } from "./pool/child-pool.ts";
import { requireConfinement } from "./pool/confinement.ts";
import { forkRunner } from "./pool/fork-runner.ts";
import { compareReplay, parseRecording, type Replay } from "./replay.ts";
import { measureInput } from "./run/input-limits.ts";
import { RecordedCalls } from "./run/recorded-calls.ts";
import { Recorder } from "./run/recorder.ts";
import { resolveLimits } from "./run/resolve-limits.ts";
import { type ChildRun, runInChild } from "./run/run-in-child.ts";
import { messageOf, namesOf, recordingOf, type RunOrder } from "./run/run-order.ts";
import { RunStarts } from "./run/run-starts.ts";
import { ToolCalls } from "./run/tool-calls.ts";
import { emptyTrace, traceOf } from "./run/trace-of.ts";
import type { ReplayOptions, SandboxOptions } from "./sandbox-options.ts";

/** A sandbox of child processes. */
export interface ProcessSandbox extends Sandbox, SyntaxTrees, TypeRelation {
  parse: SyntaxTrees["parse"];
  /** Starts all children ahead of their first use, each with a realm that stands ready. */
  warmUp(): Promise<void>;
  /**
   * The declarations of what modules export, by specifier, with the types that TypeScript finds in their sources: what a coder
   * should read of a skill before it calls it. Every import of theirs must be among them, or be a tool.
   */
  declare(modules: Readonly<Record<string, string>>): Promise<Record<string, string>>;
  /**
   * Runs a recording again, its tools answered from it, and says where the run first differs from it, if it does.
   * Rejects with `recording-invalid` for what is not a recording.
   */
  replay(recording: unknown, options?: ReplayOptions): Promise<Replay>;
}

/** Makes a sandbox. It costs nothing until its first use; idle children do not keep the process alive. */
export function createSandbox(options: SandboxOptions = {}): ProcessSandbox {
  if (options.confinement === "required") requireConfinement();
  return new ChildSandbox(options);
}

class ChildSandbox implements ProcessSandbox {
  readonly #options: SandboxOptions;
  readonly #pool: ChildPool;
  readonly #checker: TypeChecker;
  readonly #starts: RunStarts;
  readonly #disposing = new AbortController();
  #runs = 0;

  constructor(options: SandboxOptions) {
    requireSandboxOptions(options);
    this.#options = options;
    const { engine = "isolated-vm", jit = false } = options;
    this.#pool = new ChildPool({
      children: options.children ?? availableParallelism(),
      memoryMb: resolveLimits(options.limits).memoryMb,
      waiting: options.waiting ?? 10_000,
      fork: (memoryMb) => forkRunner({ engine, jit, memoryMb }),
    });
    this.#checker = new TypeChecker(options.checkMs ?? 5_000, options.tools ?? {}, options.checkMemoryMb);
    this.#starts = new RunStarts(options.seed);
  }

  async check(program: LinkedProgram, options?: CheckOptions): Promise<CheckReport> {
    requireProgram(program);
    return this.#checker.check(program, options);
  }

  declareTools(tools: ToolSet): Record<string, string> {
    return toolDeclarations(tools);
  }

  declare(modules: Readonly<Record<string, string>>): Promise<Record<string, string>> {
    return this.#checker.declare(modules);
  }

  parse(sources: readonly string[], options?: { signal?: AbortSignal }): Promise<(SyntaxTree | undefined)[]> {
    return this.#checker.parse(sources, options);
  }

  relate(wanted: string, signatures: readonly string[]): Promise<Relation[]> {
    return this.#checker.relate(wanted, signatures);
  }

  warmUp(): Promise<void> {
    return this.#pool.fill();
  }

  async run(program: LinkedProgram, input: Json[], options: RunOptions = {}): Promise<Outcome> {
    requireRun(program, input, options);
    const limits = resolveLimits(this.#options.limits, options.limits);
    const tools = options.tools ?? this.#options.tools ?? {};
    requireTools(tools);
    const approve = options.approve ?? this.#options.approve;
    const calls = new ToolCalls({ tools, limits, approve, id: options.id ?? randomUUID() });
    const recorder = options.record ? new Recorder(calls) : undefined;
    const { seed, epochMs } = this.#starts.next();
    const start = { seed: options.seed ?? seed, epochMs: options.epochMs ?? epochMs };
    const answers = recorder ?? calls;
    const order: RunOrder = { program, input, limits, tools: namesOf(tools), start, answers, options };
    const { outcome, versions } = await this.#perform(order);
    if (!recorder) return outcome;
    return { ...outcome, recording: recordingOf(order, recorder, outcome, versions) };
  }

  async replay(given: unknown, options: ReplayOptions = {}): Promise<Replay> {
    const recording = parseRecording(given);
    const { program, input, tools, seed, epochMs } = recording;
    const limits = resolveLimits(recording.limits, options.limits);
    const answers = new RecordedCalls(recording);
    const order: RunOrder = { program, input, limits, tools, start: { seed, epochMs }, answers, options };
    const { outcome, versions } = await this.#perform(order);
    return compareReplay(recording, outcome, answers.divergence, versions);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#disposing.abort();
    await Promise.all([this.#pool.dispose(), this.#checker.dispose()]);
  }

  async #perform(order: RunOrder): Promise<{ outcome: Outcome; versions: Readonly<Record<string, string>> }> {
    const { program, limits, answers, options } = order;
    const askedAt = performance.now();
    const notStarted = (result: RunResult): { outcome: Outcome; versions: Record<string, string> } => {
      const queueMs = performance.now() - askedAt;
      const trace = emptyTrace(queueMs);
      return {
        outcome: { ...result, logs: [], logsCut: false, wallMs: 0, toolCalls: [], trace },
        versions: {},
      };
    };

    const sent = measureInput(program, order.input, limits);
    if ("kind" in sent) return notStarted(sent);
    const signal = AbortSignal.any([this.#disposing.signal, ...(options.signal ? [options.signal] : [])]);
    const queue = options.queue ?? "";
    const child = await this.#pool.lend({ queue, memoryMb: limits.memoryMb, signal });
    if (!child) return notStarted({ kind: "cancelled" });
    const startedAt = performance.now();
    const message = messageOf(order, ++this.#runs, sent.input);
    let run: ChildRun;
    try {
      run = await runInChild(child, message, answers, { signal, onLog: options.onLog });
    } catch (cause) {
      // Whatever went wrong, the child is not to be lost.
      this.#pool.retire(child);
      throw cause;
    }
    const wallMs = performance.now() - startedAt;
    void run.free.then((free) => (free ? this.#pool.giveBack(child) : this.#pool.retire(child)));
    const { logs, logsCut } = run;
    const trace = traceOf(run, child, answers, { queueMs: startedAt - askedAt, wallMs, sent });
    const outcome = { ...run.result, logs, logsCut, wallMs, toolCalls: answers.records, trace };
    return { outcome, versions: child.versions };
  }
}
