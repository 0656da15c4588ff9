import {
  type Cell,
  cellsOf,
  type EpisodeRow,
  type Experiment,
  type TrialRecord,
  type Unit,
  unitText,
  usualUnit,
  type VoyageRecord,
} from "@portolan/bench";
import type { Json } from "@portolan/core";
import { count, grouped, share } from "../output/numbers.ts";
import { table } from "../output/table.ts";
import { whyNot } from "../progress/task-line.ts";
import type { TerminalStream } from "../terminal/terminal.ts";
import type { ArmPair } from "./comparison-json.ts";

/** What trials come to. */
interface Tally {
  trials: number;
  /** A program passed the gate. */
  solved: number;
  succeeded: number;
  /** Of the accepted programs, those that call a skill. */
  calling: number;
  /** Of those, those of which a skill was load-bearing; `null` where that was not measured. */
  loadBearing: number | null;
  /** What they spent, by kind. */
  evaluations: number;
  attempts: number;
  requests: number;
  tokens: number;
  costUsd: number;
  /** Skills that came of them. */
  skills: number;
}

/** An experiment as a table: a line for each arm on each suite, over all seeds. */
export function experimentLines({ plan, trials }: Experiment, stream: TerminalStream): string[] {
  const isMeasured = plan.loadBearing === true;
  const unit = usualUnit(trials);
  const rows = plan.suites.flatMap(({ name: suite, tasks }) =>
    plan.arms.map((arm) => {
      const planned = tasks * plan.seeds.length;
      const own = trials.filter((one) => one.suite === suite && one.arm === arm);
      const all = tally(own);
      const done = new Set(own.map(({ seed, task }) => `${seed} ${task}`)).size;
      return [
        suite,
        arm,
        done < planned ? `${grouped(done)} of ${grouped(planned)}` : grouped(all.trials),
        ...[all.solved, all.succeeded].map(grouped),
        share(all.succeeded, all.trials),
        all.trials === 0 ? "–" : grouped(all[unit] / all.trials),
        grouped(all.calling),
        ...(isMeasured ? [grouped(all.loadBearing ?? 0)] : []),
      ];
    }),
  );
  const titles = [
    "suite",
    "arm",
    "trials",
    "passed gate",
    "succeeded",
    "",
    `${unitText(unit)} a task`,
    "calls a skill",
  ];
  const columns = [...titles, ...(isMeasured ? ["load-bearing"] : [])];
  const lines = table(
    columns.map((title, i) => ({ title, align: i < 2 ? "left" : "right", flexible: i < 2 })),
    rows,
    { width: stream.columns(), look: (line, row) => (row < 0 ? stream.style("dim", line) : line) },
  );
  return [
    ...lines,
    ...plan.arms.flatMap((arm) =>
      brokenNote(
        arm,
        trials.filter((one) => one.arm === arm),
      ),
    ),
  ];
}

/** Tells an arm whose coder is broken from one that is weak. */
function brokenNote(arm: string, trials: readonly TrialRecord[]): string[] {
  const broken = trials.filter(({ unusable }) => unusable !== undefined);
  const [first] = broken;
  if (!first) return [];
  return [
    "",
    `${arm}: ${broken.length} of ${trials.length} trials ended with a reply that held no program, such as: ${whyNot(first)}`,
  ];
}

/** A cell as `--json` prints it; it holds no times, so that equal experiments print equal lines. */
export function cellJson(cell: Cell, trials: readonly TrialRecord[], error?: Json): Record<string, Json> {
  return { type: "cell", ...cell, ...tally(trialsOf(cell, trials)), error: error ?? null };
}

/** The arms `library` and `none` on each suite, where the experiment has both, whole and with a single seed. */
export function comparablePairs({ plan, trials }: Experiment): ArmPair[] {
  const [seed] = plan.seeds;
  if (seed === undefined || plan.seeds.length > 1) return [];
  return plan.suites.flatMap(({ name: suite, tasks }) => {
    const [withLibrary, without] = ["library", "none"].map((arm) => recordOf({ suite, arm, seed }, trials));
    const isWhole = (one: VoyageRecord | undefined): one is VoyageRecord =>
      one !== undefined && new Set(one.rows.map(({ task }) => task)).size === tasks;
    return isWhole(withLibrary) && isWhole(without) ? [{ withLibrary, without }] : [];
  });
}

/** What was measured of the skills that programs call, in a sentence; nothing where it was not. */
export function loadBearingLines({ trials }: Experiment): string[] {
  const { calling, loadBearing } = tally(trials);
  if (loadBearing === null) return [];
  return [
    `Load-bearing: of ${count(calling, "program")} that call a skill, ${loadBearing} would not have ended as well without one of them.`,
  ];
}

/** How many tasks each cell of a plan has. */
export function tasksOf({ suites }: Experiment["plan"]): ReadonlyMap<string, number> {
  return new Map(suites.map(({ name, tasks }) => [name, tasks]));
}

/** The trials that a plan will have, as far as one can know: tasks that come back are more. */
export function expectedTrials(plan: Experiment["plan"]): number {
  const tasks = tasksOf(plan);
  return cellsOf(plan).reduce((sum, { suite }) => sum + (tasks.get(suite) ?? 0), 0);
}

function recordOf(cell: Cell, trials: readonly TrialRecord[]): VoyageRecord {
  const rows = trialsOf(cell, trials).map((trial): EpisodeRow => {
    const isNew = trial.skill !== undefined && trial.reason === "admitted";
    // In a world some of the runs are enough; as a row it is right when all are.
    const right = trial.succeeded ? trial.of : trial.right;
    return { ...trial, right, level: trial.level, ...(isNew && { change: "added" as const }) };
  });
  return { id: `${cell.suite}-${cell.arm}-${cell.seed}`, ...cell, rows, resumed: 0 };
}

function trialsOf({ suite, arm, seed }: Cell, trials: readonly TrialRecord[]): TrialRecord[] {
  return trials.filter((one) => one.suite === suite && one.arm === arm && one.seed === seed);
}

function tally(trials: readonly TrialRecord[]): Tally & Record<string, Json> {
  const calling = trials.filter(({ solved, called }) => solved && called.length > 0);
  const measured = calling.filter(({ loadBearing }) => loadBearing !== undefined);
  return {
    trials: trials.length,
    solved: trials.filter(({ solved }) => solved).length,
    succeeded: trials.filter(({ succeeded }) => succeeded).length,
    calling: calling.length,
    loadBearing:
      measured.length === 0 ? null : measured.filter(({ loadBearing = [] }) => loadBearing.length > 0).length,
    ...spentOn(trials),
    skills: trials.filter(({ skill, reason }) => skill !== undefined && reason === "admitted").length,
  };
}

function spentOn(trials: readonly TrialRecord[]): Record<Unit, number> {
  const sum = (unit: Unit): number => trials.reduce((total, trial) => total + (trial[unit] ?? 0), 0);
  return {
    evaluations: sum("evaluations"),
    attempts: sum("attempts"),
    requests: sum("requests"),
    tokens: sum("tokens"),
    costUsd: sum("costUsd"),
  };
}
