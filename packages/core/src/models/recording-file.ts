import { appendFileSync, closeSync, openSync, readFileSync, readSync, fstatSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import { PortolanError } from "../errors/portolan-error.ts";
import { ensureFolder } from "../files/ensure-folder.ts";
import type { ModelPrice, ModelReply, ModelRequest, ModelUsage } from "./model.ts";

/** One line of a recording. Neither keys nor headers are in it: a model never sees them. */
export interface RecordedExchange {
  /** Digest of `asked`. */
  request: string;
  /** Id of the model. */
  model: string;
  price?: ModelPrice;
  asked: ModelRequest;
  reply: ModelReply;
  /** Requests that were sent for it, retries included. */
  requests: number;
  /** What each of those used that used anything. */
  usages: ModelUsage[];
}

const usage = z.looseObject({ inputTokens: z.int(), outputTokens: z.int() });

/** What makes a line an exchange; the rest of it is as its writer left it. */
const lineSchema = z.looseObject({
  request: z.string().length(64),
  model: z.string(),
  asked: z.looseObject({ messages: z.array(z.looseObject({ role: z.string(), content: z.string() })) }),
  reply: z.looseObject({ text: z.string(), finish: z.string(), usage }),
  requests: z.int(),
  usages: z.array(usage),
});

/**
 * Adds an exchange in one write, so that several processes may share a file. A line that a killed process left half-written
 * is closed first, and never touched.
 * @throws PortolanError `store-unwritable`
 */
export function appendExchange(path: string, exchange: RecordedExchange): void {
  try {
    ensureFolder(dirname(path));
    appendFileSync(path, `${endsTorn(path) ? "\n" : ""}${JSON.stringify(exchange)}\n`);
  } catch (cause) {
    const why = (cause as Error).message;
    throw new PortolanError("store-unwritable", `The recording ${path} cannot be written (${why}).`, {
      value: path,
      cause,
      next: "Make the folder writable, or record somewhere else.",
    });
  }
}

/**
 * The exchanges of a file, in order; torn lines are skipped.
 * @throws PortolanError `model-recording-invalid`
 */
export function readExchanges(path: string): RecordedExchange[] {
  const lines = readText(path).split("\n");
  return lines.flatMap((line, index) => {
    const value = parsed(line);
    if (value === undefined) return [];
    const { success, error } = lineSchema.safeParse(value);
    if (success) return [value as RecordedExchange];
    const [issue] = error.issues;
    throw new PortolanError("model-recording-invalid", `${path}:${index + 1} is not a recorded exchange.`, {
      value: `${issue?.path.join(".")}: ${issue?.message}`,
      next: "Restore the line, or record again.",
    });
  });
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    const why = (cause as Error).message;
    throw new PortolanError("model-recording-invalid", `The recording ${path} cannot be read (${why}).`, {
      value: path,
      cause,
      next: "Correct the path, or record first.",
    });
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function endsTorn(path: string): boolean {
  const file = openSync(path, "a+");
  try {
    const { size } = fstatSync(file);
    const last = Buffer.alloc(1);
    return size > 0 && readSync(file, last, 0, 1, size - 1) === 1 && last[0] !== 0x0a;
  } finally {
    closeSync(file);
  }
}
