import { setTimeout as pause } from "node:timers/promises";
import {
  type Cell,
  cellsOf,
  endExperiment,
  type ExperimentEnd,
  type ExperimentWatch,
  type FailedCell,
  type Plan,
  readTrials,
  trialPath,
  writePlan,
} from "@portolan/bench";
import { PortolanError } from "@portolan/core";
import type { Job, Queue } from "bullmq";
import { type CellJob, connectQueue, failureOf, jobId, queueName } from "./cell-queue.ts";

const pollMs = 500;
/** How often a cell is tried that fails; after that its job stays among the failed ones. */
const ATTEMPTS = 3;

/**
 * Puts the cells of a plan into a queue and waits until workers have run them. The same plan goes on with what is in the queue
 * and in the folder; cells that failed for good are tried anew.
 * @param options.root folder of the experiment, which the workers must see too
 * @throws PortolanError `interrupted` when the signal aborts: what nobody has begun leaves the queue
 */
export async function runOnQueue(
  plan: Plan,
  options: {
    url: string;
    root: string;
    watch?: ExperimentWatch;
    say: (text: string) => void;
    signal?: AbortSignal;
  },
): Promise<ExperimentEnd> {
  const { url, root, say, signal } = options;
  await using connected = await connectQueue(url);
  const { bullmq, connection } = connected;
  const queue: Queue<CellJob> = new bullmq.Queue(queueName, { connection });
  queue.on("error", () => {});
  try {
    writePlan(root, plan);
    const waiting = new Map<Cell, Job<CellJob>>();
    for (const cell of cellsOf(plan)) waiting.set(cell, await enqueue(queue, plan, root, cell));
    if ((await queue.getWorkersCount()) === 0) say("No worker is there yet: portolan bench worker --queue …");
    const failed = await followJobs(queue, plan, waiting, options);
    if (signal?.aborted) {
      await Promise.all([...waiting.values()].map(leaveQueue));
      throw interrupted(root);
    }
    return endExperiment(root, plan, failed);
  } finally {
    await queue.close();
  }
}

/** The job of a cell: the one that waits or runs already, or a new one. */
async function enqueue(queue: Queue<CellJob>, plan: Plan, root: string, cell: Cell): Promise<Job<CellJob>> {
  const id = jobId(plan, cell);
  const old = await queue.getJob(id);
  const state = await old?.getState();
  if (old && state !== "completed" && state !== "failed") return old;
  await old?.remove();
  return queue.add(
    "cell",
    { experiment: plan.id, root, cell },
    { jobId: id, attempts: ATTEMPTS, backoff: { type: "exponential", delay: 1_000 } },
  );
}

/** Follows jobs to their ends and takes each out of the map then; what they record is told as it comes. */
async function followJobs(
  queue: Queue<CellJob>,
  plan: Plan,
  waiting: Map<Cell, Job<CellJob>>,
  { root, watch, signal }: { root: string; watch?: ExperimentWatch; signal?: AbortSignal },
): Promise<FailedCell[]> {
  const failed: FailedCell[] = [];
  const told = new Map<Cell, number>();
  const tell = (cell: Cell): void => {
    const seen = told.get(cell);
    const trials = readTrials(trialPath(root, cell), plan.id);
    if (seen === undefined && trials.length > 0) watch?.onCellStart?.(cell);
    // What was there at the first look is of an earlier start.
    for (const trial of trials.slice(seen ?? 0)) watch?.onTrial?.(cell, trial, seen === undefined);
    told.set(cell, trials.length);
  };
  for (const cell of waiting.keys()) tell(cell);
  const isStopped = (): boolean => signal?.aborted ?? false;
  while (waiting.size > 0 && !isStopped()) {
    for (const [cell, job] of waiting) {
      const state = await job.getState();
      tell(cell);
      if (unended.has(state)) continue;
      waiting.delete(cell);
      const error = state === "failed" ? await failureOfJob(queue, job) : undefined;
      if (error) failed.push({ cell, error });
      else await job.remove();
      watch?.onCellEnd?.(cell, error);
    }
    await pause(pollMs, undefined, { signal }).catch(() => {});
  }
  return failed;
}

/** States of jobs that somebody has to do something about; one that is unknown was taken away by whoever followed it too. */
const unended: ReadonlySet<string> = new Set(["waiting", "active", "delayed", "paused", "prioritized"]);

async function failureOfJob(queue: Queue<CellJob>, { id = "" }: Job<CellJob>): Promise<PortolanError> {
  // The job as it was put there knows nothing of its end.
  const ended = await queue.getJob(id);
  return failureOf(ended?.failedReason ?? "it failed", id);
}

/** One that a worker runs by now stays: its records are kept like all others. */
async function leaveQueue(job: Job<CellJob>): Promise<void> {
  if ((await job.getState()) !== "active") await job.remove().catch(() => {});
}

function interrupted(root: string): PortolanError {
  return new PortolanError("interrupted", "Stopped; what workers have begun they end.", {
    value: root,
    next: "Run the same command again: it goes on where it stopped.",
  });
}
