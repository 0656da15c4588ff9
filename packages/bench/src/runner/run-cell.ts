import { join } from "node:path";
import { configSchema, link, PortolanError, type Task } from "@portolan/core";
import { settingsOf, taskFor } from "../arms/arm-agent.ts";
import type { Arm } from "../arms/arm.ts";
import type { BenchParts } from "./bench-parts.ts";
import { asPlanned } from "./bench-suite.ts";
import { openCrew } from "./cell-crew.ts";
import { openLibrary } from "./cell-library.ts";
import { placeOf, scorer } from "./cell-score.ts";
import { hasSucceeded } from "./has-succeeded.ts";
import { loadBearingSkills } from "./load-bearing.ts";
import { armsOf, type Cell, cellName } from "./plan.ts";
import { type EpisodeRow, sail } from "./sail.ts";
import { ofExperiment, TrialFile } from "./trial-file.ts";
import { trialOf } from "./trial-of.ts";
import type { Plan, PlannedSuite, TrialRecord } from "./trial-record.ts";

/** Who looks on while a cell runs. */
export interface CellWatch {
  /** A task begins, or is taken up from an earlier start. */
  onTask?(cell: Cell, task: Task): void;
  /** A trial is on record; `earlier` where an earlier start made it. */
  onTrial?(cell: Cell, trial: TrialRecord, earlier: boolean): void;
}

/** A cell, and what it is run with. */
export interface CellRun {
  plan: Plan;
  cell: Cell;
  /** Folder of the experiment. */
  root: string;
  parts: BenchParts;
  watch?: CellWatch;
  signal?: AbortSignal;
}

/** Path of the records of a cell. */
export function trialPath(root: string, cell: Cell): string {
  return join(root, "cells", cellName(cell), "trials.jsonl");
}

/**
 * Runs a cell, or the rest of it: a trial is on record before the next one begins, and one that is on record is not made again,
 * so that a cell which was killed anywhere ends with the same records.
 * @throws PortolanError `interrupted` when the signal aborts, `store-locked` while another process runs the cell, `store-unwritable`
 */
export async function runCell(run: CellRun): Promise<void> {
  await runInFolder(run).catch((error: unknown) => {
    throw ofExperiment(error);
  });
}

async function runInFolder({ plan, cell, root, parts, watch, signal }: CellRun): Promise<void> {
  const { seed } = cell;
  const name = cellName(cell);
  const folder = join(root, "cells", name);
  using lock = parts.takeLock(join(folder, "cell.lock"));
  if (!lock) throw atWork(name, folder);
  const planned = plan.suites.find((one) => one.name === cell.suite) as PlannedSuite;
  const suite = asPlanned(await parts.loadSuite(planned.source ?? planned.name), planned);
  const arm = armsOf(plan).find((one) => one.name === cell.arm) as Arm;
  const settings = settingsOf(configSchema.parse({ ...plan.settings, seed }), arm);
  const place = placeOf(suite, arm, seed);
  const yard = { parts, folder, name: `${plan.id}/${name}`, arm, suite, settings, seed, signal };
  await using library = arm.library === "none" ? undefined : await openLibrary(yard);
  const crew = await openCrew({ parts, arm, settings, seed, place, library });
  const scoreBy = scorer({ sandbox: crew.agent.sandbox, place, runs: plan.worldRuns, signal });
  using file = new TrialFile(trialPath(root, cell), plan.id);
  for (const trial of file.past) watch?.onTrial?.(cell, trial, true);
  const rows: EpisodeRow[] = [];
  const keep = async (row: EpisodeRow, task: Task, wallMs: number): Promise<void> => {
    const position = rows.push(row) - 1;
    if (position < file.past.length) return;
    const visit = rows.filter((one) => one.task === task.id).length;
    const ranking = library && plan.versions.ranking;
    const loadBearing = plan.loadBearing ? await measure(row, task, visit) : undefined;
    const keeps = arm.library === "own";
    const { agent } = crew;
    const about = { plan, cell, agent, position, visit, ranking, keeps, loadBearing, wallMs };
    const trial = trialOf(row, task, about);
    file.append(trial);
    watch?.onTrial?.(cell, trial, false);
  };
  await sail({
    suite: { ...suite.suite, tasks: suite.suite.tasks.map((task) => taskFor(task, arm)) },
    arm: cell.arm,
    seed,
    curriculum: arm.curriculum ?? settings.curriculum,
    returnAfter: settings.returnAfter,
    agent: crew.agent,
    agentFor: async (task, visit) => {
      watch?.onTask?.(cell, task);
      const agent = await crew.agentFor(task, visit);
      await agent.resetWorld?.();
      return agent;
    },
    traces: join(folder, "traces"),
    scoreBy,
    onEpisode: keep,
    signal,
  });

  /** Each skill that the program calls is taken away in turn; an episode that had succeeded must do so again. */
  async function measure(row: EpisodeRow, task: Task, visit: number): Promise<string[] | undefined> {
    if (!library || !row.solved) return library && [];
    const { store } = library;
    const agentWithout = (hidden: ReadonlySet<string>) => crew.agentFor(task, visit, hidden);
    return loadBearingSkills(task, row.called, {
      store,
      agentWithout,
      signal,
      isAsGood: async (result, agent) => {
        if (!hasSucceeded(row, task) || !result.program) return result.solved;
        const { program } = await link(result.program, agent.store);
        return hasSucceeded({ ...result, ...(await scoreBy(task, program)) }, task);
      },
    });
  }
}

function atWork(name: string, folder: string): PortolanError {
  return new PortolanError("store-locked", `Another process runs the cell ${name}.`, {
    value: folder,
    next: "Wait for its end, and give the same command again.",
  });
}
