import { expect, it } from "vitest";
import type { SkillStore } from "../skills/skill-store.ts";
import { exampleCandidate, exampleEvidence } from "./example-records.ts";
import { exampleTrial, exampleUse } from "./example-uses.ts";

/** What a store does with records of uses. */
export function useConformance(make: () => Promise<SkillStore>): void {
  it("keeps uses and trials in order, by skill, each once", async () => {
    await using store = await make();
    expect(await store.uses()).toEqual([]);
    const other = { name: "word", digest: "5".repeat(64) };
    const uses = [0, 1, 2].map((episode) => exampleUse({ episode, ...(episode === 1 && { skill: other }) }));
    const trial = exampleTrial(["with"]);
    await store.recordUses(uses);
    await store.recordUses([trial, ...uses]);
    await store.recordUses([]);
    expect(await store.uses("first-line")).toEqual(expect.arrayContaining([uses[0], uses[2], trial]));
    expect(await store.uses("word")).toEqual([uses[1]]);
    expect(await store.uses("absent")).toEqual([]);
    const all = await store.uses();
    expect(all).toHaveLength(4);
    expect(all.filter(({ type }) => type === "use")).toEqual(uses);
  });

  it("keeps every record that is written at once", async () => {
    await using store = await make();
    const records = Array.from({ length: 20 }, (_, episode) => exampleUse({ episode }));
    await Promise.all(records.map((record) => store.recordUses([record])));
    const kept = await store.uses();
    expect(kept).toHaveLength(20);
    expect(kept).toEqual(expect.arrayContaining(records));
  });

  it("leaves skills as they are, whatever is said of their use", async () => {
    await using store = await make();
    const { skill } = await store.admit(exampleCandidate("first-line"), exampleEvidence());
    const { name, digest } = skill;
    await store.recordUses([exampleUse({ skill: { name, digest }, outcome: "wrong", cause: "own" })]);
    expect(await store.get("first-line")).toEqual(skill);
    expect(await store.list()).toEqual([skill]);
  });
}
