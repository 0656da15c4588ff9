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

it("refuses a budget of what nobody counts", () => {
  const limits = { evaluations: 1, attempts: 1, attemps: 2 };
  expect(() => new Budget(limits)).toThrow("There is no budget attemps.");
});

it("leaves kinds without a limit open, and counts time by its clock", () => {
  let now = 5;
  const budget = new Budget({ evaluations: 1, attempts: 1, wallMs: 100 }, () => now);
  expect(budget.remaining("tokens")).toBe(Infinity);
  budget.spend("costUsd", 0.25);
  expect(budget.spent).toEqual({ evaluations: 0, attempts: 0, costUsd: 0.25 });
  now = 105;
  expect(budget.exhausted).toBe("wallMs");
});

it.each([0, -0.1, Number.NaN, Infinity])("refuses a budget of %d dollars", (costUsd) => {
  expect(() => new Budget({ evaluations: 1, attempts: 1, costUsd })).toThrow(/amount above 0/);
});

it("gives parts with limits of their own, whose spending counts for the whole", () => {
  const whole = new Budget({ evaluations: 10, attempts: 2 });
  whole.spend("evaluations", 4);
  const part = whole.part({ evaluations: 8, requests: 1 });
  expect(part.remaining("evaluations")).toBe(6);
  part.spend("evaluations", 5);
  part.spend("requests", 1);
  expect([part.exhausted, whole.exhausted]).toEqual(["requests", undefined]);
  expect([part.spent.evaluations, whole.spent.evaluations]).toEqual([5, 9]);
  whole.spend("evaluations", 1);
  expect([part.remaining("evaluations"), part.exhausted]).toEqual([0, "evaluations"]);
});
