import type { LimitName, RunResult } from "@portolan/core";
import { computedMs, residentMemoryMb } from "../pool/process-usage.ts";
import type { RunnerChild } from "../pool/runner-child.ts";
import type { RunMessage, RunnerMeasures, RunnerMessage } from "../protocol.ts";
import type { Answers } from "./answers.ts";
import { Deadline } from "./deadline.ts";
import { resultOfChild, resultOfRunner } from "./run-result.ts";

/** A run and what was seen of it. */
export interface ChildRun {
  result: RunResult;
  /** Of the value as JSON. */
  resultBytes: number;
  logs: string[];
  logsCut: boolean;
  /** What the child measured; absent when it was stopped. */
  measures?: RunnerMeasures;
  /** The most that it was seen to add to its process, and what it computed, as the host saw it; null where that is unknown. */
  seen: { memoryMb: number | null; cpuMs: number | null };
  approvalMs: number;
  /** Resolves to true when the child may be used again. */
  free: Promise<boolean>;
}

// A run that waits ends as soon as it is asked to; what native code keeps from that is killed this much later.
const graceMs = 150;
const watchEveryMs = 15;

/** Runs one program in a child and decides what happened; the child only reports, and what it cannot report is a kill. */
export function runInChild(
  child: RunnerChild,
  message: RunMessage,
  answers: Answers,
  options: { signal?: AbortSignal; onLog?: (line: string) => void } = {},
): Promise<ChildRun> {
  const { limits, run } = message;
  const { signal, onLog } = options;
  const logs: string[] = [];
  const usage = new Usage(child);
  let logsCut = false;
  let resultBytes = 0;
  let closed = false;

  return new Promise((resolve) => {
    const freed = Promise.withResolvers<boolean>();

    // The first to say how the run ended decides; whatever comes later is about the child alone.
    const end = (result: RunResult, free: boolean | Promise<boolean>, measures?: RunnerMeasures): void => {
      if (closed) return;
      closed = true;
      deadline.clear();
      clearInterval(watchdog);
      signal?.removeEventListener("abort", cancel);
      answers.end();
      freed.resolve(free);
      const { seen } = usage;
      const approvalMs = deadline.heldMs;
      resolve({ result, resultBytes, logs, logsCut, measures, seen, approvalMs, free: freed.promise });
    };
    const stop = (result: RunResult): void => end(result, stopped(child, run));
    const cancel = (): void => stop({ kind: "cancelled" });
    const exceed = (limit: LimitName): void => stop({ kind: "limit", limit, allowed: limits[limit] });

    const deadline = new Deadline(limits.wallMs, () => {
      // The child's own timeout comes at the same moment and leaves it whole; give it the time to say so.
      deadline.clear();
      child.send({ type: "stop", run });
      const late = setTimeout(() => end(timeout, false), graceMs);
      void freed.promise.then(() => clearTimeout(late));
    });
    const timeout: RunResult = { kind: "timeout", limit: "wallMs", limitMs: limits.wallMs };
    const watchdog = setInterval(() => {
      usage.look();
      const { memoryMb, cpuMs } = usage.seen;
      if ((memoryMb ?? 0) > limits.memoryMb) end({ kind: "memory", limitMb: limits.memoryMb }, false);
      if ((cpuMs ?? 0) > limits.cpuMs) end({ kind: "timeout", limit: "cpuMs", limitMs: limits.cpuMs }, false);
    }, watchEveryMs);

    const hear = (said: RunnerMessage): void => {
      if (closed || !("run" in said) || said.run !== run) return;
      if (said.type === "logs") {
        // Not spread: a child that was taken over could send more than a stack holds.
        for (const line of said.lines) logs.push(line);
        logsCut ||= said.cut;
        if (onLog) for (const line of said.lines) tell(onLog, line);
      } else if (said.type === "call") {
        const { call, tool, by, text } = said;
        answers.call({ call, tool, by, text });
      } else if (said.type === "exceeded") {
        exceed(said.limit);
      } else {
        const result = said.result.kind === "stopped" ? timeout : resultOfRunner(said.result, limits);
        if (said.result.kind === "value") resultBytes = Buffer.byteLength(said.result.text);
        end(result, true, said.measures);
      }
    };

    if (signal?.aborted) return end({ kind: "cancelled" }, true);
    signal?.addEventListener("abort", cancel, { once: true });
    answers.begin({
      settle: (call, { ok, text }) => {
        if (!closed) child.send({ type: "settle", run, call, ok, text, leftMs: deadline.leftMs });
      },
      exceed,
      stop: cancel,
      hold: () => deadline.hold(),
      release: () => deadline.release(),
    });
    child.listen({ message: hear, ended: (how) => end(resultOfChild(how, limits.memoryMb), false) });
    child.send(message);
    // Now that the child is busy with the message: reading these takes as long as some programs.
    usage.begin();
  });
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

/** What a run adds to its process, as the system sees it. */
class Usage {
  readonly #pid: number | undefined;
  #memoryMb: number | undefined;
  #cpuMs: number | undefined;
  readonly seen: ChildRun["seen"] = { memoryMb: null, cpuMs: null };

  constructor({ pid }: RunnerChild) {
    this.#pid = pid;
  }

  /** What it has now is not the run's. */
  begin(): void {
    if (this.#pid === undefined) return;
    this.#memoryMb = residentMemoryMb(this.#pid);
    this.#cpuMs = computedMs(this.#pid);
  }

  look(): void {
    if (this.#pid === undefined) return;
    const memoryMb = residentMemoryMb(this.#pid);
    const cpuMs = computedMs(this.#pid);
    if (memoryMb !== undefined && this.#memoryMb !== undefined)
      this.seen.memoryMb = Math.max(this.seen.memoryMb ?? 0, memoryMb - this.#memoryMb);
    if (cpuMs !== undefined && this.#cpuMs !== undefined) this.seen.cpuMs = cpuMs - this.#cpuMs;
  }
}
