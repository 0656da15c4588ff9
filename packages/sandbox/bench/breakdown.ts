import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { ProcessSandbox } from "../src/index.ts";
import type { Workload } from "./programs.ts";
import { runOnce, verify } from "./sandbox-arms.ts";
import { median } from "./statistics.ts";

/** Where the time of a run goes, medians in milliseconds. */
export interface Breakdown {
  workload: string;
  totalMs: number;
  /** Until a child was free. */
  queueMs: number;
  /** Stripping types, compiling and linking, in the child. */
  linkMs: number;
  /** In the program, in the child. */
  runMs: number;
  toolMs: number;
  /** Between host and child both ways, and what either does besides: writing and reading messages, measuring. */
  betweenMs: number;
  /** In the host before it has a child and after the answer. */
  restMs: number;
}

/** Takes apart runs of each workload, made after a pause so that a realm stood ready, in turn. */
export async function breakDown(
  sandbox: ProcessSandbox,
  workloads: readonly Workload[],
  { rounds, pauseMs }: { rounds: number; pauseMs: number },
): Promise<Breakdown[]> {
  const samples = workloads.map((): Omit<Breakdown, "workload">[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [i, workload] of workloads.entries()) {
      await sleep(pauseMs);
      samples[i]?.push(await sample(sandbox, workload));
    }
  }
  return workloads.map(({ name }, i) => {
    const of = (part: keyof Omit<Breakdown, "workload">): number =>
      median((samples[i] as Omit<Breakdown, "workload">[]).map((one) => one[part]));
    const parts = { queueMs: of("queueMs"), linkMs: of("linkMs"), runMs: of("runMs"), toolMs: of("toolMs") };
    return {
      workload: name,
      totalMs: of("totalMs"),
      ...parts,
      betweenMs: of("betweenMs"),
      restMs: of("restMs"),
    };
  });
}

/** The round trip of a bare message to a child process and back: what no run through a process can do without. */
export async function bareRoundTripMs(rounds: number): Promise<number> {
  const child = fork(fileURLToPath(new URL("echo.mjs", import.meta.url)), [], { execArgv: [] });
  const times: number[] = [];
  for (let i = 0; i < rounds + 20; i++) {
    const startedAt = performance.now();
    await echo(child);
    times.push(performance.now() - startedAt);
  }
  child.kill("SIGKILL");
  return median(times.slice(20));
}

async function echo(child: ChildProcess): Promise<void> {
  const answer = once(child, "message");
  child.send({ type: "run", run: 1 });
  await answer;
}

async function sample(sandbox: ProcessSandbox, workload: Workload): Promise<Omit<Breakdown, "workload">> {
  const startedAt = performance.now();
  const outcome = await runOnce(sandbox, workload);
  const totalMs = performance.now() - startedAt;
  verify(outcome, workload);
  if (!outcome.trace) throw new Error("the outcome has no trace");
  const { queueMs, linkMs, runMs, toolMs } = outcome.trace.phases;
  const betweenMs = outcome.wallMs - linkMs - runMs - toolMs;
  return { totalMs, queueMs, linkMs, runMs, toolMs, betweenMs, restMs: totalMs - queueMs - outcome.wallMs };
}
