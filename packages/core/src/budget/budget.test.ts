import { expect, it } from "vitest";
import { Budget } from "./budget.ts";

it("names what is used up first", () => {
  const budget = new Budget({ evaluations: 10, attempts: 2 });
  expect(budget.exhausted).toBeUndefined();
  budget.spend("evaluations", 9);
  expect(budget.remaining("evaluations")).toBe(1);
  budget.spend("evaluations", 5);
  expect(budget.remaining("evaluations")).toBe(0);
  expect(budget.exhausted).toBe("evaluations");
});

it.each([0, -1, 1.5, Number.NaN])("refuses a budget of %d", (evaluations) => {
  expect(() => new Budget({ evaluations, attempts: 1 })).toThrow(/whole number above 0/);
});
