import type { Skill } from "@portolan/core";
import { exampleCandidate, exampleEvidence } from "@portolan/core/testing";
import { describe, expect, it } from "vitest";
import { builtInEmbedder } from "../embedders/built-in/built-in-embedder.ts";
import { memoryLibrary } from "./memory-library.ts";
import { rankSkills } from "./rank-skills.ts";
import type { View } from "./view.ts";

const checks = (lowerBound: number) => exampleEvidence({ checks: { examples: 1, cases: 1, lowerBound } });
const skill = (name: string, changes: Partial<Skill> = {}): Skill => ({
  ...exampleCandidate(name),
  source: "export function same(text: string): string { return text; }",
  digest: name,
  status: "active",
  version: 1,
  evidence: checks(0.5),
  ...changes,
});
const text = (values: Record<string, number>): View => ({
  name: "text",
  findings: Object.entries(values).map(([name, value]) => ({ name, value, note: "n" })),
});
const ranked = (skills: Skill[], values: Record<string, number>) =>
  rankSkills([text(values)], memoryLibrary(skills, builtInEmbedder()));
const names = (...given: Parameters<typeof ranked>) => ranked(...given).map(({ name }) => name);

describe("what the best are made of", () => {
  const uses = [{ name: "part", digest: "part" }];

  it("comes up behind its caller, found or not", () => {
    const skills = [skill("caller", { uses }), skill("part"), skill("other")];
    expect(names(skills, { caller: 1, other: 0.9, part: 0.1 })).toEqual(["caller", "part", "other"]);
    expect(names(skills, { caller: 1, other: 0.1 })).toEqual(["caller", "part", "other"]);
    expect(ranked(skills, { caller: 1 })[1]?.reasons).toEqual(["used by caller"]);
  });

  it("does not come up by being called often", () => {
    const callers = ["a", "b", "c"].map((name) => skill(name, { uses }));
    const once = ranked([callers[0]!, skill("part")], { a: 1 }).find(({ name }) => name === "part");
    const often = ranked([...callers, skill("part")], { a: 1, b: 0.9, c: 0.8 }).find(
      ({ name }) => name === "part",
    );
    expect(often?.score).toBe(once?.score);
  });

  it("keeps a place that it has by itself", () => {
    expect(names([skill("caller", { uses }), skill("part")], { caller: 0.5, part: 1 })).toEqual([
      "part",
      "caller",
    ]);
  });
});

describe("among near-equals", () => {
  it("the reliable one comes first, then the one with less to read", () => {
    const skills = [
      skill("a", { source: "x".repeat(5_000) }),
      skill("b"),
      skill("c", { evidence: checks(0.9) }),
    ];
    expect(names(skills, { a: 0.5, b: 0.5, c: 0.5 })).toEqual(["c", "b", "a"]);
  });

  it("neither counts where a match is better", () => {
    const skills = [skill("poor", { evidence: checks(1) }), skill("good", { evidence: checks(0) })];
    expect(names(skills, { good: 0.6, poor: 0.55 })).toEqual(["good", "poor"]);
  });

  it("names decide where nothing else does", () => {
    expect(names([skill("b"), skill("a")], { a: 0.5, b: 0.5 })).toEqual(["a", "b"]);
  });
});
