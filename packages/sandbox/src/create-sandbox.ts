import { availableParallelism } from "node:os";
import {
  functionNameOf,
  type CheckReport,
  type Json,
  type Limits,
  type LinkedProgram,
  type Outcome,
  type RunOptions,
  type Sandbox,
  type ToolSet,
} from "@portolan/core";
import { TypeChecker } from "./check/type-checker.ts";
import { ChildPool } from "./pool/child-pool.ts";
import { forkRunner } from "./pool/fork-runner.ts";
import type { RunMessage } from "./protocol.ts";
import { mostArgumentDepth, nestedDeeper } from "./run/nesting.ts";
import { resolveLimits } from "./run/resolve-limits.ts";
import { type Ending, runInChild } from "./run/run-in-child.ts";
import { RunStarts } from "./run/run-starts.ts";
import { ToolCalls } from "./run/tool-calls.ts";

/** How a sandbox is made; everything has a default. */
export interface SandboxOptions {
  /** The most child processes at once; the number of cores when absent. */
  children?: number;
  /** Compile machine code in the children: several times faster on long searches, and a larger target. Default false. */
  jit?: boolean;
  /** For runs that name none of their own; what is absent is `defaultLimits`. */
  limits?: Partial<Limits>;
  /** For runs and checks that name none of their own. */
  tools?: ToolSet;
  /** How long a check may take before its program is refused. Default 5000. */
  checkMs?: number;
  /** Makes Math.random and the clock of every run a function of this and of the number of the run; else both are real. */
  seed?: number;
}

/** Makes a sandbox. It costs nothing until its first use; idle children do not keep the process alive. */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  return new ProcessSandbox(options);
}

class ProcessSandbox implements Sandbox {
  readonly #options: SandboxOptions;
  readonly #pool: ChildPool;
  readonly #checker: TypeChecker;
  readonly #starts: RunStarts;
  readonly #disposing = new AbortController();

  constructor(options: SandboxOptions) {
    this.#options = options;
    this.#pool = new ChildPool({
      children: Math.max(1, options.children ?? availableParallelism()),
      fork: () => forkRunner(options.jit ?? false),
    });
    this.#checker = new TypeChecker(options.checkMs ?? 5_000, options.tools ?? {});
    this.#starts = new RunStarts(options.seed);
  }

  check(program: LinkedProgram): Promise<CheckReport> {
    return this.#checker.check(program);
  }

  async run(program: LinkedProgram, input: Json[], options: RunOptions = {}): Promise<Outcome> {
    const limits = resolveLimits(this.#options.limits, options.limits);
    const tools = new ToolCalls(options.tools ?? this.#options.tools ?? {}, limits);
    // Deeper values would exhaust the stack of this process, here or where it looks at what comes back.
    const tooDeep = nestedDeeper(input, mostArgumentDepth);
    const message: RunMessage = {
      type: "run",
      ...this.#starts.next(),
      file: `${program.name}.ts`,
      exported: functionNameOf(program.name),
      source: program.source,
      modules: program.modules,
      tools: tools.names,
      input: tooDeep ? "" : JSON.stringify(input),
      limits,
    };
    const outcome = (ending: Ending, startedAt: number, logs: string[] = [], logsCut = false): Outcome => {
      return { ...ending, logs, logsCut, wallMs: performance.now() - startedAt, toolCalls: tools.records };
    };

    if (tooDeep)
      return outcome(
        { kind: "limit", limit: "argumentDepth", allowed: mostArgumentDepth },
        performance.now(),
      );
    const tooLarge = oversized(message);
    if (tooLarge) return outcome(tooLarge, performance.now());
    const signal = AbortSignal.any([this.#disposing.signal, ...(options.signal ? [options.signal] : [])]);
    const child = await this.#pool.lend(signal);
    const startedAt = performance.now();
    if (!child) return outcome({ kind: "cancelled" }, startedAt);
    const { ending, logs, logsCut, reusable } = await runInChild(child, message, tools, signal);
    if (reusable) this.#pool.giveBack(child);
    else this.#pool.retire(child);
    return outcome(ending, startedAt, logs, logsCut);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#disposing.abort();
    await Promise.all([this.#pool.dispose(), this.#checker.dispose()]);
  }
}

function oversized({ source, modules, input, limits }: RunMessage): Ending | undefined {
  const sourceBytes = [source, ...Object.values(modules)].reduce(
    (sum, text) => sum + Buffer.byteLength(text),
    0,
  );
  if (sourceBytes > limits.sourceBytes)
    return { kind: "limit", limit: "sourceBytes", allowed: limits.sourceBytes };
  if (Buffer.byteLength(input) <= limits.argumentBytes) return undefined;
  return { kind: "limit", limit: "argumentBytes", allowed: limits.argumentBytes };
}
