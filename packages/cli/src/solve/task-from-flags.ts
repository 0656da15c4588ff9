import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parseSignature, parseSuite, PortolanError, skillNameOf, type Task } from "@portolan/core";
import { wrongUsage } from "../command-line/usage-error.ts";
import { parseExample } from "./parse-example.ts";

/** Flags that say what is to be solved. */
export interface TaskFlags {
  goal?: string;
  signature?: string;
  example?: string[];
  name?: string;
  task?: string;
}

/**
 * The task of a JSON file, or the one that the flags spell out.
 * @throws PortolanError `usage`, `signature-invalid`, `suite-invalid`
 */
export async function taskFromFlags(flags: TaskFlags, cwd: string): Promise<Task> {
  const spelled = flags.goal ?? flags.signature ?? flags.example;
  if (flags.task === undefined) return spelledOut(flags);
  if (spelled === undefined) return readTask(resolve(cwd, flags.task), flags.name);
  throw wrongUsage(
    "The task is given twice, in a file and on the command line.",
    flags.task,
    "Give either --task, or --goal, --signature and --example.",
  );
}

function spelledOut({ goal, signature, example = [], name }: TaskFlags): Task {
  const missing = goal === undefined ? "--goal" : signature === undefined ? "--signature" : undefined;
  if (goal === undefined || signature === undefined || example.length === 0) {
    throw wrongUsage(
      `${missing ?? "--example"} is missing.`,
      undefined,
      "Give --goal, --signature and at least one --example, or --task; `portolan solve --help` shows one.",
    );
  }
  const { parameters } = parseSignature(signature);
  const examples = example.map((text) => {
    const one = parseExample(text);
    if (one.input.length === parameters.length) return one;
    throw wrongUsage(
      `An example gives ${one.input.length} arguments, and the signature takes ${parameters.length}.`,
      text,
      "Separate arguments by commas; a list that is one argument stands in brackets: '[3,1] => [1,3]'.",
    );
  });
  const chosen = name ?? nameFromGoal(goal);
  const rest = { suite: "solve", cases: [], score: [], order: 0 };
  return checkedName({ ...rest, id: `solve/${chosen}`, goal, signature, examples, name: chosen });
}

/** Reads one task, in the form of a line of a suite; layout over several lines is fine. */
async function readTask(path: string, name: string | undefined): Promise<Task> {
  const text = await readFile(path, "utf8").catch((cause: Error) => {
    throw wrongUsage(`The task file cannot be read (${cause.message}).`, path, "Check the path.");
  });
  const { tasks } = parseSuite(onOneLine(text, path), { path });
  const task = tasks[0] as Task;
  return checkedName(name === undefined ? task : { ...task, name });
}

function onOneLine(text: string, path: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch (cause) {
    throw new PortolanError("suite-invalid", `${path} is not JSON: ${(cause as Error).message}.`, {
      value: path,
      cause,
      next: "Correct the file; a task is one JSON object.",
    });
  }
}

function checkedName(task: Task): Task {
  const { name } = task;
  if (name === undefined || (/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) && name.length <= 64)) return task;
  throw wrongUsage(
    `"${name}" cannot be the name of a program.`,
    name,
    "Use kebab-case, at most 64 characters: --name sum-of-squares.",
  );
}

const filler = new Set(["a", "an", "the", "of", "to", "from", "in", "and", "by", "is", "are", "that", "its"]);

/** The telling words of the first sentence of a goal, in kebab-case. */
function nameFromGoal(goal: string): string {
  const words = (goal.split(/[.:;]/)[0] ?? "").toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const telling = words.filter((word) => !filler.has(word)).slice(0, 5);
  return skillNameOf({ id: telling.join("-") || "program" });
}
