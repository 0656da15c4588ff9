import type { Cell, TrialRecord } from "@portolan/bench";
import { count, grouped } from "../output/numbers.ts";
import { clip, pad, textWidth } from "../output/text-width.ts";
import { cleanText } from "../terminal/clean-text.ts";
import { cellTitle, type ExperimentProgress, type RunningCell } from "./experiment-progress.ts";
import { clock, type LiveView } from "./live-lines.ts";
import { whyNot } from "./task-line.ts";

/**
 * What an experiment looks like while it is under way: a line for all of it, and one for each cell that runs.
 * @returns lines no wider than `columns`
 */
export function experimentView(
  { trials, cells, running }: ExperimentProgress,
  { columns, elapsedMs, style }: Omit<LiveView, "titleColumns">,
): string[] {
  const failed = cells.failed > 0 ? `, ${cells.failed} failed` : "";
  const counted = `trial ${grouped(trials.done)}/${grouped(trials.total)}`;
  const told = `cell ${cells.done}/${cells.total}${failed} · succeeded ${grouped(trials.succeeded)} · ${clock(elapsedMs)}`;
  const bar = barOf(trials, Math.max(6, Math.min(40, columns - counted.length - told.length - 4)), style);
  const width = Math.min(40, columns >> 1, Math.max(0, ...running.map(({ title }) => textWidth(title))));
  return [
    `${style("bold", counted)}  ${bar}  ${told}`,
    ...running.map((one) => lineOf(one, width, columns)),
  ].map(cleanText);
}

function lineOf(
  { title, done, total, succeeded, goal = "starting…" }: RunningCell,
  width: number,
  columns: number,
): string {
  const place = `${String(done).padStart(String(total).length)}/${total}`;
  const start = `  ${pad(clip(title, width), width)}  `;
  return (
    start + clip(`${place} · ${succeeded} · ${goal.split("\n")[0]}`, Math.max(1, columns - textWidth(start)))
  );
}

function barOf(
  { done, total }: { done: number; total: number },
  width: number,
  style: LiveView["style"],
): string {
  const filled = total === 0 ? width : Math.round((done / total) * width);
  return style("cyan", "━".repeat(filled)) + style("dim", "─".repeat(width - filled));
}

/** One plain line about a trial that is on record, for logs. */
export function trialLine(
  cell: Cell,
  trial: TrialRecord,
  { done, total }: { done: number; total: number },
): string {
  const place = `${String(done).padStart(String(total).length)}/${total}`;
  const mark = trial.succeeded ? "✓" : trial.solved ? "~" : "–";
  const { called, loadBearing = [] } = trial;
  return [
    `[${cellTitle(cell)}] ${place} ${mark} ${trial.task}`,
    trial.solved ? `${trial.right}/${trial.of} right` : whyNot(trial),
    count(trial.evaluations, "evaluation"),
    ...(called.length > 0 ? [`calls ${called.join(", ")}`] : []),
    ...(loadBearing.length > 0 ? [`not without ${loadBearing.join(", ")}`] : []),
  ].join(" · ");
}
