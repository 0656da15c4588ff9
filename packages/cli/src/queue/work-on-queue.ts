import { basename, join } from "node:path";
import { type BenchParts, type Cell, type CellWatch, type Plan, readPlan, runCell } from "@portolan/bench";
import { type Config, configSchema, PortolanError } from "@portolan/core";
import type { Job } from "bullmq";
import { ownVersion } from "../own-version.ts";
import { benchYard } from "../voyage/bench-yard.ts";
import { equip, openWorkshop, type Workshop } from "../wire.ts";
import { type CellJob, connectQueue, failureText, queueName } from "./cell-queue.ts";

export interface WorkerOptions {
  url: string;
  config: Config;
  /** Cells at a time. */
  workers: number;
  /** Folder that holds the experiments' folders on this machine, where that is elsewhere than on the planner's. */
  experiments?: string;
  /** After so long without a sign of life of its worker a cell goes to another one. */
  stalledAfterMs: number;
  onCell: (cell: Cell, how: "begun" | "done" | { error: string }) => void;
  watch?: CellWatch;
  signal: AbortSignal;
}

/** How often a cell may lose its worker before it counts as failed. */
const MOST_STALLS = 20;

/**
 * Takes cells from a queue and runs them, until the signal aborts: cells that are under way then go back into the queue, and go on
 * where they were. So does one whose worker was killed.
 */
export async function workOnQueue(options: WorkerOptions): Promise<void> {
  const { url, workers, stalledAfterMs, onCell, signal } = options;
  await using connected = await connectQueue(url);
  const { bullmq, connection } = connected;
  await using workshop = await openWorkshop(options.config);
  const parts = await benchYard(workshop, options.config);
  const run = async (job: Job<CellJob>, token?: string): Promise<void> => {
    const { cell } = job.data;
    onCell(cell, "begun");
    try {
      await runJob(job.data, { ...options, parts, workshop });
      onCell(cell, "done");
    } catch (error) {
      if (signal.aborted) {
        await job.moveToWait(token);
        throw new bullmq.WaitingError();
      }
      onCell(cell, { error: failureText(error) });
      throw new Error(failureText(error), { cause: error });
    }
  };
  const worker = new bullmq.Worker<CellJob>(queueName, run, {
    connection,
    concurrency: workers,
    lockDuration: stalledAfterMs,
    stalledInterval: stalledAfterMs,
    maxStalledCount: MOST_STALLS,
  });
  worker.on("error", () => {});
  await aborted(signal);
  await worker.close();
}

async function runJob(
  { experiment, root: planned, cell }: CellJob,
  { experiments, parts, workshop, watch, signal }: WorkerOptions & { parts: BenchParts; workshop: Workshop },
): Promise<void> {
  const root = experiments === undefined ? planned : join(experiments, basename(planned));
  const plan = readPlan(root);
  if (plan.id !== experiment) throw otherExperiment(root);
  await requireSameVersions(plan, workshop);
  await runCell({ plan, cell, root, parts, watch, signal });
}

/** Records of one experiment are made by one version of everything. */
async function requireSameVersions({ versions, settings }: Plan, workshop: Workshop): Promise<void> {
  const { coder } = await equip(workshop, configSchema.parse(settings), undefined);
  const own = { portolan: ownVersion(), node: process.versions.node, coder: coder.id };
  const other = (Object.keys(own) as (keyof typeof own)[]).find((key) => own[key] !== versions[key]);
  if (other === undefined) return;
  throw new PortolanError(
    "config",
    `The experiment was planned with another ${other} than this worker has.`,
    {
      value: `${versions[other]}, here ${own[other]}`,
      next: "Run workers of the version that planned it.",
    },
  );
}

function otherExperiment(root: string): PortolanError {
  return new PortolanError("suite-invalid", "Another experiment is in the folder of that cell.", {
    value: root,
    next: "Give the planner and the workers the same folder, with --out and --experiments.",
  });
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}
