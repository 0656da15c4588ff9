import { type Cell, cellName, cellsOf, type ExperimentWatch, type Plan } from "@portolan/bench";
import { expectedTrials, tasksOf } from "../voyage/experiment-lines.ts";

/** A cell under way. */
export interface RunningCell {
  title: string;
  /** Trials on record. */
  done: number;
  /** Trials it will have. */
  total: number;
  succeeded: number;
  /** Goal of the task under way. */
  goal?: string;
}

/** What an experiment has done and is doing, as far as it was told. */
export class ExperimentProgress implements ExperimentWatch {
  readonly trials: { done: number; succeeded: number; total: number };
  readonly cells: { done: number; failed: number; total: number };
  readonly #running = new Map<string, RunningCell>();
  readonly #tasks: ReadonlyMap<string, number>;

  constructor(plan: Plan) {
    this.trials = { done: 0, succeeded: 0, total: expectedTrials(plan) };
    this.cells = { done: 0, failed: 0, total: cellsOf(plan).length };
    this.#tasks = tasksOf(plan);
  }

  get running(): RunningCell[] {
    return [...this.#running.values()];
  }

  readonly onCellStart = (cell: Cell): void => void this.#at(cell);

  readonly onTask: NonNullable<ExperimentWatch["onTask"]> = (cell, { goal }) => {
    this.#at(cell).goal = goal;
  };

  readonly onTrial: NonNullable<ExperimentWatch["onTrial"]> = (cell, { succeeded }) => {
    const running = this.#at(cell);
    running.total = Math.max(running.total, ++running.done);
    this.trials.total = Math.max(this.trials.total, ++this.trials.done);
    if (!succeeded) return;
    running.succeeded++;
    this.trials.succeeded++;
  };

  readonly onCellEnd = (cell: Cell, error?: unknown): void => {
    this.#running.delete(cellName(cell));
    this.cells.done++;
    if (error !== undefined) this.cells.failed++;
  };

  #at(cell: Cell): RunningCell {
    const known = this.#running.get(cellName(cell));
    const title = cellTitle(cell);
    const running = known ?? { title, done: 0, total: this.#tasks.get(cell.suite) ?? 0, succeeded: 0 };
    this.#running.set(cellName(cell), running);
    return running;
  }
}

/** `text, library, seed 1` */
export function cellTitle({ suite, arm, seed }: Cell): string {
  return `${suite}, ${arm}, seed ${seed}`;
}
