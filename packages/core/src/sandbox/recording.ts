import type { Json } from "../json/json.ts";
import type { LinkedProgram } from "../program/program.ts";
import type { Limits } from "./limits.ts";
import type { RunResult } from "./outcome.ts";

/** A run as data: what it was given, what its tools answered and in which order, and how it ended. JSON throughout. */
export interface Recording {
  format: 1;
  program: LinkedProgram;
  input: Json[];
  limits: Limits;
  /** Where Math.random and the clock started. */
  seed: number;
  epochMs: number;
  /** The tools that were linked, by namespace. */
  tools: Record<string, string[]>;
  calls: RecordedCall[];
  /** The calls in the order in which their answers reached the program; `text` is JSON, as it was sent. */
  settles: { call: number; ok: boolean; text: string }[];
  result: RunResult;
  logs: string[];
  logsCut: boolean;
  versions: Record<string, string>;
}

/** A tool call as the program made it; calls count from 1. */
export interface RecordedCall {
  call: number;
  tool: string;
  by: string;
  /** The input as JSON text, as it was sent. */
  text: string;
}

/** Where a replay first did something else than the recording. */
export interface Divergence {
  /** `call 3`, `logs line 2`, `result` */
  at: string;
  recorded: Json;
  replayed: Json;
}
