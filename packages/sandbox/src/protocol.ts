import type { Diagnostic, Limits } from "@portolan/core";

/** Host → runner: start this run. One run at a time in each runner. */
export interface RunMessage {
  type: "run";
  run: number;
  /** The file name that stack frames of the program carry: `heading-of.ts`. */
  file: string;
  /** The name of the function to call. */
  exported: string;
  source: string;
  modules: Readonly<Record<string, string>>;
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
}

export type HostMessage = RunMessage | SettleMessage;

/** How a run ended, as far as the runner can say; the host decides what it could not see: kills and crashes. */
export type RunnerResult =
  | { kind: "value"; text: string }
  | { kind: "error"; name: string; message: string; stack: string[] }
  | { kind: "timeout" }
  | { kind: "memory" }
  | { kind: "limit"; limit: "resultBytes" | "toolCalls" }
  | { kind: "denied"; specifier: string }
  | { kind: "type-error"; diagnostics: Diagnostic[] };

export type RunnerMessage =
  | { type: "ready" }
  /** isolated-vm cannot be loaded. */
  | { type: "broken"; detail: string }
  | { type: "logs"; run: number; lines: string[]; cut: boolean }
  /** `tool` is `files.readText`, `text` its input as JSON. */
  | { type: "call"; run: number; call: number; tool: string; text: string }
  | { type: "done"; run: number; result: RunnerResult };
