import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Arm } from "./arms.ts";

/** A process of its own that runs fresh isolates of isolated-vm in a row. */
export class RawProcess {
  readonly #process: ChildProcess;

  constructor({ jit }: { jit: boolean }) {
    const stripper = new URL("../src/runner/strip-own-types.mjs", import.meta.url).href;
    const flags = ["--no-node-snapshot", "--disable-warning=ExperimentalWarning", "--import", stripper];
    this.#process = fork(fileURLToPath(new URL("raw-isolate.ts", import.meta.url)), [], {
      execArgv: jit ? flags : ["--jitless", ...flags],
    });
  }

  /** Runs so many times, or for so long, and gives the milliseconds of each run, measured in that process. */
  async times(order: { runs: number } | { forMs: number }): Promise<number[]> {
    const answer = once(this.#process, "message") as Promise<[{ times: number[] }]>;
    this.#process.send(order);
    const [{ times }] = await answer;
    return times;
  }

  close(): void {
    this.#process.kill("SIGKILL");
  }
}

/** The arm that the others are measured against. */
export function rawIsolateArm(jit: boolean): Arm {
  const process = new RawProcess({ jit });
  return {
    name: `isolated-vm alone, fresh isolate, ${jit ? "with" : "without"} compiler`,
    times: (runs) => process.times({ runs }),
    close: () => process.close(),
  };
}
