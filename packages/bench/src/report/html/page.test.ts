import { expect, it } from "vitest";
import { sampleExperiment } from "../../testing/sample-experiment.ts";
import { summarise } from "../summary.ts";
import { element, markupOf } from "./markup.ts";
import { htmlReport } from "./page.ts";

const page = htmlReport(summarise(sampleExperiment()));

it("fetches nothing, and runs no script", () => {
  expect(page).toContain(
    `content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; img-src data:"`,
  );
  expect(page).not.toMatch(/<script|https?:|url\(|@import| on\w+=/);
});

it("gives every figure a title, a sentence and a table", () => {
  const figures = page.match(/<figure[\s\S]*?<\/figure>/g) ?? [];
  expect(figures.length).toBeGreaterThanOrEqual(8);
  for (const figure of figures) {
    const named = /<svg [^>]*role="img" aria-labelledby="(\S+) (\S+)"/.exec(figure);
    expect(figure).toContain(`<title id="${named?.[1]}">`);
    expect(figure).toMatch(new RegExp(`<desc id="${named?.[2]}">[^<]{20,}</desc>`));
    expect(figure).toMatch(/<details><summary>.*<table>/);
    expect(figure).not.toMatch(/NaN|undefined|Infinity/);
  }
  const ids = [...page.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
  expect(new Set(ids).size).toBe(ids.length);
});

it("draws growth, milestones, composition, the funnel and cost", () => {
  for (const id of [
    "growth-tasks",
    "growth-effort",
    "milestones",
    "composition",
    "funnel",
    "cost-evaluations",
  ])
    expect(page).toContain(`id="sample-${id}"`);
});

it("takes no name for markup", () => {
  expect(markupOf(element("p", { title: `"><b>` }, "<i>\u202e&"))).toBe(
    `<p title="&#34;&#62;&#60;b&#62;">&#60;i&#62;\ufffd&#38;</p>`,
  );
});

it("says of a half-finished experiment how far it is, and draws one that has not begun", () => {
  const half = htmlReport(summarise(sampleExperiment({ trials: 100 })));
  expect(half).toContain("Half-finished: 100 of 288 trials");
  expect(half).not.toMatch(/NaN|undefined|Infinity/);
  const none = htmlReport(summarise(sampleExperiment({ trials: 0 })));
  expect(none).toContain("No trial has ended yet.");
});
