import type { RunResult } from "@portolan/core";
import type { RunnerChild } from "../pool/runner-child.ts";
import type { RunMessage, RunnerMeasures, RunnerMessage } from "../protocol.ts";
import type { Answers } from "./answers.ts";
import { Deadline } from "./deadline.ts";
import { resultOfChild, resultOfRunner } from "./run-result.ts";
import { RunUsage } from "./run-usage.ts";

/** A run and what was seen of it. */
export interface ChildRun {
  result: RunResult;
  /** Of the value as JSON. */
  resultBytes: number;
  logs: string[];
  logsCut: boolean;
  /** What the child measured; absent when it was stopped. */
  measures?: RunnerMeasures;
  /** What the host saw of it. */
  usage: RunUsage;
  approvalMs: number;
  /** Resolves to true when the child may be used again. */
  free: Promise<boolean>;
}

/** Who may end a run, and who hears its lines. */
export interface ChildRunOptions {
  signal?: AbortSignal;
  onLog?: (line: string) => void;
}

// A run that waits ends as soon as it is asked to; what native code keeps from that is killed this much later.
const graceMs = 150;
const watchEveryMs = 15;

/** Runs one program in a child and decides what happened; the child only reports, and what it cannot report is a kill. */
export function runInChild(
  child: RunnerChild,
  message: RunMessage,
  answers: Answers,
  options: ChildRunOptions = {},
): Promise<ChildRun> {
  return new Promise((resolve) => {
    new RunningProgram(child, message, answers, options, resolve).start();
  });
}

class RunningProgram {
  readonly #child: RunnerChild;
  readonly #message: RunMessage;
  readonly #answers: Answers;
  readonly #options: ChildRunOptions;
  readonly #resolve: (run: ChildRun) => void;
  readonly #usage: RunUsage;
  readonly #timeout: RunResult;
  readonly #freed = Promise.withResolvers<boolean>();
  readonly #cancel = (): void => this.#stop({ kind: "cancelled" });
  readonly #logs: string[] = [];
  #logsCut = false;
  #logBytes = 0;
  #resultBytes = 0;
  #deadline: Deadline | undefined;
  #watchdog: NodeJS.Timeout | undefined;
  #ended = false;

  constructor(
    child: RunnerChild,
    message: RunMessage,
    answers: Answers,
    options: ChildRunOptions,
    resolve: (run: ChildRun) => void,
  ) {
    this.#child = child;
    this.#message = message;
    this.#answers = answers;
    this.#options = options;
    this.#resolve = resolve;
    this.#usage = new RunUsage(child.pid);
    const { wallMs } = message.limits;
    this.#timeout = { kind: "timeout", limit: "wallMs", limitMs: wallMs };
  }

