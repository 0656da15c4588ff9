import type { Outcome, ToolSet } from "@portolan/core";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { ProcessSandbox } from "../src/index.ts";
import type { SoakKind } from "./soak-kind.ts";

/** Keeps account of runs: what was asked for, what came, what tools were called by whom, and whatever is wrong with it. */
export class RunBook {
  readonly counts = new Map<string, number>();
  readonly faults: string[] = [];
  readonly tools: ToolSet;
  readonly #notes = new Map<number, number>();
  readonly #open = new Set<number>();

  constructor() {
    const read = { input: z.number(), output: z.number(), effect: "read" } as const;
    this.tools = {
      host: {
        note: {
          ...read,
          description: "Notes the number of a run.",
          call: async (run) => this.#note(run as number),
        },
        wait: {
          ...read,
          description: "Waits some milliseconds.",
          call: async (ms) => {
            await sleep(ms as number);
            return ms;
          },
        },
      },
    };
  }

  /** Performs a run and enters what came of it. */
  async perform(sandbox: ProcessSandbox, kind: SoakKind, run: number): Promise<void> {
    const { program, input, options, notes, fault } = kind.order(run);
    this.#open.add(run);
    const onLog = (line: string): void => {
      if (!this.#open.has(run)) this.#wrong(kind, run, `said after its end: ${line}`);
    };
    let outcome: Outcome;
    try {
      outcome = await sandbox.run(program, input, {
        ...options,
        tools: this.tools,
        queue: `queue ${run % 4}`,
        onLog,
      });
    } catch (error) {
      this.#open.delete(run);
      return this.#wrong(kind, run, `rejected: ${String(error)}`);
    }
    if (!this.#open.delete(run)) this.#wrong(kind, run, "ended twice");
    const key = `${kind.name} → ${outcome.kind}`;
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
    const wrong =
      outcome.kind === kind.expected ? fault?.(outcome) : `ended as ${JSON.stringify(outcome).slice(0, 300)}`;
    if (wrong !== undefined) this.#wrong(kind, run, wrong);
    const noted = this.#notes.get(run) ?? 0;
    if (notes !== undefined && noted !== notes) this.#wrong(kind, run, `noted ${noted} times`);
    this.#notes.delete(run);
  }

  /** Runs that were asked for and have no outcome. */
  get open(): number {
    return this.#open.size;
  }

  #note(run: number): number {
    if (!this.#open.has(run)) this.faults.push(`run ${run} called a tool, and is not under way`);
    else this.#notes.set(run, (this.#notes.get(run) ?? 0) + 1);
    return run;
  }

  #wrong({ name }: SoakKind, run: number, what: string): void {
    this.faults.push(`run ${run}, ${name}: ${what}`);
  }
}
