import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import {
  type Arm,
  builtInSuites,
  differenceText,
  firstTasks,
  isStore,
  planDifferences,
  parseArm,
  parseArms,
  type Plan,
  type PlannedSuite,
  planOf,
  readPlan,
} from "@portolan/bench";
import { type Config, digestOf } from "@portolan/core";
import { wholeNumber, wrongUsage } from "../command-line/usage-error.ts";
import { ownVersion } from "../own-version.ts";
import { equip, openEmbedder, openStore, type Workshop } from "../wire.ts";
import { loadBenchSuite } from "./bench-yard.ts";

/** Flags that say what an experiment runs. */
export interface PlanFlags {
  suite?: string[];
  arm?: string[];
  seeds?: string;
  limitTasks?: string;
  loadBearing?: boolean;
  worldRuns?: string;
}

/** The arms of an experiment that names none; the first is what the others are compared with. */
const usualArms = ["none", "library"];

/**
 * The plan that flags and settings make; the same ones make the same plan, under whose id an experiment goes on.
 * @throws PortolanError `usage`, `suite-unknown`, `suite-invalid`
 */
export async function planExperiment(
  flags: PlanFlags,
  config: Config,
  { cwd, workshop }: { cwd: string; workshop: Workshop },
): Promise<Plan> {
  const suites = await Promise.all(namesOf(flags).map((name) => planned(name, flags, cwd)));
  const arms = await armsOf(flags.arm ?? usualArms, cwd);
  requireDistinct(
    "suite",
    suites.map(({ name }) => name),
  );
  requireDistinct(
    "arm",
    arms.map(({ name }) => name),
  );
  const { coder, harness } = await equip(workshop, config, undefined);
  const { rankingVersion } = await import("@portolan/skills");
  const { harnessDigest } = await import("@portolan/core");
  // Headers may hold what nobody is to read; who runs a cell has them in settings of their own.
  const { store: _store, children: _children, modelHeaders: _headers, seed, ...settings } = config;
  const runs = wholeNumber("--world-runs", flags.worldRuns);
  return planOf({
    suites,
    arms: arms.map(({ name }) => name),
    seeds: seedsOf(flags.seeds, seed),
    budget: harness.orchestration.budget,
    settings,
    versions: {
      portolan: ownVersion(),
      node: process.versions.node,
      coder: coder.id,
      harness: harnessDigest(harness),
      ranking: rankingVersion(await openEmbedder(config, resolve(cwd, ".portolan", "bench"))),
    },
    definitions: arms,
    evaluators: harness.evaluators,
    libraries: Object.fromEntries(await librariesOf(arms, config)),
    ...(flags.loadBearing && { loadBearing: true }),
    ...(runs !== undefined && { worldRuns: runs }),
  });
}

/** How many cells run at a time: one a core, unless the flag says otherwise. */
export function workersOf(flag: string | undefined): number {
  return wholeNumber("--workers", flag) ?? availableParallelism();
}

/** Refuses a folder that holds another experiment. */
export function requireOwnFolder(root: string, plan: Plan): void {
  const path = resolve(root, "experiment.json");
  if (!existsSync(path)) return;
  const there = planIn(root, path);
  if (there.id === plan.id) return;
  const lines = planDifferences(there, plan).map((one) => `\n  ${differenceText(one)}`);
  throw wrongUsage(
    `Another experiment is in the folder that --out names (there → asked for):${lines.join("")}`,
    root,
    "Name another folder, or ask for what is there and it goes on.",
  );
}

function planIn(root: string, path: string): Plan {
  try {
    return readPlan(root);
  } catch {
    const next = "Move the file away, and the same command goes on there; or name another folder with --out.";
    throw wrongUsage("The plan in the folder of the experiment cannot be read.", path, next);
  }
}

/** Far more than an experiment can want; a mistyped range is told, not filled into memory. */
const mostSeeds = 10_000;

/** `1..10`, `1,2,3`, or both in one. */
function seedsOf(text: string | undefined, otherwise: number): number[] {
  if (text === undefined) return [otherwise];
  const parts = text.split(",").map((part) => /^(\d+)(?:\.\.(\d+))?$/.exec(part.trim()));
  const ranges = parts.map((part) => [Number(part?.[1]), Number(part?.[2] ?? part?.[1])] as const);
  const next = "Write --seeds 1,2,3 or --seeds 1..10.";
  if (!ranges.every(([from, to]) => from <= to && Number.isSafeInteger(to)))
    throw wrongUsage("--seeds takes whole numbers, or ranges of them, the smaller one first.", text, next);
  if (ranges.reduce((sum, [from, to]) => sum + to - from + 1, 0) > mostSeeds)
    throw wrongUsage(`--seeds takes ${mostSeeds} seeds at most.`, text, next);
  const seeds = ranges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, i) => from + i));
  return [...new Set(seeds)];
}

function namesOf({ suite }: PlanFlags): string[] {
  if (suite && suite.length > 0) return suite;
  const next = `Add --suite ${builtInSuites.join(", --suite ")}, or --suite <file>.`;
  throw wrongUsage("No suite is named.", undefined, next);
}

async function planned(name: string, { limitTasks }: PlanFlags, cwd: string): Promise<PlannedSuite> {
  const source = sourceOf(name, cwd);
  const suite = firstTasks((await loadBenchSuite(source)).suite, wholeNumber("--limit-tasks", limitTasks));
  return { name: suite.name, digest: suite.digest, tasks: suite.tasks.length, source };
}

/** A name as it is; a path so that it holds wherever a cell runs, also with what stands before it: `format:path`. */
function sourceOf(name: string, cwd: string): string {
  const [, prefix = "", path = name] = /^([a-z-]+:)(.+)$/.exec(name) ?? [];
  const absolute = resolve(cwd, path);
  return builtInSuites.includes(name) || !existsSync(absolute) ? name : `${prefix}${absolute}`;
}

async function armsOf(texts: readonly string[], cwd: string): Promise<Arm[]> {
  const arms: Arm[] = [];
  for (const text of texts) {
    if (!text.endsWith(".json") || text.includes(":")) arms.push(parseArm(text));
    else arms.push(...parseArms(await readArms(resolve(cwd, text)), text));
  }
  const sourced = ({ from, ...arm }: Arm): Arm =>
    from === undefined || from === "self" ? { from, ...arm } : { ...arm, from: sourceOf(from, cwd) };
  return arms.map(sourced);
}

async function readArms(path: string): Promise<string> {
  return readFile(path, "utf8").catch((cause: Error) => {
    throw wrongUsage(`The file of arms cannot be read: ${cause.message}`, path, "Check its path.");
  });
}

/** What the first libraries are made of, by where they come from. */
async function librariesOf(arms: readonly Arm[], config: Config): Promise<[string, string][]> {
  const places = new Set(arms.flatMap(({ from }) => (from === undefined || from === "self" ? [] : [from])));
  return Promise.all(
    [...places].map(async (from): Promise<[string, string]> => {
      if (!(await isStore(from))) return [from, (await loadBenchSuite(from)).suite.digest];
      await using store = await openStore(from, config, { readOnly: true });
      return [
        from,
        digestOf((await store.list({ aliases: true })).map(({ name, digest }) => [name, digest])),
      ];
    }),
  );
}

function requireDistinct(what: string, names: readonly string[]): void {
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice === undefined) return;
  throw wrongUsage(
    `The ${what} ${twice} is named twice.`,
    twice,
    `Give each ${what} once, or a name of its own.`,
  );
}
