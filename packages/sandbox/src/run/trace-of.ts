import type { RunTrace } from "@portolan/core";
import type { RunnerChild } from "../pool/runner-child.ts";
import type { Answers } from "./answers.ts";
import type { ChildRun } from "./run-in-child.ts";

/** What is known of a run besides what its child and its tools say. */
interface Given {
  queueMs: number;
  wallMs: number;
  sent: { sourceBytes: number; argumentBytes: number };
}

/** Puts together what host and child measured. */
export function traceOf(
  { resultBytes, logs, measures, usage, approvalMs }: ChildRun,
  child: RunnerChild,
  answers: Answers,
  { queueMs, wallMs, sent }: Given,
): RunTrace {
  const toolMs = answers.busyMs;
  return {
    engine: child.engine,
    child: child.number,
    warm: measures?.warm ?? false,
    phases: {
      queueMs,
      linkMs: measures?.linkMs ?? 0,
      // What was killed was running for all we know.
      runMs: measures?.runMs ?? Math.max(0, wallMs - toolMs - approvalMs),
      toolMs,
      approvalMs,
    },
    cpuMs: measures?.cpuMs ?? usage.cpuMs,
    memoryPeakMb: highest(measures?.heapMb ?? null, usage.memoryMb),
    bytes: {
      source: sent.sourceBytes,
      arguments: sent.argumentBytes,
      result: resultBytes,
      logs: logs.reduce((bytes, line) => bytes + Buffer.byteLength(line) + 1, 0),
      toolInputs: answers.bytes.inputs,
      toolOutputs: answers.bytes.outputs,
    },
  };
}

/** The trace of a run that never started. */
export function emptyTrace(queueMs: number): RunTrace {
  const phases = { queueMs, linkMs: 0, runMs: 0, toolMs: 0, approvalMs: 0 };
  const bytes = { source: 0, arguments: 0, result: 0, logs: 0, toolInputs: 0, toolOutputs: 0 };
  return { engine: "", child: null, warm: false, phases, cpuMs: null, memoryPeakMb: null, bytes };
}

function highest(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.max(a, b);
}
