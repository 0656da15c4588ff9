import { type Case, type Json, parseSignature, type Task } from "@portolan/core";

/** A built-in task as its author writes it: the reference computes every expected output. */
export interface AuthoredTask {
  /** kebab-case, also the name of the skill: `count-evens`. */
  name: string;
  goal: string;
  /** `(xs: number[]) => number`. */
  signature: string;
  // oxlint-disable-next-line typescript/no-explicit-any
  reference: (...input: any[]) => Json;
  /** What the coder sees: 4–8 inputs, chosen by hand so that the goal is plain; each a list of arguments. */
  examples: Json[][];
  /** The gate's inputs, at least 10, edges included. */
  cases: Json[][];
  /** The report's inputs, at least 10, edges included. */
  score: Json[][];
}

/** Turns authored levels (the first is level 1) into the tasks of a suite, in order. */
export function suiteTasks(suite: string, levels: AuthoredTask[][]): Task[] {
  const tasks: Task[] = [];
  for (const [index, level] of levels.entries()) {
    for (const authored of level) {
      tasks.push(taskOf(suite, index + 1, tasks.length, authored));
    }
  }
  return tasks;
}

function taskOf(suite: string, level: number, order: number, authored: AuthoredTask): Task {
  parseSignature(authored.signature);
  const solve = (input: Json[]): Case => ({ input, output: authored.reference(...structuredClone(input)) });
  return {
    id: `${suite}/${authored.name}`,
    suite,
    name: authored.name,
    goal: authored.goal,
    signature: authored.signature,
    level,
    order,
    examples: authored.examples.map(solve),
    cases: authored.cases.map(solve),
    score: authored.score.map(solve),
  };
}
