import { expect, it } from "vitest";
import { type Duration, kaplanMeier, logRank, medianTime } from "./survival.ts";

// Weeks of remission of 42 children with leukaemia (Freireich et al. 1963), worked through in Kleinbaum and Klein, "Survival
// Analysis", chapter 2, and Collett, "Modelling Survival Data", chapter 2; `gehan` of the R package MASS. Checked with survfit and survdiff of the R package
// survival 3.5. A minus marks who was still in remission at the end.
const durations = (weeks: number[]): Duration[] =>
  weeks.map((week) => ({ time: Math.abs(week), happened: week > 0 }));
const treated = durations([
  6, 6, 6, 7, 10, 13, 16, 22, 23, -6, -9, -10, -11, -17, -19, -20, -25, -32, -32, -34, -35,
]);
const placebo = durations([1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]);

it("gives the published estimate of Kaplan and Meier, with Greenwood's errors", () => {
  const steps = kaplanMeier(treated);
  expect(steps.map(({ time, atRisk, happened }) => [time, atRisk, happened])).toEqual([
    [6, 21, 3],
    [7, 17, 1],
    [10, 15, 1],
    [13, 12, 1],
    [16, 11, 1],
    [22, 7, 1],
    [23, 6, 1],
  ]);
  const survival = [0.857, 0.807, 0.753, 0.69, 0.627, 0.538, 0.448];
  const errors = [0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346];
  for (const [i, step] of steps.entries()) {
    expect(step.survival).toBeCloseTo(survival[i] as number, 3);
    expect(step.error).toBeCloseTo(errors[i] as number, 4);
  }
});

it("gives the published medians", () => {
  expect(medianTime(kaplanMeier(treated))).toBe(23);
  expect(medianTime(kaplanMeier(placebo))).toBe(8);
  expect(medianTime(kaplanMeier([{ time: 5, happened: false }]))).toBeUndefined();
});

it("gives the published log-rank statistic, whichever group is first", () => {
  const { chiSquare, pValue } = logRank(treated, placebo);
  // R: survdiff(Surv(time, cens) ~ treat, gehan)
  expect(chiSquare).toBeCloseTo(16.792941, 6);
  expect(pValue).toBeCloseTo(4.1688091e-5, 11);
  expect(logRank(placebo, treated).chiSquare).toBeCloseTo(chiSquare, 10);
});

it("counts the ways to part few durations, instead of trusting chi-square", () => {
  const [soon, late] = [durations([1, 2, 3]), durations([4, 5, -6])];
  // Of the 20 ways to choose three of six this one and its mirror are the furthest apart.
  expect(logRank(soon, late).pValue).toBeCloseTo(2 / 20, 12);
  expect(logRank(late, soon).pValue).toBeCloseTo(2 / 20, 12);
});

it("has nothing to say where nothing happened", () => {
  const waiting = durations([-3, -4]);
  expect(logRank(waiting, waiting)).toEqual({ chiSquare: 0, pValue: 1 });
});
