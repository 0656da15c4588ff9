import type { Json } from "../json/json.ts";
import type { LimitName } from "./limits.ts";
import type { Recording } from "./recording.ts";
import type { RunTrace, ToolCallRecord } from "./run-trace.ts";
import type { Diagnostic } from "./sandbox.ts";

/** What a run left behind besides its result. */
export interface RunRecord {
  /** Console lines, in order, cut at the log limit. */
  logs: string[];
  /** True when the program logged more than the limit kept. */
  logsCut: boolean;
  wallMs: number;
  /** Tool calls made, in order of start. */
  toolCalls: ToolCallRecord[];
  /** Where time and memory went; absent from sandboxes that do not measure. */
  trace?: RunTrace;
  /** All that is needed to run it again without the tools; there when it was asked for. */
  recording?: Recording;
}

/** How a run ended. */
export type RunResult =
  | { kind: "value"; value: Json }
  /** The program threw, rejected, or returned something that is not JSON. `stack` points into the TypeScript. */
  | { kind: "error"; name: string; message: string; stack: string[] }
  | { kind: "timeout"; limit: "wallMs" | "cpuMs"; limitMs: number }
  | { kind: "memory"; limitMb: number }
  /** Another limit was reached, such as `resultBytes` or `toolCalls`. */
  | { kind: "limit"; limit: LimitName; allowed: number }
  /** The module `by` asked for a module or a tool that was not linked, or that it was not granted. */
  | { kind: "denied"; specifier: string; by: string }
  | { kind: "type-error"; diagnostics: Diagnostic[] }
  | { kind: "cancelled" }
  /** The child process ended by itself. */
  | { kind: "crash"; detail: string };

/**
 * What happened when a program ran. A failure of the program is a value, never an exception of ours, and its kind is
 * decided by the host alone: a program that throws "memory limit exceeded" is an `error`.
 */
export type Outcome = RunRecord & RunResult;

export type OutcomeKind = RunResult["kind"];

/** How a run ended, without what it left behind. */
export function runResultOf(outcome: Outcome): RunResult {
  const { logs: _logs, logsCut: _cut, wallMs: _wall, toolCalls: _calls, ...rest } = outcome;
  const { trace: _trace, recording: _recording, ...result } = rest;
  return result;
}

/** One line that says what happened, for feedback and for people. */
export function describeOutcome(outcome: RunResult): string {
  switch (outcome.kind) {
    case "value":
      return `returned ${JSON.stringify(outcome.value)}`;
    case "error":
      return `threw ${outcome.name}: ${outcome.message}${outcome.stack[0] ? ` (${outcome.stack[0]})` : ""}`;
    case "timeout":
      return outcome.limit === "cpuMs"
        ? `was still running after computing for ${outcome.limitMs} ms`
        : `was still running after ${outcome.limitMs} ms`;
    case "memory":
      return `used more than ${outcome.limitMb} MB`;
    case "limit":
      return `went over the limit ${outcome.limit} = ${outcome.allowed}`;
    case "denied":
      return `asked for ${outcome.specifier}, which it was not granted`;
    case "type-error":
      return `does not type-check: ${outcome.diagnostics.map(({ line, message }) => `line ${line}: ${message}`).join("; ")}`;
    case "cancelled":
      return "was cancelled";
    case "crash":
      return `brought its process down (${outcome.detail})`;
  }
}
