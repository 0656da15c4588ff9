import { expect, it } from "vitest";
import { skillDigest } from "../skills/skill.ts";
import type { SkillStore } from "../skills/skill-store.ts";
import { exampleCandidate, exampleEvidence } from "./example-records.ts";

const said = { author: "Ada", licence: "MIT", version: "1.2.0" };
const origin = { from: "npm:lines", by: "portolan import", ...said, claimed: exampleEvidence() };

/** What every skill store must do with candidates. `make` returns an empty store. */
export function candidateConformance(make: () => Promise<SkillStore>): void {
  it("keeps a candidate with its origin, where no coder finds it", async () => {
    await using store = await make();
    const candidate = exampleCandidate("first-line");
    const digest = skillDigest(candidate);
    expect(await store.propose(candidate, origin)).toBe("added");
    expect(await store.propose(candidate, origin)).toBe("unchanged");
    expect(await store.candidates()).toEqual([{ candidate, digest, origin }]);
    expect(await store.get("first-line")).toBeUndefined();
    expect(await store.list()).toEqual([]);
    expect(await store.search({ text: "first line", signature: candidate.signature })).toEqual([]);
  });

  it("keeps several programs of one name, by name then digest", async () => {
    await using store = await make();
    for (const [i, name] of ["b", "a", "b"].entries()) {
      const source = `export const ${name} = (text: string) => text + ${i};\n`;
      await store.propose(exampleCandidate(name, { source }), origin);
    }
    const keys = (await store.candidates()).map(({ candidate, digest }) => `${candidate.name} ${digest}`);
    expect(keys).toHaveLength(3);
    expect(keys).toEqual(keys.toSorted());
  });

  it("knows a program that is a skill, and not another of its name", async () => {
    await using store = await make();
    await store.admit(exampleCandidate("first-line"), exampleEvidence());
    expect(await store.propose(exampleCandidate("first-line"), origin)).toBe("known");
    const source = "export const firstLine = (text: string) => text;\n";
    expect(await store.propose(exampleCandidate("first-line", { source }), origin)).toBe("added");
    expect(await store.list()).toHaveLength(1);
  });

  it("adds the cases up that the same program comes with", async () => {
    await using store = await make();
    const evals = { examples: [], cases: [{ input: ["b"], output: "bfirstLine" }] };
    await store.propose(exampleCandidate("first-line"), origin);
    expect(await store.propose(exampleCandidate("first-line", { evals }), origin)).toBe("added");
    expect(await store.propose(exampleCandidate("first-line", { evals }), origin)).toBe("unchanged");
    const [record] = await store.candidates();
    expect(record?.candidate.evals.cases).toHaveLength(2);
  });

  it("notes why a candidate is no skill, and forgets one that is settled", async () => {
    await using store = await make();
    const candidate = exampleCandidate("first-line");
    const ref = { name: "first-line", digest: skillDigest(candidate) };
    await store.propose(candidate, origin);
    await store.settle(ref, "wrong on 1 of 2 cases");
    expect(await store.candidates()).toEqual([
      { candidate, digest: ref.digest, origin, reason: "wrong on 1 of 2 cases" },
    ]);
    await store.settle(ref);
    await store.settle(ref);
    expect(await store.candidates()).toEqual([]);
  });
}
