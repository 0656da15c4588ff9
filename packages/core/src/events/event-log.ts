import { closeSync, ftruncateSync, openSync, readFileSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import { PortolanError } from "../errors/portolan-error.ts";
import { ensureFolder } from "../files/ensure-folder.ts";
import type { EventSink, TraceEvent } from "./event.ts";

/**
 * An append-only JSONL file of events. Each line is handed to the operating system before `emit` returns,
 * so a killed process loses at most the line being written; opening the log again cuts such a torn line off.
 */
export class EventLog implements EventSink, Disposable {
  readonly path: string;
  /** The events that were in the file when it was opened. */
  readonly past: readonly TraceEvent[];
  #file: number;

  private constructor(path: string, past: TraceEvent[], file: number) {
    this.path = path;
    this.past = past;
    this.#file = file;
  }

  /** @throws PortolanError `store-unwritable` or `trace-invalid`. */
  static open(path: string): EventLog {
    try {
      ensureFolder(dirname(path));
      const file = openSync(path, "a+");
      const { events, length } = readEvents(path);
      ftruncateSync(file, length);
      return new EventLog(path, events, file);
    } catch (cause) {
      if (cause instanceof PortolanError) throw cause;
      throw unwritable(path, cause);
    }
  }

  emit(event: TraceEvent): void {
    try {
      writeSync(this.#file, `${JSON.stringify(event)}\n`);
    } catch (cause) {
      throw unwritable(this.path, cause);
    }
  }

  [Symbol.dispose](): void {
    closeSync(this.#file);
  }
}

/** What makes a line an event; the rest of it is as its writer left it. */
const headerSchema = z.looseObject({ type: z.string(), seq: z.number(), voyage: z.string() });

/** Reads a log; `length` is the number of bytes up to the end of its last whole line. */
export function readEvents(path: string): { events: TraceEvent[]; length: number } {
  const bytes = readFileSync(path);
  const length = bytes.lastIndexOf(0x0a) + 1;
  const lines = bytes.subarray(0, length).toString("utf8").split("\n").slice(0, -1);
  const events = lines.map((line, index) => {
    try {
      return headerSchema.parse(JSON.parse(line)) as unknown as TraceEvent;
    } catch (cause) {
      throw new PortolanError("trace-invalid", `${path}:${index + 1} is not a JSON event.`, {
        value: line,
        cause,
        next: "Move the file away and start the voyage again; what the store holds stays.",
      });
    }
  });
  return { events, length };
}

function unwritable(path: string, cause: unknown): PortolanError {
  return new PortolanError(
    "store-unwritable",
    `The trace ${path} cannot be written (${(cause as Error).message}).`,
    { value: path, cause, next: "Make the folder writable, or choose another one with --store." },
  );
}
