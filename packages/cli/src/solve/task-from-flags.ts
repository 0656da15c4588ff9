import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import {
  type Case,
  isReservedWord,
  type Json,
  nameFromGoal,
  parseSignature,
  parseSuite,
  PortolanError,
  type Signature,
  skillNameOf,
  type Task,
  typeText,
  valueFits,
} from "@portolan/core";
import { wrongUsage } from "../command-line/usage-error.ts";
import { count } from "../output/numbers.ts";
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
  const examples = example.map((text) => exampleOf(text, parseSignature(signature)));
  const chosen = name ?? nameFromGoal(goal);
  const rest = { suite: "solve", cases: [], score: [], order: 0 };
  return checkedName({ ...rest, id: `solve/${chosen}`, goal, signature, examples, name: chosen });
}

function exampleOf(text: string, signature: Signature): Case {
  const example = parseExample(text);
  const given = example.input.length;
  const { length } = signature.parameters;
  if (given !== length) {
    throw wrongUsage(
      `An example gives ${count(given, "argument")}, and the signature takes ${length}.`,
      text,
      "Separate arguments by commas; a list that is one argument stands in brackets: '[3,1] => [1,3]'.",
    );
  }
  requireFit(example, signature, "An example", text);
  return example;
}

/** No program of the signature could take or give such values. */
function requireFit({ input, output }: Case, signature: Signature, what: string, text: string): void {
  const wrong = signature.parameters.find(({ type }, i) => !valueFits(type, input[i] as Json));
  const name = wrong ? `argument ${wrong.name}` : "result";
  const type = wrong?.type ?? signature.result;
  if (!wrong && valueFits(type, output)) return;
  throw wrongUsage(
    `${what} contradicts the signature: its ${name} is not of type ${typeText(type)}.`,
    text,
    "Correct the example, or the type in the signature.",
  );
}

/** Reads one task, in the form of a line of a suite; layout over several lines is fine. */
async function readTask(path: string, name: string | undefined): Promise<Task> {
  const text = await readFile(path, "utf8").catch((cause: Error) => {
    throw wrongUsage(`The task file cannot be read (${cause.message}).`, path, "Check the path.");
  });
  const { tasks } = parseSuite(onOneLine(text, path), { path });
  const task = tasks[0] as Task;
  const signature = parseSignature(task.signature);
  for (const kind of ["examples", "cases", "score"] as const) {
    for (const [index, one] of task[kind].entries()) {
      requireFit(one, signature, `${path}: ${kind}[${index}]`, JSON.stringify(one));
    }
  }
  return checkedName(name === undefined ? task : { ...task, name });
}

function onOneLine(text: string, path: string): string {
  try {
    return JSON.stringify(JSON.parse(text.replace(/^\uFEFF/, "")));
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
  // A name that the store would change is refused too: the program would not have the one that was asked for.
  if (name === undefined || (skillNameOf(task) === name && name.length <= 64)) return task;
  const why = isReservedWord(name) ? " is a word of the language and" : "";
  throw wrongUsage(
    `"${name}"${why} cannot be the name of a program.`,
    name,
    "Use kebab-case, at most 64 characters: --name sum-of-squares.",
  );
}
