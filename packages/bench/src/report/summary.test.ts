import { expect, it } from "vitest";
import { sampleExperiment } from "../testing/sample-experiment.ts";
import { figureNotes } from "./figure-notes.ts";
import { type SuiteSummary, summarise } from "./summary.ts";
import { codersText } from "./wording.ts";

it("sums up every arm and compares each with the first", () => {
  const { suites, progress } = summarise(sampleExperiment({ seeds: 6 }));
  expect(progress).toEqual({ done: 3 * 6 * 24, of: 3 * 6 * 24, open: [] });
  const [suite] = suites;
  expect(suite?.arms.map(({ arm, seeds, rate }) => [arm, seeds, rate.of])).toEqual([
    ["none", 6, 144],
    ["library", 6, 144],
    ["none-3x", 6, 144],
  ]);
  expect(suite?.arms[2]?.ownBudget).toMatchObject({ evaluations: 90_000 });
  expect(suite?.arms[0]?.ownBudget).toBeUndefined();
  expect(suite?.arms[0]?.graph).toBeUndefined();
  expect(suite?.arms[1]?.graph?.skills.length).toBeGreaterThan(10);
  const [library, triple] = suite?.contrasts ?? [];
  expect([library?.second, triple?.second]).toEqual(["library", "none-3x"]);
  expect(library?.levels.map(({ level }) => level)).toEqual([1, 2, 3, 4, 5, 6]);
  const least = Math.min(library?.total.pValue ?? 0, triple?.total.pValue ?? 0);
  expect(Math.min(library?.adjusted ?? 0, triple?.adjusted ?? 0)).toBeCloseTo(2 * least, 12);
});

it("says how far an experiment has come, and leaves out arms that have nothing yet", () => {
  const { suites, progress } = summarise(sampleExperiment({ seeds: 2, trials: 50 }));
  expect(progress).toMatchObject({ done: 50, of: 144 });
  expect(progress.open[0]).toEqual({ suite: "sample", arm: "library", seed: 0, done: 2, of: 24 });
  expect(suites[0]?.arms.map(({ arm }) => arm)).toEqual(["none", "library"]);
  expect(suites[0]?.contrasts.map(({ total }) => total.pairs)).toEqual([2]);
});

it("sums up an experiment that has not begun", () => {
  const { suites } = summarise(sampleExperiment({ trials: 0 }));
  expect(suites[0]).toMatchObject({ arms: [], contrasts: [], milestones: [] });
});

it("names the coders that the trials had, which need not be that of the plan", () => {
  const { plan, trials } = sampleExperiment();
  const [first, ...others] = trials.map((trial, i) => ({
    ...trial,
    versions: { ...trial.versions, coder: i % 2 === 0 ? "world:2:6:slips-0.1" : "world:2:6" },
  }));
  expect(summarise({ plan, trials: [first!, ...others] }).coders).toEqual([
    "world:2:6",
    "world:2:6:slips-0.1",
  ]);
  expect(summarise({ plan, trials: [first!] }).coders).toEqual(["world:2:6:slips-0.1"]);
  expect(summarise({ plan, trials: [] }).coders).toEqual(["synth@1"]);
  expect(codersText(["a"])).toBe("coder a");
  expect(codersText(["a", "b"])).toBe("coders a and b");
});

it("takes tasks for milestones that are named", () => {
  const { suites } = summarise(sampleExperiment(), {
    milestones: [{ name: "sorting", tasks: ["sort-runs"] }],
  });
  expect(suites[0]?.milestones.map(({ milestone, arm }) => [milestone, arm])).toEqual([
    ["sorting", "none"],
    ["sorting", "library"],
    ["sorting", "none-3x"],
  ]);
});

/** An agent of one's own: nothing is searched, known tasks are recognised for one evaluation. */
function asked(tokens: number | undefined) {
  const { plan, trials } = sampleExperiment({ seeds: 2 });
  const paid = trials.map((one) => ({
    ...one,
    evaluations: one.called.length > 0 ? 12 : 0,
    requests: one.attempts,
    tokens: tokens && tokens * one.attempts,
    costUsd: 0.01 * one.attempts,
  }));
  return { plan, trials: paid };
}

it("measures effort in what was spent: tokens, or requests, where nobody searched", () => {
  expect(summarise(sampleExperiment()).unit).toBe("evaluations");
  expect(summarise(asked(undefined)).unit).toBe("requests");
  const { unit, suites } = summarise(asked(500));
  expect(unit).toBe("tokens");
  const { arms, contrasts, milestones } = suites[0] as SuiteSummary;
  const [none, library] = arms;
  expect(library?.cost.perSuccess.tokens?.estimate).toBeGreaterThan(500);
  expect(none?.overEffort.points.at(-1)?.x).toBe(Math.max(...spentByCells(asked(500))));
  expect(contrasts[0]?.total.costRatio?.estimate).toBeGreaterThan(0.1);
  expect(milestones.every(({ times }) => times.every(({ time }) => time % 500 === 0 && time > 0))).toBe(true);
  expect(library?.accounts.every(({ spent }) => spent % 500 === 0 && spent > 0)).toBe(true);
  const inMoney = summarise(asked(500), { unit: "costUsd" });
  expect(inMoney.suites[0]?.milestones[0]?.times[0]?.time).toBeLessThan(10);
});

/** What each cell of the first arm spent in all. */
function spentByCells({ trials }: ReturnType<typeof asked>): number[] {
  const own = trials.filter(({ arm }) => arm === "none");
  return [...Map.groupBy(own, ({ seed }) => seed).values()].map((cell) =>
    cell.reduce((sum, { tokens = 0 }) => sum + tokens, 0),
  );
}

it("says in sentences what only the page draws: several tries, money, and when skills had paid", () => {
  const notes = figureNotes(summarise(asked(500)).suites[0] as SuiteSummary);
  expect(notes).toEqual([
    expect.stringMatching(/^Of 2 tries .*pass@2: none \d+ % .*pass\^2: none \d+ % .*library \d+ %/),
    expect.stringMatching(/^A solved task cost, in US dollars: none 0\.\d+ \(.*library 0\.\d+/),
    expect.stringMatching(
      /^Of the \d+ skills of library \d+ saved the tokens .* within [\d.]+ later tasks?\.$/,
    ),
  ]);
});