  start(): void {
    const { signal } = this.#options;
    const { limits } = this.#message;
    if (signal?.aborted) return this.#end({ kind: "cancelled" }, true);
    signal?.addEventListener("abort", this.#cancel, { once: true });
    const deadline = new Deadline(limits.wallMs, () => this.#late());
    this.#deadline = deadline;
    this.#watchdog = setInterval(() => this.#watch(), watchEveryMs);
    this.#answers.begin({
      settle: (call, { ok, text }) => {
        const { run } = this.#message;
        if (!this.#ended) this.#child.send({ type: "settle", run, call, ok, text, leftMs: deadline.leftMs });
      },
      exceed: (limit) => this.#stop({ kind: "limit", limit, allowed: limits[limit] }),
      stop: this.#cancel,
      hold: () => {
        deadline.hold();
        this.#usage.hold();
      },
      release: () => {
        deadline.release();
        if (!deadline.held) this.#usage.release();
      },
    });
    this.#child.listen({
      message: (said) => this.#hearSafely(said),
      ended: (how) => this.#end(resultOfChild(how, limits.memoryMb), false),
    });
    this.#child.send(this.#message);
    // Now that the child is busy with the message: reading these takes as long as some programs.
    this.#usage.begin();
  }

  /** Nothing that a child says may end this process: one that says what cannot be worked with is no longer ours. */
  #hearSafely(said: RunnerMessage): void {
    try {
      this.#hear(said);
    } catch {
      this.#end({ kind: "crash", detail: "it said what cannot be read" }, false);
    }
  }

  #hear(said: RunnerMessage): void {
    if (this.#ended || !("run" in said) || said.run !== this.#message.run) return;
    const { limits } = this.#message;
    switch (said.type) {
      case "logs":
        return this.#keep(said.lines, said.cut);
      case "call": {
        const { call, tool, by, text } = said;
        return this.#answers.call({ call, tool, by, text });
      }
      case "exceeded":
        return this.#stop({ kind: "limit", limit: said.limit, allowed: limits[said.limit] });
      case "done":
        if (said.result.kind === "stopped") return this.#end(this.#timeout, true, said.measures);
        if (said.result.kind === "value") this.#resultBytes = Buffer.byteLength(said.result.text);
        this.#end(resultOfRunner(said.result, limits), true, said.measures);
    }
  }

  #keep(lines: readonly string[], cut: boolean): void {
    const { onLog } = this.#options;
    const { logBytes } = this.#message.limits;
    this.#logsCut ||= cut;
    for (const line of lines) {
      // Counted in the guest and in the child already.
      this.#logBytes += Buffer.byteLength(line) + 1;
      if (this.#logBytes > logBytes + 1) {
        this.#logsCut = true;
        return;
      }
      this.#logs.push(line);
      if (onLog) tell(onLog, line);
    }
  }

  #watch(): void {
    const { memoryMb, cpuMs, wallMs } = this.#message.limits;
    this.#usage.look();
    // The wall time stands still while somebody is asked, for a program that waits; computing meanwhile counts.
    if (this.#usage.heldCpuMs > wallMs) this.#end(this.#timeout, false);
    if ((this.#usage.memoryMb ?? 0) > memoryMb) this.#end({ kind: "memory", limitMb: memoryMb }, false);
    if ((this.#usage.cpuMs ?? 0) > cpuMs)
      this.#end({ kind: "timeout", limit: "cpuMs", limitMs: cpuMs }, false);
  }

  /** The child's own timeout comes at the same moment and leaves it whole, so it gets the time to say so. */
  #late(): void {
    this.#child.send({ type: "stop", run: this.#message.run });
    const kill = setTimeout(() => this.#end(this.#timeout, false), graceMs);
    void this.#freed.promise.then(() => clearTimeout(kill));
  }

  /** Ends the run at once; the child follows, or is killed. */
  #stop(result: RunResult): void {
    if (!this.#ended) this.#end(result, stopped(this.#child, this.#message.run));
  }

  /** The first to say how the run ended decides; whatever comes later is about the child alone. */
  #end(result: RunResult, free: boolean | Promise<boolean>, measures?: RunnerMeasures): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#deadline?.clear();
    clearInterval(this.#watchdog);
    this.#options.signal?.removeEventListener("abort", this.#cancel);
    this.#answers.end();
    this.#freed.resolve(free);
    this.#resolve({
      result,
      resultBytes: this.#resultBytes,
      logs: this.#logs,
      logsCut: this.#logsCut,
      measures,
      usage: this.#usage,
      approvalMs: this.#deadline?.heldMs ?? 0,
      free: this.#freed.promise,
    });
  }
}

/** Calls a function of the caller's, whose errors are for the caller alone to see. */
function tell(onLog: (line: string) => void, line: string): void {
  try {
    onLog(line);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}

/** Has a child end a run that nobody waits for any more; false when it does not within the grace period. */
function stopped(child: RunnerChild, run: number): Promise<boolean> {
  return new Promise((resolve) => {
    const late = setTimeout(() => resolve(false), graceMs);
    const answer = (free: boolean): void => {
      clearTimeout(late);
      resolve(free);
    };
    child.listen({
      message: (said) => {
        if (said.type === "done" && said.run === run) answer(true);
      },
      ended: () => answer(false),
    });
    child.send({ type: "stop", run });
  });
}
