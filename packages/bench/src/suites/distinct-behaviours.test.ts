import { type Task, taskFrom } from "@portolan/core";
import { expect, test } from "vitest";
import { distinctBehaviours } from "./distinct-behaviours.ts";

function task(
  name: string,
  inputs: number[],
  f: (n: number) => number,
  signature = "(n: number) => number",
): Task {
  return taskFrom({
    goal: name,
    name,
    signature,
    examples: inputs.map((n) => ({ input: [n], output: f(n) })),
  });
}

const double = task("double", [1, 2, 3, 4], (n) => 2 * n);

test.each<[string, Task, number]>([
  ["answers alike", task("twice", [2, 3, 4, 9], (n) => n + n, "(x: number) => number"), 1],
  ["answers one otherwise", task("twice-but", [2, 3, 4, 9], (n) => (n === 4 ? 0 : 2 * n)), 2],
  ["was asked other things", task("elsewhere", [7, 8, 9, 10], (n) => 2 * n), 2],
  ["shares too little", task("little", [4, 8, 9, 10], (n) => 2 * n), 2],
  ["has other types", task("other", [1, 2, 3, 4], (n) => 2 * n, "(n: number) => number | string"), 2],
])("a task that %s", (_, other, count) => {
  expect(distinctBehaviours([double, other])).toBe(count);
});
