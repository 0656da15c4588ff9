import { describe, expect, it } from "vitest";
import { candidateConformance } from "./candidate-conformance.ts";
import { type Skill, type SkillRef, skillDigest, type SkillStatus } from "../skills/skill.ts";
import type { SkillFilter } from "../skills/skill-query.ts";
import type { SkillStore } from "../skills/skill-store.ts";
import { exampleCandidate, exampleEvidence, exampleRefusal } from "./example-records.ts";
import { skillChangeConformance } from "./skill-change-conformance.ts";
import { skillRevertConformance } from "./skill-revert-conformance.ts";
import { useConformance } from "./use-conformance.ts";

const OTHER_STATUSES: SkillStatus[] = ["candidate", "deprecated", "revoked", "quarantined"];

/** Gives an active skill this status, by the way that leads there. */
async function moveTo(store: SkillStore, name: string, status: SkillStatus): Promise<Skill> {
  if (status === "candidate") await store.transition(name, "quarantined", "for the test");
  return store.transition(name, status, "for the test");
}

/** What every skill store must do. `make` returns an empty store. */
export function skillStoreConformance(name: string, make: () => Promise<SkillStore>): void {
  describe(`${name} is a skill store`, () => {
    admission(make);
    visibility(make);
    filters(make);
    callers(make);
    quarantine(make);
    searching(make);
    candidateConformance(make);
    useConformance(make);
    skillChangeConformance(make);
    skillRevertConformance(make);
  });
}

function admission(make: () => Promise<SkillStore>): void {
  it("makes a candidate an active skill with its evidence", async () => {
    await using store = await make();
    const candidate = exampleCandidate("first-line");
    const { skill, change } = await store.admit(candidate, exampleEvidence());
    expect(change).toBe("added");
    const expected = { ...candidate, digest: skillDigest(candidate), status: "active", version: 1 };
    expect(skill).toEqual({ ...expected, evidence: exampleEvidence() });
    expect(await store.get("first-line")).toEqual(skill);
  });

  it("changes nothing when an admission is repeated, whatever the evidence", async () => {
    await using store = await make();
    const { skill } = await store.admit(exampleCandidate("first-line"), exampleEvidence());
    const again = await store.admit(exampleCandidate("first-line"), exampleEvidence({ episode: 7 }));
    expect(again).toEqual({ skill, change: "unchanged" });
    expect(await store.list()).toEqual([skill]);
  });

  it("does not revive a skill whose admission is repeated", async () => {
    await using store = await make();
    await store.admit(exampleCandidate("first-line"), exampleEvidence());
    await store.transition("first-line", "revoked", "it was wrong");
    const { skill, change } = await store.admit(exampleCandidate("first-line"), exampleEvidence());
    expect([skill.status, change]).toEqual(["revoked", "unchanged"]);
  });

  it("keeps a name for the program that has it", async () => {
    await using store = await make();
    const { skill } = await store.admit(exampleCandidate("first-line"), exampleEvidence());
    const other = exampleCandidate("first-line", {
      source: "export const firstLine = (text: string) => text;\n",
    });
    expect(await store.admit(other, exampleEvidence())).toEqual({ skill, change: "name-taken" });
    expect(await store.get("first-line")).toEqual(skill);
  });

  it("lets one of two simultaneous admissions to a name win", async () => {
    await using store = await make();
    const sources = [1, 2, 3, 4].map((n) => `export const firstLine = (text: string) => text + ${n};\n`);
    const admissions = await Promise.all(
      sources.map((source) => store.admit(exampleCandidate("first-line", { source }), exampleEvidence())),
    );
    expect(admissions.map(({ change }) => change).toSorted()).toEqual([
      "added",
      ...Array(3).fill("name-taken"),
    ]);
    expect(new Set(admissions.map(({ skill }) => skill.digest)).size).toBe(1);
  });

  it("takes a caller only when its callees are active as pinned", async () => {
    await using store = await make();
    const callee = await store.admit(exampleCandidate("first-line"), exampleEvidence());
    const pin: SkillRef = { name: "first-line", digest: callee.skill.digest };
    const caller = (uses: SkillRef[]) => exampleCandidate("heading-of", { uses });
    const wrong = { code: "store-invalid" };
    await expect(store.admit(caller([{ ...pin, name: "absent" }]), exampleEvidence())).rejects.toMatchObject(
      wrong,
    );
    await expect(
      store.admit(caller([{ ...pin, digest: "2".repeat(64) }]), exampleEvidence()),
    ).rejects.toMatchObject(wrong);
    await store.transition("first-line", "deprecated", "for the test");
    await expect(store.admit(caller([pin]), exampleEvidence())).rejects.toMatchObject(wrong);
    expect(await store.get("heading-of")).toBeUndefined();
    await store.transition("first-line", "active", "for the test", { evidence: "seen" });
    expect((await store.admit(caller([pin]), exampleEvidence())).skill.uses).toEqual([pin]);
  });
}

