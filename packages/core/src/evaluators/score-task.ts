import type { LinkedProgram } from "../program/program.ts";
import type { RunOptions, Sandbox } from "../sandbox/sandbox.ts";
import type { Task } from "../task/task.ts";
import { score } from "./score.ts";
import { runTests } from "./tests/run-tests.ts";

/** What the report asks of a task: each score case, and its tests as one. */
export function scoresOf({ score: cases, tests }: Pick<Task, "score" | "tests">): number {
  return cases.length + (tests ? 1 : 0);
}

/** How many of these a program answers rightly. */
export async function scoreTask(
  sandbox: Sandbox,
  program: LinkedProgram,
  task: Pick<Task, "score" | "tests">,
  options: RunOptions = {},
): Promise<{ right: number; of: number }> {
  const { right } = await score(sandbox, program, task.score, options);
  const passed = task.tests && (await runTests(sandbox, program, task.tests, options)).passed;
  return { right: right + (passed ? 1 : 0), of: scoresOf(task) };
}
