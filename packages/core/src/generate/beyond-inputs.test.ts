import { expect, it } from "vitest";
import { beyondInputs, emptiedInputs } from "./beyond-inputs.ts";

it("puts numbers below 0 where none was, and nowhere else", () => {
  const seen = [
    [3, [1, 2]],
    [-1, [5]],
  ];
  expect(beyondInputs("negative", seen, [[4, [7, 8]]])).toEqual([[4, [-7, -8]]]);
});

it("changes some of the numbers of every other input", () => {
  const [, second] = beyondInputs("negative", [[[1]]], [[[1, 2, 3, 4]], [[1, 2, 3, 4]]]);
  const numbers = second?.[0] as number[];
  expect(numbers.some((n) => n < 0)).toBe(true);
  expect(numbers.some((n) => n > 0)).toBe(true);
});

it("puts letters of other languages into texts where none were, one each", () => {
  const [first] = beyondInputs("foreign", [["plan", { name: "Zoë" }]], [["plan", { name: "Ann" }]]);
  expect(first?.[1]).toEqual({ name: "Ann" });
  expect(first?.[0]).toMatch(/\P{ASCII}/u);
  expect(first?.[0]).toHaveLength(4);
});

it("leaves out what there is nothing to change in", () => {
  expect(beyondInputs("negative", [["a"]], [["a"], [[]]])).toEqual([]);
  expect(beyondInputs("foreign", [["é"]], [["a"]])).toEqual([]);
  expect(beyondInputs("negative", [[0]], [[0]])).toEqual([]);
});

it("empties each argument, all of them, and an item of a list", () => {
  const emptied = emptiedInputs([
    ["ab", [[1], [2]]],
    ["cd", [[3]]],
  ]);
  expect(emptied).toContainEqual(["", [[1], [2]]]);
  expect(emptied).toContainEqual(["", []]);
  expect(emptied).toContainEqual(["ab", [[], [2]]]);
  expect(emptied).toContainEqual(["cd", []]);
  expect(emptiedInputs([])).toEqual([]);
});