function visibility(make: () => Promise<SkillStore>): void {
  it("gets a skill by name, and by digest only that version", async () => {
    await using store = await make();
    const { skill } = await store.admit(exampleCandidate("first-line"), exampleEvidence());
    expect(await store.get("absent")).toBeUndefined();
    expect(await store.get("../first-line")).toBeUndefined();
    expect(await store.get("first-line", skill.digest)).toEqual(skill);
    expect(await store.get("first-line", "2".repeat(64))).toBeUndefined();
  });

  it("lists in order of name", async () => {
    await using store = await make();
    for (const name of ["word", "line-2", "line", "a"])
      await store.admit(exampleCandidate(name), exampleEvidence());
    expect((await store.list()).map(({ name }) => name)).toEqual(["a", "line", "line-2", "word"]);
  });

  it.each(OTHER_STATUSES)("hides a %s skill from list and search, not from get", async (status) => {
    await using store = await make();
    await store.admit(exampleCandidate("first-line"), exampleEvidence());
    await store.admit(exampleCandidate("last-line"), exampleEvidence());
    const moved = await moveTo(store, "first-line", status);
    expect(moved).toMatchObject({ name: "first-line", status });
    expect((await store.list()).map(({ name }) => name)).toEqual(["last-line"]);
    expect((await store.list({ status: [status] })).map(({ name }) => name)).toEqual(["first-line"]);
    const found = await store.search({ text: "first line", signature: "(text: string) => string" });
    expect(found.map(({ skill }) => skill.name)).toEqual(["last-line"]);
    expect(await store.get("first-line")).toEqual(moved);
  });

  it("brings a skill back, and takes a repeated transition", async () => {
    await using store = await make();
    const { skill } = await store.admit(exampleCandidate("first-line"), exampleEvidence());
    await store.transition("first-line", "deprecated", "for the test");
    await store.transition("first-line", "deprecated", "again");
    const evidence = { checked: "by hand" };
    expect(await store.transition("first-line", "active", "it is right after all", { evidence })).toEqual(
      skill,
    );
    expect((await store.search({ text: "first line" })).map((match) => match.skill)).toEqual([skill]);
  });

  it("refuses a transition of a skill that it does not hold", async () => {
    await using store = await make();
    await expect(store.transition("absent", "revoked", "x")).rejects.toMatchObject({ code: "skill-unknown" });
  });

  it("returns skills that cannot be used to change it", async () => {
    await using store = await make();
    const { skill } = await store.admit(exampleCandidate("first-line"), exampleEvidence());
    const before = JSON.stringify(skill);
    try {
      skill.evidence.task.id = "changed";
      skill.evals.examples.pop();
    } catch {
      // A store may freeze what it returns.
    }
    expect(JSON.stringify(await store.get("first-line"))).toBe(before);
  });
}

