import type { Json } from "../json/json.ts";
import type { LinkedProgram } from "../program/program.ts";
import type { Outcome } from "./outcome.ts";
import type { ToolSet } from "./tool.ts";

/** A complaint of the type checker or of the syntax; lines and columns count from 1. */
export interface Diagnostic {
  message: string;
  line: number;
  column: number;
  /** The line of source it points at. */
  sourceLine: string;
  /** TypeScript's number, such as 2322; absent for our own rules. */
  code?: number;
  /** Names there are instead of the one that is missing, at most 8, likeliest first. */
  available?: string[];
}

/** What a check found. A program is fine when `diagnostics` is empty. */
export interface CheckReport {
  diagnostics: Diagnostic[];
  /** Specifiers the program itself imports, sorted; empty when it does not parse. */
  imports: string[];
}

/** What a run may use. Every limit is hard and has its own outcome. */
export interface Limits {
  /** From the start of the run to its end, waiting included → `timeout`. */
  wallMs: number;
  /** Of the child process → `memory`. */
  memoryMb: number;
  /** Of program and modules together, UTF-8 → `limit`. */
  sourceBytes: number;
  /** Of the arguments as JSON → `limit`. */
  argumentBytes: number;
  /** Of the result as JSON → `limit`. */
  resultBytes: number;
  /** Of console output; more is cut, the run goes on. */
  logBytes: number;
  /** In total → `limit`. */
  toolCalls: number;
}

/** The limits of a run that names none. */
export const defaultLimits: Readonly<Limits> = {
  wallMs: 5_000,
  memoryMb: 256,
  sourceBytes: 512 * 1024,
  argumentBytes: 4 * 1024 * 1024,
  resultBytes: 4 * 1024 * 1024,
  logBytes: 64 * 1024,
  toolCalls: 1_000,
};

export interface RunOptions {
  limits?: Partial<Limits>;
  /** The tools linked under `#tools/<namespace>`; the sandbox's own when absent. */
  tools?: ToolSet;
  signal?: AbortSignal;
}

/**
 * Runs untrusted programs. Every run has its own isolate: nothing a program does is seen by the next one.
 * Both methods reject only for failures of ours (`sandbox-failed`, `native-module`), never for what a program did.
 */
export interface Sandbox extends AsyncDisposable {
  /** Type-checks a program against its signature and the modules it imports, outside the host process. */
  check(program: LinkedProgram): Promise<CheckReport>;
  /** Calls the program's exported function with `input`, one value per parameter. */
  run(program: LinkedProgram, input: Json[], options?: RunOptions): Promise<Outcome>;
}
