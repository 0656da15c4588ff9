import type { Json } from "../json/json.ts";
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
}

/** One call of a tool, as the host saw it. */
export interface ToolCallRecord {
  /** `files.readText` */
  tool: string;
  input: Json;
  ok: boolean;
  /** The output, or the failure's message. */
  output: Json;
}

/**
 * What happened when a program ran. A failure of the program is a value, never an exception of ours, and its kind is
 * decided by the host alone: a program that throws "memory limit exceeded" is an `error`.
 */
export type Outcome = RunRecord &
  (
    | { kind: "value"; value: Json }
    /** The program threw, rejected, or returned something that is not JSON. `stack` points into the TypeScript. */
    | { kind: "error"; name: string; message: string; stack: string[] }
    | { kind: "timeout"; limitMs: number }
    | { kind: "memory"; limitMb: number }
    /** Another limit was reached, such as `resultBytes` or `toolCalls`. */
    | { kind: "limit"; limit: string; allowed: number }
    /** The program asked for a module or a tool that was not linked. */
    | { kind: "denied"; specifier: string }
    | { kind: "type-error"; diagnostics: Diagnostic[] }
    | { kind: "cancelled" }
    /** The child process ended by itself. */
    | { kind: "crash"; detail: string }
  );

export type OutcomeKind = Outcome["kind"];

/** One line that says what happened, for feedback and for people. */
export function describeOutcome(outcome: Outcome): string {
  switch (outcome.kind) {
    case "value":
      return `returned ${JSON.stringify(outcome.value)}`;
    case "error":
      return `threw ${outcome.name}: ${outcome.message}${outcome.stack[0] ? ` (${outcome.stack[0]})` : ""}`;
    case "timeout":
      return `was still running after ${outcome.limitMs} ms`;
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