function filters(make: () => Promise<SkillStore>): void {
  it("lists and counts the skills that pass a filter", async () => {
    await using store = await make();
    const evidence = exampleEvidence();
    const { skill } = await store.admit(exampleCandidate("reads", { tools: ["fs.read"] }), evidence);
    const uses = [{ name: "reads", digest: skill.digest }];
    await store.admit(exampleCandidate("calls", { uses, author: "somebody" }), evidence);
    const signature = "(lines: number) => number";
    await store.admit(exampleCandidate("counts", { signature, tags: ["a", "b"] }), evidence);
    await store.admit(exampleCandidate("gone"), evidence);
    await store.transition("gone", "revoked", "for the test");
    const { suite } = evidence.task;
    const expected: [SkillFilter, string[]][] = [
      [{}, ["calls", "counts", "reads"]],
      [{ status: ["active", "revoked"] }, ["calls", "counts", "gone", "reads"]],
      [{ status: [] }, []],
      [{ types: "number → number" }, ["counts"]],
      [{ types: "Date → Date" }, []],
      [{ tags: ["a"] }, ["counts"]],
      [{ tags: ["a", "c"] }, []],
      [{ tools: [] }, ["counts"]],
      [{ tools: ["fs"] }, ["calls", "counts", "reads"]],
      [{ author: "somebody" }, ["calls"]],
      [{ author: "nobody" }, []],
      [{ author: evidence.coder }, ["counts", "reads"]],
      [{ suite, status: ["revoked"] }, ["gone"]],
      [{ suite: "none" }, []],
    ];
    for (const [filter, names] of expected) {
      expect((await store.list(filter)).map(({ name }) => name)).toEqual(names);
      expect(await store.count(filter)).toBe(names.length);
    }
  });
}

function callers(make: () => Promise<SkillStore>): void {
  /** `first-line` ← `heading-of` ← `title-of`, and `last-line` on its own. */
  const filled = async () => {
    const store = await make();
    const first = await store.admit(exampleCandidate("first-line"), exampleEvidence());
    const heading = await store.admit(
      exampleCandidate("heading-of", { uses: [{ name: "first-line", digest: first.skill.digest }] }),
      exampleEvidence(),
    );
    const uses = [{ name: "heading-of", digest: heading.skill.digest }];
    await store.admit(exampleCandidate("title-of", { uses }), exampleEvidence());
    await store.admit(exampleCandidate("last-line"), exampleEvidence());
    return store;
  };
  const namesOf = async (store: SkillStore, status: SkillStatus) =>
    (await store.list({ status: [status] })).map(({ name }) => name);

  it.each(OTHER_STATUSES)(
    "takes all callers of a skill that becomes %s out of the library",
    async (status) => {
      await using store = await filled();
      await moveTo(store, "first-line", status);
      expect((await store.get("first-line"))?.status).toBe(status);
      const becomes = status === "deprecated" ? "deprecated" : "quarantined";
      for (const name of ["heading-of", "title-of"])
        expect(await store.get(name)).toMatchObject({ status: becomes });
      expect(await namesOf(store, "active")).toEqual(["last-line"]);
      const found = await store.search({
        text: "first line heading title",
        signature: "(text: string) => string",
      });
      expect(found.map(({ skill }) => skill.name)).toEqual(["last-line"]);
    },
  );

  it("leaves callees as they are when their caller leaves", async () => {
    await using store = await filled();
    await store.transition("heading-of", "revoked", "for the test");
    expect(await namesOf(store, "active")).toEqual(["first-line", "last-line"]);
    expect(await namesOf(store, "quarantined")).toEqual(["title-of"]);
  });

  it("brings callers back one by one, and only after what they call", async () => {
    await using store = await filled();
    await store.transition("first-line", "deprecated", "for the test");
    await store.transition("first-line", "active", "it is right after all", { evidence: "seen" });
    expect(await namesOf(store, "deprecated")).toEqual(["heading-of", "title-of"]);
    await expect(store.transition("title-of", "active", "too early")).rejects.toMatchObject({
      code: "store-invalid",
    });
    await store.transition("heading-of", "active", "again");
    await store.transition("title-of", "active", "again");
    expect(await namesOf(store, "deprecated")).toEqual([]);
  });

  it("does not make a caller that was revoked any better", async () => {
    await using store = await filled();
    await store.transition("heading-of", "revoked", "it was wrong");
    await store.transition("first-line", "deprecated", "for the test");
    expect(await namesOf(store, "revoked")).toEqual(["heading-of"]);
  });
}

