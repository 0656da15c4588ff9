import type { Skill } from "@portolan/core";
import { exampleCandidate, exampleEvidence } from "@portolan/core/testing";
import { expect, it } from "vitest";
import { shownMatches } from "./shown-matches.ts";

const skill = (name: string, changes: Partial<Skill> = {}): Skill => ({
  ...exampleCandidate(name),
  source: `/** ${name} */\nexport function same(text: string): string { return text.trim().${name}(); }`,
  digest: name,
  status: "active",
  version: 1,
  evidence: exampleEvidence(),
  ...changes,
});
const words =
  "Gives every line of a text that says anything, in the order in which they stand, without spaces around.";
const source =
  "export function lines(text: string): string { return text.split('\\n').map((line) => line.trim()).filter(Boolean).join(' '); }";
const skills = new Map(
  [
    skill("first", { description: words, source }),
    skill("first-again", { description: words, source: source.replace("lines", "linesAgain") }),
    skill("other-types", { description: words, source, signature: "(text: string) => string[]" }),
    skill("small", {
      description: "Small.",
      source: "export function small(text: string): string { return text; }",
    }),
  ].map((one) => [one.name, one]),
);
const ranked = [...skills.keys(), "gone"].map((name, i) => ({ name, score: 9 - i, reasons: [] }));
const shown = (limits: Parameters<typeof shownMatches>[2]) =>
  shownMatches(ranked, (name) => skills.get(name), limits).map(({ skill: { name }, folded }) => [
    name,
    folded,
  ]);

it("folds what does nearly the same into the best of it, unless its types are others", () => {
  const all = [
    ["first", ["first-again"]],
    ["other-types", undefined],
    ["small", undefined],
  ];
  expect(shown({ limit: 10 })).toEqual(all);
  expect(shown({ limit: 1 })).toEqual(all.slice(0, 1));
});

it("shows no more than the budget, and passes over what is too large for it", () => {
  expect(shown({ limit: 10, tokenBudget: 40 })).toEqual([["small", undefined]]);
  expect(shown({ limit: 10, tokenBudget: 5 })).toEqual([]);
});
