import type { Json } from "../json/json.ts";
import type { LinkedProgram } from "../program/program.ts";
import type { Limits } from "./limits.ts";
import type { Outcome } from "./outcome.ts";
import type { SyntaxTrees } from "./syntax-tree.ts";
import type { Approve, ToolSet } from "./tool.ts";

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

export interface CheckOptions {
  /** The tools that the program may import; the sandbox's own when absent. `grants` of the program narrow them. */
  tools?: ToolSet;
  /** Cancels the check, which then rejects with `interrupted`. */
  signal?: AbortSignal;
}

export interface RunOptions {
  limits?: Partial<Limits>;
  /** The tools linked under `#tools/<namespace>`; the sandbox's own when absent. */
  tools?: ToolSet;
  /** Cancels the run, waiting or running. */
  signal?: AbortSignal;
  /** Asked before a tool writes; the sandbox's own when absent. */
  approve?: Approve;
  /** Names the run: calls of a run of the same id have the same idempotency keys. Random when absent. */
  id?: string;
  /** Whose run it is: queues take turns, so that one who asks for a thousand runs does not delay another's first. */
  queue?: string;
  /** Where Math.random and the clock start; the sandbox chooses when absent. */
  seed?: number;
  epochMs?: number;
  /** Gets console lines as they come, so that a run that is killed leaves its last ones. */
  onLog?: (line: string) => void;
  /** Keeps all that is needed to replay the run in `outcome.recording`. */
  record?: boolean;
}

/**
 * Runs untrusted programs. Every run has its own isolate: nothing a program does is seen by the next one.
 * Both methods reject only for failures of ours (`sandbox-failed`, `sandbox-busy`, `native-module`), never for what a program did.
 */
export interface Sandbox extends AsyncDisposable {
  /** Type-checks a program against its signature and the modules it imports, outside the host process. */
  check(program: LinkedProgram, options?: CheckOptions): Promise<CheckReport>;
  /** Calls the program's exported function with `input`, one value per parameter. */
  run(program: LinkedProgram, input: Json[], options?: RunOptions): Promise<Outcome>;
  /** The TypeScript declarations of tools, by specifier: what a coder is told of them. */
  declareTools?(tools: ToolSet): Readonly<Record<string, string>>;
  /** Parses programs: what looks at syntax has nothing to say where there is none. */
  parse?: SyntaxTrees["parse"];
}
