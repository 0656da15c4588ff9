import { resolve } from "node:path";
import { PortolanError } from "@portolan/core";
import type { Invocation } from "../command-line/declaration.ts";
import { wholeNumber, wrongUsage } from "../command-line/usage-error.ts";
import { printJson } from "../output/print.ts";
import { cellTitle } from "../progress/experiment-progress.ts";
import { workOnQueue } from "../queue/work-on-queue.ts";
import { interruptNotice, withInterrupt } from "../terminal/interrupt.ts";
import { workersOf } from "../voyage/plan-experiment.ts";

interface WorkerFlags {
  queue?: string;
  workers?: string;
  experiments?: string;
  stalledAfter?: string;
}

/** `portolan bench worker`: runs cells from a queue until it is stopped. */
export async function run({
  terminal,
  flags,
  config,
  json,
  quiet,
}: Invocation<WorkerFlags>): Promise<number> {
  const { queue: url, experiments } = flags;
  if (url === undefined) {
    throw wrongUsage("No queue is named.", undefined, "Add --queue redis://localhost:6379.");
  }
  const say = (text: string): void => void (quiet || terminal.stderr.write(`${text}\n`));
  await withInterrupt(
    terminal,
    () => say(interruptNotice),
    (signal) =>
      workOnQueue({
        url,
        config: config.values,
        workers: workersOf(flags.workers),
        experiments: experiments === undefined ? undefined : resolve(terminal.cwd, experiments),
        stalledAfterMs: 1_000 * (wholeNumber("--stalled-after", flags.stalledAfter) ?? 30),
        onCell: (cell, how) => {
          const [state, error] = typeof how === "string" ? [how, null] : ["failed", how.error];
          if (json) printJson(terminal.stdout, { type: "cell", ...cell, state, error });
          else say(`[${cellTitle(cell)}] ${state}${error === null ? "" : `: ${error}`}`);
        },
        signal,
      }),
  );
  throw new PortolanError("interrupted", "Stopped; the cells under way are in the queue again.", {
    next: "The same command takes cells again.",
  });
}
