import { readFile } from "node:fs/promises";
import { PortolanError } from "../errors/portolan-error.ts";
import { digestOf } from "../json/json.ts";
import { propertiesMisfit } from "../properties/property.ts";
import { misfitOf } from "./cases-fit.ts";
import { parseSignature, type Signature } from "./signature.ts";
import { type Task, taskSchema } from "./task.ts";

/** An ordered set of tasks. */
export interface Suite {
  name: string;
  /** SHA-256 of the tasks: two suites with the same digest are the same experiment. */
  digest: string;
  tasks: Task[];
}

/**
 * Reads a suite in its on-disk form: one JSON task a line.
 * @throws PortolanError `suite-invalid` naming file, line and field; nothing is returned for a suite with a broken line.
 */
export async function readSuite(path: string, name?: string): Promise<Suite> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (cause) {
    throw new PortolanError("suite-unknown", `The suite file ${path} cannot be read.`, {
      value: path,
      cause,
      next: "Check the path, or name a built-in suite.",
    });
  }
  return parseSuite(text, { path, name });
}

/** Reads a suite from JSONL text; `path` only serves the error messages. */
export function parseSuite(text: string, from: { path: string; name?: string }): Suite {
  const tasks: Task[] = [];
  // Windows editors put a byte order mark before the first line.
  const lines = text.replace(/^\uFEFF/, "").split("\n");
  const seen = new Set<string>();
  for (const [index, line] of lines.entries()) {
    if (line.trim() === "") continue;
    const task = parseTask(line, `${from.path}:${index + 1}`);
    if (seen.has(task.id)) {
      throw suiteError(`${from.path}:${index + 1}`, `the id "${task.id}" occurs twice`, task.id);
    }
    seen.add(task.id);
    tasks.push(task);
  }
  if (tasks.length === 0) throw suiteError(from.path, "the file holds no task", "", "Write a task a line");
  const ordered = tasks.toSorted((a, b) => a.order - b.order);
  const name = from.name ?? (ordered[0] as Task).suite;
  return { name, digest: digestOf(ordered), tasks: ordered };
}

function parseTask(line: string, place: string): Task {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw suiteError(place, `the line is not JSON (${(cause as Error).message})`, line);
  }
  const parsed = readTask(value, line, place);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw suiteError(place, `${issue?.path.join(".") || "the task"}: ${issue?.message}`, line);
  }
  const signature = signatureAt(place, parsed.data.signature);
  const misfit = misfitOf(parsed.data, signature)?.what ?? propertiesMisfit(parsed.data);
  if (misfit) throw suiteError(place, misfit, line);
  return parsed.data;
}

function signatureAt(place: string, text: string): Signature {
  try {
    return parseSignature(text);
  } catch (error) {
    if (!(error instanceof PortolanError)) throw error;
    throw suiteError(place, `signature: ${error.message.replace(/\.$/, "")}`, text);
  }
}

function readTask(value: unknown, line: string, place: string): ReturnType<typeof taskSchema.safeParse> {
  try {
    return taskSchema.safeParse(value);
  } catch (error) {
    if (error instanceof RangeError) throw suiteError(place, "it is nested too deeply", line);
    throw error;
  }
}

function suiteError(place: string, what: string, value: string, next = "Correct the line"): PortolanError {
  return new PortolanError("suite-invalid", `${place}: ${what}.`, {
    value,
    next: `${next}; docs/suites.md describes the format.`,
  });
}
