import { expect, it } from "vitest";
import { sampleExperiment } from "../testing/sample-experiment.ts";
import { armRows, suiteNotes } from "./arm-table.ts";
import { markdownReport } from "./export/markdown.ts";
import { htmlReport } from "./html/page.ts";
import { partialText } from "./partial-arms.ts";
import { summarise } from "./summary.ts";
import { verdictOf } from "./wording.ts";

/** All of `none`, and of `library` one seed and a quarter of the next. */
const summary = summarise(sampleExperiment({ trials: 96 + 30 }));
const [suite] = summary.suites as [(typeof summary.suites)[number]];

it("is marked in tables with its trials, and compared on what both arms have", () => {
  expect(armRows(suite).map(([arm]) => arm)).toEqual(["none", "library (30 of 96)"]);
  expect(partialText(suite)).toBe(
    "Not whole: library has 30 of 96 trials; figures of it are of those alone.",
  );
  expect(suiteNotes(suite, summary.plan)).toContain("No trial of none-3x has ended yet.");
  const [contrast] = suite.contrasts;
  expect(contrast).toMatchObject({ planned: 96, total: { pairs: 30 } });
  expect(contrast && verdictOf(contrast)).toContain("of the 30 trials of 96 that both have");
  const whole = summarise(sampleExperiment()).suites[0];
  expect(whole && partialText(whole)).toBeUndefined();
  expect(whole?.contrasts.map(verdictOf).join(" ")).toContain("of 24 tasks × 4 seeds");
});

it("has a curve that ends where the first seed that is not whole has come, instead of standing still", () => {
  const [none, library] = suite.arms;
  const spent = sampleExperiment({ trials: 96 + 30 })
    .trials.slice(96 + 24)
    .reduce((sum, { evaluations }) => sum + evaluations, 0);
  expect(library?.overEffort.points.at(-1)?.x).toBe(spent);
  expect(none?.overEffort.points.at(-1)?.x).toBeGreaterThan(spent);
});

it("is marked in each drawing and in each table of a report", () => {
  const page = htmlReport(summary);
  const figures = page.split("<figure").slice(1);
  expect(figures.length).toBeGreaterThan(5);
  for (const figure of figures) {
    expect(figure).toContain("* Not whole: library has 30 of 96 trials");
    expect(figure).not.toMatch(/>library</);
  }
  expect(page.split("<figure")[0]).toContain("library (30 of 96)");
  expect(markdownReport(summary).match(/\| library \(30 of 96\) \|/g)?.length).toBeGreaterThan(2);
});
