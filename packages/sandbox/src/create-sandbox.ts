import { randomUUID } from "node:crypto";
import { availableParallelism } from "node:os";
import {
  type Approve,
  type CheckOptions,
  type CheckReport,
  functionNameOf,
  type Json,
  type Limits,
  type LinkedProgram,
  type Outcome,
  type Recording,
  type RunOptions,
  type RunResult,
  runResultOf,
  type Sandbox,
  type ToolSet,
} from "@portolan/core";
import { requireProgram } from "./border/require-program.ts";
import { requireRun } from "./border/require-run.ts";
import { requireSandboxOptions } from "./border/require-sandbox-options.ts";
import { requireTools } from "./border/require-tools.ts";
import { TypeChecker } from "./check/type-checker.ts";
import { ChildPool } from "./pool/child-pool.ts";
import { requireConfinement } from "./pool/confinement.ts";
import { type EngineName, forkRunner } from "./pool/fork-runner.ts";
import type { RunMessage } from "./protocol.ts";
import { compareReplay, parseRecording, type Replay } from "./replay.ts";
import type { Answers } from "./run/answers.ts";
import { measureInput } from "./run/input-limits.ts";
import { RecordedCalls } from "./run/recorded-calls.ts";
import { Recorder } from "./run/recorder.ts";
import { resolveLimits } from "./run/resolve-limits.ts";
import { type ChildRun, runInChild } from "./run/run-in-child.ts";
import { RunStarts } from "./run/run-starts.ts";
import { ToolCalls } from "./run/tool-calls.ts";
import { emptyTrace, traceOf } from "./run/trace-of.ts";

/** How a sandbox is made; everything has a default. */
export interface SandboxOptions {
  /** The most child processes at once; the number of cores when absent. */
  children?: number;
  /** What runs the programs. Default `isolated-vm`; `quickjs` needs no native module, and computes several times slower. */
  engine?: EngineName;
  /** Compile machine code in the children: several times faster on long searches, and a larger target. Default false. */
  jit?: boolean;
  /** For runs that name none of their own; what is absent is `defaultLimits`. */
  limits?: Partial<Limits>;
  /** For runs and checks that name none of their own. */
  tools?: ToolSet;
  /** Asked before a tool writes, by runs that name nobody of their own; absent, granted tools may write. */
  approve?: Approve;
  /** How long a check may take before its program is refused. Default 5,000. */
  checkMs?: number;
  /** How much memory checks may take, TypeScript included, where it can be read (Linux). Default 1,024. */
  checkMemoryMb?: number;
  /** Makes Math.random and the clock of every run a function of this and of the number of the run; else both are real. */
  seed?: number;
  /**
   * What the system must do around children (namespaces, rlimits): what it can, or all that there is on Linux, without which
   * `createSandbox` throws. Default `available`.
   */
  confinement?: "available" | "required";
  /** How many runs may wait for a child; more are refused with `sandbox-busy`. Default 10,000. */
  waiting?: number;
}

/** How a recording is replayed. */
export interface ReplayOptions {
  signal?: AbortSignal;
  /** In place of those of the recording, which may ask for more than one would like. */
  limits?: Partial<Limits>;
}

/** A sandbox of child processes. */
export interface ProcessSandbox extends Sandbox {
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

/** A run, ready to be sent. */
interface Order {
  program: LinkedProgram;
  input: Json[];
  limits: Limits;
  tools: Record<string, string[]>;
  start: { seed: number; epochMs: number };
  answers: Answers;
  options: Pick<RunOptions, "signal" | "queue" | "onLog">;
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

  declare(modules: Readonly<Record<string, string>>): Promise<Record<string, string>> {
    return this.#checker.declare(modules);
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
    const order: Order = { program, input, limits, tools: namesOf(tools), start, answers, options };
    const { outcome, versions } = await this.#perform(order);
    if (!recorder) return outcome;
    return { ...outcome, recording: recordingOf(order, recorder, outcome, versions) };
  }

  async replay(given: unknown, options: ReplayOptions = {}): Promise<Replay> {
    const recording = parseRecording(given);
    const { program, input, tools, seed, epochMs } = recording;
    const limits = resolveLimits(recording.limits, options.limits);
    const answers = new RecordedCalls(recording);
    const order: Order = { program, input, limits, tools, start: { seed, epochMs }, answers, options };
    const { outcome, versions } = await this.#perform(order);
    return compareReplay(recording, outcome, answers.divergence, versions);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#disposing.abort();
    await Promise.all([this.#pool.dispose(), this.#checker.dispose()]);
  }

  async #perform(order: Order): Promise<{ outcome: Outcome; versions: Readonly<Record<string, string>> }> {
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

function messageOf({ program, limits, tools, start }: Order, run: number, input: string): RunMessage {
  const { name, source, modules, grants = {} } = program;
  const exported = functionNameOf(name);
  return { type: "run", run, name, exported, source, modules, grants, tools, input, limits, ...start };
}

function namesOf(tools: ToolSet): Record<string, string[]> {
  return Object.fromEntries(Object.entries(tools).map(([namespace, set]) => [namespace, Object.keys(set)]));
}

function recordingOf(
  { program, input, limits, tools, start }: Order,
  { calls, settles }: Recorder,
  outcome: Outcome,
  versions: Readonly<Record<string, string>>,
): Recording {
  const given = { program, input, limits, ...start, tools };
  const { logs, logsCut } = outcome;
  const result = runResultOf(outcome);
  return { format: 1, ...given, calls, settles, result, logs, logsCut, versions: { ...versions } };
}
