import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loadSuite } from "@portolan/bench";
import { digestOf, parseSignature, type Task, taskSchema, type ValueType } from "@portolan/core";
import { casesOfTests, promptExamples, typedSignature } from "./stated-tests.ts";

const shared = ["list-functions-250", "dreamcoder-lists", "sygus-strings", "humaneval-ts"] as const;

/** The most cases that a task of a shared suite gives to the gate. */
const mostCases = 12;

/** All sets, in the order of the report. */
export const setNames: readonly string[] = ["lists", "text", ...shared];

/**
 * The tasks of a set, `undefined` where its file is not there. Shared suites leave nothing to the gate: of what they keep for the
 * score, the gate gets every other case here, or those of a stricter score where there is one.
 */
export async function tasksOf(name: string): Promise<Task[] | undefined> {
  if (!(shared as readonly string[]).includes(name)) return (await loadSuite(name)).tasks;
  const path = join(process.env["PORTOLAN_SUITES"] ?? "", `${name}.jsonl`);
  if (!process.env["PORTOLAN_SUITES"] || !existsSync(path)) return undefined;
  const lines = readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line !== "");
  const rows = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  return rows.flatMap((row) => {
    const task = "tests" in row ? statedTask(row) : taskSchema.safeParse(row).data;
    if (!task || task.score.length === 0 || !isTyped(task)) return [];
    return [{ ...task, suite: name, ...hiddenCases(task, row["scoreStrict"]) }];
  });
}

function hiddenCases(task: Task, strict: unknown): Pick<Task, "cases" | "score"> {
  if (task.cases.length > 0) return task;
  const more = taskSchema.shape.cases.safeParse(strict);
  if (more.success && more.data.length > 0)
    return { cases: more.data.slice(0, mostCases), score: task.score };
  return {
    cases: task.score.filter((_, i) => i % 2 === 1).slice(0, mostCases),
    score: task.score.filter((_, i) => i % 2 === 0),
  };
}

/** A task whose examples are in a comment, and whose other cases are assertions. */
function statedTask(row: Record<string, unknown>): Task | undefined {
  const { id, prompt, tests, signature, suite } = row as Record<string, string>;
  const typed = typedSignature(signature ?? "");
  const examples = promptExamples(prompt ?? "");
  const score = casesOfTests(tests ?? "").filter(
    (one) => !examples.some(({ input }) => JSON.stringify(input) === JSON.stringify(one.input)),
  );
  const goal = (prompt ?? "").split("\n")[0]?.replace(/^\/\/\s*/, "");
  return taskSchema.safeParse({ id, suite, goal, signature: typed, examples, score }).data;
}

/** Whether the types are those that inputs can be made of, and every case has an argument for each parameter. */
function isTyped({ signature, examples, score }: Task): boolean {
  try {
    const { parameters, result } = parseSignature(signature);
    const known = [...parameters.map(({ type }) => type), result].every(isKnown);
    return known && [...examples, ...score].every(({ input }) => input.length === parameters.length);
  } catch {
    return false;
  }
}

function isKnown(type: ValueType): boolean {
  if (type.kind === "array") return isKnown(type.of);
  return type.kind === "record" ? Object.values(type.fields).every(isKnown) : type.kind !== "other";
}

/**
 * At most so many tasks, in their order: the same ones in every run, and among those of a run with more.
 * @param after leaves out as many as would be chosen with that limit: none of these was looked at before
 */
export function chosenTasks(tasks: readonly Task[], limit: number, after: number = 0): Task[] {
  const ranked = tasks.map((task) => ({ task, rank: digestOf(task.id) }));
  const chosen = new Set(
    ranked
      .toSorted((a, b) => (a.rank < b.rank ? -1 : 1))
      .slice(after, after + limit)
      .map(({ task }) => task),
  );
  return tasks.filter((task) => chosen.has(task));
}
