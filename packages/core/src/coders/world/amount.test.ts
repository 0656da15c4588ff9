import { expect, it } from "vitest";
import { amountFor, amountOf, amountText, sumText } from "./amount.ts";

const asked = [1, 2, 3, 5, 8, 13, 34];
const samples = (needed: (count: number) => number) => new Map(asked.map((count) => [count, needed(count)]));

it.each([
  ["three for each", (n: number) => 3 * n, "3 * lacking"],
  ["one for each", (n: number) => n, "lacking"],
  ["two for every four", (n: number) => 2 * Math.ceil(n / 4), "2 * Math.ceil(lacking / 4)"],
  ["one for every eight", (n: number) => Math.ceil(n / 8), "Math.ceil(lacking / 8)"],
  ["always one", () => 1, "1"],
])("finds %s", (_, needed, text) => {
  const amount = amountOf(samples(needed));
  expect(amountText(amount, "lacking")).toBe(text);
  for (const count of asked) expect(amountFor(amount, count)).toBe(needed(count));
});

it("never says too little where no rule fits", () => {
  const odd = samples((n) => n + (n % 2) + 3);
  const amount = amountOf(odd);
  for (const [count, number] of odd) expect(amountFor(amount, count)).toBeGreaterThanOrEqual(number);
});

it("puts amounts together", () => {
  expect(amountText({ each: 4, per: 1 }, "2 * lacking")).toBe("4 * (2 * lacking)");
  expect(amountText({ each: 2, per: 4 }, "5")).toBe("4");
  expect(sumText(["3 * count", "4", "1"])).toBe("3 * count + 5");
});
