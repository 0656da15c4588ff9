import type { Diagnostic, LimitName, Limits } from "@portolan/core";

/** Host → runner: the memory that runs will ask for, so that the realm of the next one can stand ready; answered with `ready`. */
export interface PrepareMessage {
  type: "prepare";
  memoryMb: number;
}

/** Host → runner: start this run. One run at a time in each runner. */
export interface RunMessage {
  type: "run";
  run: number;
  /** The program's name: what `by` says of its own tool calls. */
  name: string;
  /** The name of the function to call. */
  exported: string;
  source: string;
  modules: Readonly<Record<string, string>>;
  /** Tools by the specifier of the module that they are granted to; modules without an entry have their importer's. */
  grants: Readonly<Record<string, readonly string[]>>;
  /** The names of the tools that may be linked, by namespace. */
  tools: Readonly<Record<string, readonly string[]>>;
  /** The arguments, as JSON text of an array. */
  input: string;
  limits: Limits;
  /** Where Math.random and the clock of this run start. */
  seed: number;
  epochMs: number;
}

/** Host → runner: a tool call ended. `text` is the output, or `{name, message, data}`, as JSON. */
export interface SettleMessage {
  type: "settle";
  run: number;
  call: number;
  ok: boolean;
  text: string;
  /** What is left of the wall time. */
  leftMs: number;
}

/** Host → runner: end the run if it waits; one that computes is ended by its own timeout, or killed. */
export interface StopMessage {
  type: "stop";
  run: number;
}

export type HostMessage = PrepareMessage | RunMessage | SettleMessage | StopMessage;

/** How a run ended, as far as the runner can say; the host decides what it could not see: kills and crashes. */
export type RunnerResult =
  | { kind: "value"; text: string }
  | { kind: "error"; name: string; message: string; stack: string[] }
  | { kind: "timeout"; limit: "wallMs" | "cpuMs" }
  | { kind: "memory" }
  | { kind: "limit"; limit: LimitName }
  | { kind: "denied"; specifier: string; by: string }
  | { kind: "type-error"; diagnostics: Diagnostic[] }
  /** The host asked for it, and knows why. */
  | { kind: "stopped" };

/** What only the runner can measure. */
export interface RunnerMeasures {
  warm: boolean;
  linkMs: number;
  runMs: number;
  cpuMs: number | null;
  heapMb: number | null;
}

export type RunnerMessage =
  | { type: "ready"; engine: string; versions: Record<string, string> }
  /** The engine cannot be loaded. */
  | { type: "broken"; detail: string }
  | { type: "logs"; run: number; lines: string[]; cut: boolean }
  /** `tool` is `files.readText`, `by` the module that calls, `text` its input as JSON. */
  | { type: "call"; run: number; call: number; tool: string; by: string; text: string }
  /** The program went over a limit, and may still be running. */
  | { type: "exceeded"; run: number; limit: LimitName }
  | { type: "done"; run: number; result: RunnerResult; measures: RunnerMeasures };
