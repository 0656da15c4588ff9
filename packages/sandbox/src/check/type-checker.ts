import {
  type CheckReport,
  functionNameOf,
  type LinkedProgram,
  PortolanError,
  type ToolSet,
} from "@portolan/core";
import { CheckerProcess } from "./checker-process.ts";
import { complaint } from "./complaint.ts";
import type { CheckMessage } from "./messages.ts";
import { toolDeclarations } from "./tool-declarations.ts";

const mostSourceChars = 512 * 1024;

/** Type-checks programs one after another in a warm process that is killed, and started again, when one takes too long. */
export class TypeChecker {
  readonly #limitMs: number;
  readonly #declarations: Readonly<Record<string, string>>;
  #process: CheckerProcess | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #checks = 0;
  #disposed = false;

  constructor(limitMs: number, tools: ToolSet) {
    this.#limitMs = limitMs;
    this.#declarations = toolDeclarations(tools);
  }

  check(program: LinkedProgram): Promise<CheckReport> {
    const turn = this.#last.then(() => this.#check(program));
    this.#last = turn.catch(() => {});
    return turn;
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    const process = this.#process;
    process?.hold(true);
    process?.kill();
    await process?.ended;
  }

  async #check({ name, signature, source, modules }: LinkedProgram): Promise<CheckReport> {
    const message: CheckMessage = {
      check: ++this.#checks,
      exported: functionNameOf(name),
      signature,
      source,
      modules,
      declarations: this.#declarations,
    };
    if (source.length > mostSourceChars) return complaint(source, "The source is too long to be checked.");
    const process = await this.#warm();
    let gaveUp = false;
    const deadline = setTimeout(() => {
      gaveUp = true;
      process.kill();
    }, this.#limitMs);
    const reply = await process.ask(message);
    clearTimeout(deadline);
    if (reply && "report" in reply) {
      process.hold(false);
      return reply.report;
    }
    process.kill();
    await process.ended;
    this.#process = undefined;
    if (this.#disposed) throw disposedError();
    if (gaveUp) return complaint(source, `The type checker gave up after ${this.#limitMs} ms.`);
    return complaint(source, `The type checker failed on this program${reply ? `: ${reply.failure}` : "."}`);
  }

  async #warm(): Promise<CheckerProcess> {
    if (this.#disposed) throw disposedError();
    this.#process ??= new CheckerProcess();
    this.#process.hold(true);
    try {
      await this.#process.ready;
    } catch (error) {
      this.#process = undefined;
      throw this.#disposed ? disposedError() : error;
    }
    return this.#process;
  }
}

function disposedError(): PortolanError {
  return new PortolanError("sandbox-failed", "The sandbox has been disposed.", {
    next: "Create another one with createSandbox().",
  });
}
