import { expect, it } from "vitest";
import { FUSION, fuseViews } from "./fuse-views.ts";
import type { View, ViewName } from "./view.ts";

const view = (name: ViewName, values: Record<string, number>): View => ({
  name,
  findings: Object.entries(values).map(([skill, value]) => ({ name: skill, value, note: "n" })),
});

it("adds up what the views say, each with its weight", () => {
  const fused = fuseViews([view("text", { a: 1, b: 0.5 }), view("vector", { b: 0.5 })]);
  const { text, vector } = FUSION;
  const scores = { b: 0.5 * text + 0.5 * vector, a: text };
  expect(Object.fromEntries(fused.map(({ name, score }) => [name, score]))).toEqual(scores);
});

it("lets types decide among what words like nearly as well, and lift nothing that they like much less", () => {
  const types = view("signature", { poor: 0.3, good: 0.3 });
  const names = (values: Record<string, number>) =>
    fuseViews([view("vector", values), types]).map(({ name }) => name);
  expect(names({ best: 0.7, good: 0.66 })).toEqual(["good", "best", "poor"]);
  expect(names({ best: 0.7, poor: 0.6 })).toEqual(["best", "poor", "good"]);
  expect(fuseViews([types]).map(({ name }) => name)).toEqual(["good", "poor"]);
});

it("gives equal values one rank, and orders equal sums by name", () => {
  const fused = fuseViews([view("vector", { c: 0.4, a: 0.4, b: 0.4, d: 0.3 })]);
  expect(fused.map(({ name }) => name)).toEqual(["a", "b", "c", "d"]);
  const ranks = ["1st", "1st", "1st", "4th"].map((rank) => `vector ${rank}: n`);
  expect(fused.map(({ reasons }) => reasons[0])).toEqual(ranks);
});

it("does not depend on the order of the findings", () => {
  const forth = view("text", { a: 0.1, b: 0.3, c: 0.2 });
  const back = { ...forth, findings: forth.findings.toReversed() };
  expect(fuseViews([forth])).toEqual(fuseViews([back]));
});

it("counts ranks as people do", () => {
  const values = Object.fromEntries(Array.from({ length: 23 }, (_, i) => [`s${i}`, 1 - i / 100]));
  const reasons = fuseViews([view("text", values)]).flatMap((one) => one.reasons);
  expect([0, 1, 2, 3, 10, 11, 12, 20, 21, 22].map((i) => reasons[i])).toEqual(
    ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "23rd"].map(
      (rank) => `text ${rank}: n`,
    ),
  );
});
