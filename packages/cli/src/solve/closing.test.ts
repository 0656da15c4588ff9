import type { EpisodeResult, Task } from "@portolan/core";
import { expect, test } from "vitest";
import { closing, isRefused } from "./closing.ts";

const task = { id: "solve/foo", name: "foo", cases: [{ input: [1], output: 1 }] } as unknown as Task;

function admitted(change: EpisodeResult["change"], name = "foo"): EpisodeResult {
  return { solved: true, reason: "admitted", change, program: { name } } as EpisodeResult;
}

test.each([
  [admitted("added"), "Kept as the skill foo."],
  [admitted("unchanged"), "Kept as the skill foo."],
  [admitted("added", "foo-solve"), "Kept as the skill foo-solve: the name foo was taken."],
])("says what was kept: %#", (result, line) => {
  expect(closing(task, result, true)).toEqual([line]);
  expect(isRefused(result)).toBe(false);
});

test("names the skill that has the name, and a way out", () => {
  const result = admitted("name-taken");
  expect(closing(task, result, true)).toEqual([
    "Not kept: the store has another program of the name foo, see `portolan show foo`. Choose another --name.",
  ]);
  expect(isRefused(result)).toBe(true);
});

test("what the store could not take is not called kept", () => {
  expect(closing(task, admitted(undefined), true)).toEqual([
    "Not kept: a skill that it calls is no longer active.",
  ]);
  expect(isRefused(admitted(undefined))).toBe(true);
  expect(isRefused({ ...admitted(undefined), reason: "known" })).toBe(false);
});

test("names the evaluator that refused, and the number behind what it did not refuse", () => {
  const failed = { solved: false, reason: "attempts used up", refusedBy: "gate-cases" } as EpisodeResult;
  expect(closing(task, failed, true)).toEqual([
    "Not solved: attempts used up; the last program was refused by gate-cases.",
  ]);
  const parked = { solved: false, reason: "parked: A tool was out: so it said." } as EpisodeResult;
  expect(closing(task, parked, true)).toEqual(["Not solved: parked: A tool was out: so it said."]);
  const broken = { ...failed, refusedBy: undefined, unusable: "The agent ended with exit code 1." };
  expect(closing(task, broken, true)).toEqual([
    "Not solved: attempts used up; the last reply held no program: The agent ended with exit code 1.",
  ]);
  const checks = { examples: 3, cases: 4, lowerBound: 0.4729 };
  expect(closing(task, { ...admitted("added"), checks }, true)[0]).toBe(
    "Judged: right on at least 47.2 % of such inputs (95 % confidence).",
  );
});
