import { expect, it } from "vitest";
import { checksOf, keptVerdicts, supportedBound } from "./checks.ts";
import { spentOn, standardSequential } from "./sequential-settings.ts";

const runs = { ...standardSequential, alpha: spentOn(1, 0.05), right: 21, of: 21 };
const none = { examples: [], cases: [] };

it("counts what every verdict adds, and takes the number from runs where there are any", () => {
  const verdicts = [
    { evaluator: "a", digest: "", status: "passed" as const, checks: { generated: 100 } },
    { evaluator: "b", digest: "", status: "passed" as const, checks: { runs } },
  ];
  const one = { input: [1], output: 1 };
  expect(checksOf({ examples: [one], cases: [one] }, verdicts)).toEqual({
    examples: 1,
    cases: 1,
    generated: 100,
    runs,
    lowerBound: 0.867,
  });
  expect(keptVerdicts(verdicts)[0]).toEqual({ evaluator: "a", digest: "", status: "passed" });
});

it("counts checks on generated inputs without taking a share from them", () => {
  expect(checksOf(none, [{ checks: { generated: 500, properties: 3 } }]).lowerBound).toBe(0);
});

it.each([
  ["that were not decided", { ...runs, right: 3, of: 3 }],
  ["that were refused", { ...runs, right: 0 }],
  ["whose settings no test can meet", { ...runs, refuseAt: 0.99 }],
])("takes no number from runs %s", (_, claimed) => {
  expect(supportedBound({ examples: 0, cases: 0, runs: claimed })).toBe(0);
});
