import { existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { Config, SkillStore } from "@portolan/core";
import { agentFor, taskFor } from "../arms/arm-agent.ts";
import type { Arm } from "../arms/arm.ts";
import type { BenchParts } from "./bench-parts.ts";
import type { BenchSuite } from "./bench-suite.ts";
import { placeOf } from "./cell-score.ts";
import { type EpisodeRow, sail } from "./sail.ts";

/** Where and with what the library of a cell is made. */
export interface CellYard {
  parts: BenchParts;
  /** Folder of the cell. */
  folder: string;
  name: string;
  arm: Arm;
  suite: BenchSuite;
  settings: Config;
  seed: number;
  signal?: AbortSignal;
}

/** The library that a cell begins with. */
export interface CellLibrary extends AsyncDisposable {
  store: SkillStore;
  /** What a first pass over the suite came to, where there was one. */
  firstPass?: EpisodeRow[];
}

/**
 * Opens the library of a cell: empty, a copy of a store, or what a first pass learns. A first pass has the arm's own agent and
 * budget, is counted in no trial, and goes on where it was stopped.
 */
export async function openLibrary(yard: CellYard): Promise<CellLibrary> {
  const { parts, folder, name, arm, suite, settings } = yard;
  const root = join(folder, "skills-store");
  const { from } = arm;
  const isFolder = from !== undefined && from !== "self" && (await isStore(from));
  if (isFolder && !existsSync(root)) await parts.copyStore(from, root);
  const store = await parts.openStore(root, settings, name);
  const close = { [Symbol.asyncDispose]: () => store[Symbol.asyncDispose]() };
  if (from === undefined || isFolder) return { store, ...close };
  try {
    const first = from === "self" ? suite : await parts.loadSuite(from);
    return { store, firstPass: await learnFirst(yard, first, store), ...close };
  } catch (error) {
    await close[Symbol.asyncDispose]();
    throw error;
  }
}

/** Whether that is the folder of a store rather than a suite. */
export async function isStore(from: string): Promise<boolean> {
  const found = await stat(join(from, "package.json")).catch(() => undefined);
  return found?.isFile() ?? false;
}

async function learnFirst(
  { parts, folder, arm, settings, seed, signal }: CellYard,
  first: BenchSuite,
  store: SkillStore,
): Promise<EpisodeRow[]> {
  const { suite } = first;
  const place = placeOf(first, arm, seed);
  const equipped = await parts.equip(settings, { store, place });
  const { rows } = await sail({
    suite: { ...suite, tasks: suite.tasks.map((task) => taskFor(task, arm)) },
    arm: "first pass",
    seed,
    curriculum: arm.curriculum ?? settings.curriculum,
    returnAfter: settings.returnAfter,
    agent: agentFor(equipped, arm, { seed }),
    agentFor: async (_, visit) => agentFor(equipped, arm, { seed, visit }),
    traces: join(folder, "traces"),
    // Nobody asks how right it was.
    scoreBy: async () => ({ right: 0, of: 0 }),
    signal,
  });
  return rows;
}
