import {
  closeSync,
  existsSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { ensureFolder, PortolanError } from "@portolan/core";
import { z } from "zod";
import type { TrialRecord } from "./trial-record.ts";

/** Records of trials as JSONL, one a line, that grows at its end; a line that was torn by a kill is cut off when it is opened again. */
export class TrialFile implements Disposable {
  /** The records that were in it when it was opened. */
  readonly past: readonly TrialRecord[];
  readonly #path: string;
  readonly #file: number;

  /**
   * @param experiment id of the experiment that all of them are of
   * @throws PortolanError `store-unwritable`, `trace-invalid`
   */
  constructor(path: string, experiment: string) {
    this.#path = path;
    const { file, past } = attempt(path, () => {
      ensureFolder(dirname(path));
      const opened = openSync(path, "a+");
      const { trials, length } = readLines(path, experiment);
      ftruncateSync(opened, length);
      return { file: opened, past: trials };
    });
    this.past = past;
    this.#file = file;
  }

  append(record: TrialRecord): void {
    attempt(this.#path, () => writeSync(this.#file, lineOf(record)));
  }

  [Symbol.dispose](): void {
    closeSync(this.#file);
  }
}

/**
 * The records of a file, without a last line that was torn; none where there is no file.
 * @param experiment id of the experiment that all of them are of
 * @throws PortolanError `trace-invalid`
 */
export function readTrials(path: string, experiment: string): TrialRecord[] {
  return existsSync(path) ? readLines(path, experiment).trials : [];
}

/** Writes a file of records anew, whole or not at all. */
export function writeTrials(path: string, trials: readonly TrialRecord[]): void {
  writeWhole(path, trials.map(lineOf).join(""));
}

/**
 * Writes a file of an experiment, with the folders that it lies in, whole or not at all.
 * @throws PortolanError `store-unwritable`
 */
export function writeWhole(path: string, text: string): void {
  attempt(path, () => {
    const temporary = `${path}.${process.pid}.tmp`;
    ensureFolder(dirname(path));
    writeFileSync(temporary, text);
    renameSync(temporary, path);
  });
}

/** What to do where the folder of an experiment cannot be written. */
const elsewhere = "Make room there, or make the folder writable; or name another one with --out.";

/** An error of whatever writes into the folder of an experiment, stores and traces included: that folder is where `--out` says. */
export function ofExperiment(error: unknown): unknown {
  if (!(error instanceof PortolanError) || error.code !== "store-unwritable") return error;
  return new PortolanError(error.code, error.message, {
    value: error.value,
    cause: error.cause,
    next: elsewhere,
  });
}

/** What makes a line a record; the rest of it is as its writer left it. */
const header = z.object({ format: z.literal(1), task: z.string(), arm: z.string() });

function readLines(path: string, experiment: string): { trials: TrialRecord[]; length: number } {
  const bytes = readFileSync(path);
  const length = bytes.lastIndexOf(0x0a) + 1;
  const lines = bytes.subarray(0, length).toString("utf8").split("\n").slice(0, -1);
  const trials = lines.map((line, index) => {
    try {
      const record = JSON.parse(line) as TrialRecord;
      header.parse(record);
      return record;
    } catch (cause) {
      throw new PortolanError("trace-invalid", `${path}:${index + 1} is not the record of a trial.`, {
        value: line,
        cause,
        next: "Move the file away and give the same command again: it is made from the traces beside it.",
      });
    }
  });
  const foreign = trials.findIndex((trial) => trial.experiment !== experiment);
  if (foreign < 0) return { trials, length };
  throw new PortolanError(
    "trace-invalid",
    `${path}:${foreign + 1} is of another experiment than ${experiment}.`,
    {
      value: trials[foreign]?.experiment ?? null,
      next: "Move what is of the other experiment away, or name another folder.",
    },
  );
}

function lineOf(record: TrialRecord): string {
  return `${JSON.stringify(record)}\n`;
}

function attempt<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    if (cause instanceof PortolanError) throw cause;
    throw new PortolanError("store-unwritable", `${path} cannot be written (${(cause as Error).message}).`, {
      value: path,
      cause,
      next: elsewhere,
    });
  }
}
