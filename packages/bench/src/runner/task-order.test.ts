import type { Task } from "@portolan/core";
import { expect, it } from "vitest";
import { taskOrder } from "./task-order.ts";

const tasks = Array.from({ length: 30 }, (_, i) => ({ id: `t${i}`, level: 1 + Math.floor(i / 10) }) as Task);

it("keeps the suite's order for seed 0", () => {
  expect(taskOrder(tasks, 0)).toEqual(tasks);
});

it("shuffles inside levels, the same way for the same seed", () => {
  const shuffled = taskOrder(tasks, 1);
  expect(shuffled).toEqual(taskOrder(tasks, 1));
  expect(shuffled).not.toEqual(tasks);
  expect(shuffled).not.toEqual(taskOrder(tasks, 2));
  expect(shuffled.map(({ level }) => level)).toEqual(tasks.map(({ level }) => level));
  expect(shuffled.toSorted((a, b) => tasks.indexOf(a) - tasks.indexOf(b))).toEqual(tasks);
});