function quarantine(make: () => Promise<SkillStore>): void {
  it("keeps a refused candidate with its reason, where nothing finds it", async () => {
    await using store = await make();
    const candidate = exampleCandidate("first-line");
    await store.quarantine(candidate, exampleRefusal());
    const digest = skillDigest(candidate);
    expect(await store.quarantined()).toEqual([{ candidate, digest, refusal: exampleRefusal() }]);
    expect(await store.get("first-line")).toBeUndefined();
    expect(await store.list({ status: ["active", ...OTHER_STATUSES] })).toEqual([]);
    expect(await store.search({ text: "first line", signature: candidate.signature })).toEqual([]);
  });

  it("changes nothing when a quarantine is repeated", async () => {
    await using store = await make();
    await store.quarantine(exampleCandidate("first-line"), exampleRefusal());
    await store.quarantine(exampleCandidate("first-line"), exampleRefusal({ reason: "another" }));
    expect((await store.quarantined()).map(({ refusal }) => refusal)).toEqual([exampleRefusal()]);
  });

  it("returns refused candidates by name, then digest", async () => {
    await using store = await make();
    const candidates = ["b", "a", "b", "c"].map((name, i) =>
      exampleCandidate(name, { source: `export const ${name} = () => ${i};\n` }),
    );
    for (const candidate of candidates) await store.quarantine(candidate, exampleRefusal());
    const keys = (await store.quarantined()).map(({ candidate, digest }) => `${candidate.name} ${digest}`);
    expect(keys).toHaveLength(4);
    expect(keys).toEqual(keys.toSorted());
  });
}

function searching(make: () => Promise<SkillStore>): void {
  it("finds nothing in an empty store", async () => {
    await using store = await make();
    expect(await store.search({ text: "anything" })).toEqual([]);
  });

  it("returns the best first, each with a reason, ten at most", async () => {
    await using store = await make();
    for (let i = 0; i < 12; i++) {
      await store.admit(exampleCandidate(`line-${i}`), exampleEvidence());
    }
    const description = "Sorts the words of a line by their length.";
    await store.admit(exampleCandidate("sort-words", { description }), exampleEvidence());
    const matches = await store.search({ text: "sort the words of a line by length" });
    expect(matches.length).toBeLessThanOrEqual(10);
    expect(matches[0]?.skill.name).toBe("sort-words");
    expect(matches.every(({ reasons }) => reasons.length > 0)).toBe(true);
    const scores = matches.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(await store.search({ text: "sort the words of a line", limit: 3 })).toHaveLength(3);
  });

  it("ranks a skill of the stated signature above its like", async () => {
    await using store = await make();
    for (const [i, type] of ["number", "boolean", "string[]"].entries()) {
      const changes = { signature: `(text: string) => ${type}`, description: "Measures a text." };
      await store.admit(exampleCandidate(`measure-${i}`, changes), exampleEvidence());
    }
    const [best] = await store.search({ text: "measure a text", signature: "(text: string) => boolean" });
    expect(best?.skill.name).toBe("measure-1");
  });

  it("finds a skill as soon as it is admitted, and answers the same again", async () => {
    await using store = await make();
    await store.admit(exampleCandidate("first-line"), exampleEvidence());
    expect(await store.search({ text: "last word" })).toEqual(await store.search({ text: "last word" }));
    await store.admit(exampleCandidate("last-word"), exampleEvidence());
    const query = { text: "last word", signature: "(text: string) => string" };
    const matches = await store.search(query);
    expect(matches[0]?.skill.name).toBe("last-word");
    expect(await store.search(query)).toEqual(matches);
  });
}
