import {
  type Candidate,
  ledger,
  type SkillStatus,
  type SkillStore,
  skillDigest,
  type Verify,
} from "@portolan/core";
import { exampleCandidate, exampleEvidence, exampleUse, memorySkillStore } from "@portolan/core/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { programOf } from "./merge-side.ts";
import type { MergeOptions, MergeStore } from "./merge-outcome.ts";
import { mergeStores } from "./merge-stores.ts";

type Store = SkillStore & MergeStore;

const newStore = (): Store => memorySkillStore();
const passes: Verify = async () => ({ evidence: exampleEvidence() });
const base: MergeOptions = { verify: passes, from: "theirs", by: "test" };

/** The n-th program of a name, calling others as they are in the store. */
async function program(store: Store, name: string, n: number, calls: string[] = []): Promise<Candidate> {
  const uses = [];
  for (const callee of calls.toSorted()) {
    const skill = await store.get(callee);
    if (skill?.status === "active") uses.push({ name: callee, digest: skill.digest });
  }
  return exampleCandidate(name, { source: `export const ${name} = (text: string) => text + ${n};\n`, uses });
}

async function add(store: Store, name: string, n = 0, calls: string[] = []): Promise<void> {
  await store.admit(await program(store, name, n, calls), exampleEvidence());
}

async function update(store: Store, name: string, n: number, calls: string[] = []): Promise<void> {
  const candidate = await program(store, name, n, calls);
  await store.change([{ kind: "put", candidate }], { reason: "better", by: "test", verify: passes });
}

/** All that a store holds. */
async function contents(store: Store) {
  const status: SkillStatus[] = ["active", "candidate", "deprecated", "revoked", "quarantined"];
  const skills = await store.list({ status, aliases: true });
  const held = skills.map(({ name, digest, status: now }) => `${name} ${digest} ${now}`);
  const candidates = (await store.candidates()).map(
    ({ candidate, digest, reason }) => `${candidate.name} ${digest} ${reason}`,
  );
  return { held, candidates };
}

const active = async (store: Store) => (await store.list()).map(({ name, digest }) => `${name} ${digest}`);

describe("merging", () => {
  it("takes over what was said there of the use of what is here, as a claim, and once", async () => {
    const [ours, theirs] = [newStore(), newStore()];
    for (const store of [ours, theirs]) await add(store, "a");
    const { name, digest } = (await ours.get("a"))!;
    const skill = { name, digest };
    const shared = exampleUse({ skill });
    const own = exampleUse({ skill, episode: 1 });
    const ofOthers = exampleUse({ skill, episode: 2, origin: "third" });
    await ours.recordUses([shared]);
    await theirs.recordUses([shared, own, ofOthers, exampleUse({ skill: { name: "b", digest } })]);
    for (let times = 0; times < 2; times++) await mergeStores(ours, theirs, base);
    expect(await ours.uses()).toEqual([shared, { ...own, origin: "theirs" }, ofOthers]);
    expect(ledger(await ours.uses()).get(digest)).toMatchObject({ uses: 1, foreign: 2 });
    await mergeStores(theirs, ours, base);
    expect((await theirs.uses("a")).length).toBe(3);
  });

  it("brings over what is only there, callees first, and says what did not pass", async () => {
    const [ours, theirs] = [newStore(), newStore()];
    await add(theirs, "b");
    await add(theirs, "a", 0, ["b"]);
    await add(theirs, "c");
    const verify: Verify = async ({ name }) =>
      name === "c" ? { refused: "wrong on 1 of 2 cases" } : passes({} as never, ours);
    const outcomes = await mergeStores(ours, theirs, { ...base, verify });
    expect(outcomes).toEqual([
      { name: "b", outcome: "added" },
      { name: "a", outcome: "added" },
      { name: "c", outcome: "candidate", reason: "wrong on 1 of 2 cases" },
    ]);
    expect(await active(ours)).toEqual((await active(theirs)).slice(0, 2));
    expect((await ours.get("a"))?.evidence.origin).toMatchObject({
      from: "theirs",
      by: "test",
      author: "scripted",
    });
    expect((await ours.candidates()).map(({ reason }) => reason)).toEqual(["wrong on 1 of 2 cases"]);
  });

  it("keeps ours where nothing tells what both had, with theirs as a candidate", async () => {
    const [ours, theirs] = [newStore(), newStore()];
    await add(ours, "a", 1);
    await add(theirs, "a", 2);
    const before = await active(ours);
    const [outcome] = await mergeStores(ours, theirs, base);
    expect(outcome).toMatchObject({
      name: "a",
      outcome: "conflict",
      next: expect.stringContaining("portolan replace a"),
    });
    expect(await active(ours)).toEqual(before);
    expect((await ours.candidates())[0]?.digest).toBe((await theirs.get("a"))?.digest);
  });

  it("tells their revocation, and takes it over when asked to", async () => {
    const [ours, theirs] = [newStore(), newStore()];
    for (const store of [ours, theirs]) await add(store, "a");
    await add(ours, "b", 0, ["a"]);
    await theirs.transition("a", "revoked", "it leaks");
    if (!theirs.history)
      Object.assign(theirs, { history: async () => [{ status: "revoked", reason: "it leaks" }] });
    const told = await mergeStores(ours, theirs, base);
    expect(told).toMatchObject([
      { name: "a", outcome: "status-there", reason: "it is revoked there: it leaks" },
    ]);
    expect((await ours.get("a"))?.status).toBe("active");
    await mergeStores(ours, theirs, { ...base, statuses: true });
    expect((await ours.get("a"))?.status).toBe("revoked");
    expect((await ours.get("b"))?.status).not.toBe("active");
    expect(await mergeStores(ours, theirs, { ...base, statuses: true })).toEqual([]);
  });

  it("deletes nothing, and brings nothing over that is not active there", async () => {
    const [ours, theirs] = [newStore(), newStore()];
    await add(ours, "a");
    await add(theirs, "b");
    await theirs.transition("b", "revoked", "it leaks");
    const outcomes = await mergeStores(ours, theirs, { ...base, statuses: true });
    expect(outcomes).toEqual([{ name: "b", outcome: "left", reason: "it is revoked there, and not here" }]);
    expect((await ours.list()).map(({ name }) => name)).toEqual(["a"]);
  });

  it("writes nothing in a dry run", async () => {
    const [ours, theirs] = [newStore(), newStore()];
    await add(theirs, "a");
    expect(await mergeStores(ours, theirs, { ...base, dryRun: true })).toEqual([
      { name: "a", outcome: "added" },
    ]);
    expect(await contents(ours)).toEqual({ held: [], candidates: [] });
  });
});

describe("merging versions", () => {
  it("takes a version that only they changed, with our callers, all or none", async () => {
    const [ours, theirs] = [newStore(), newStore()];
    for (const store of [ours, theirs]) await add(store, "a");
    await add(ours, "b", 0, ["a"]);
    await update(theirs, "a", 1);
    const refusing: Verify = async ({ name }) =>
      name === "b" ? { refused: "wrong" } : passes({} as never, ours);
    const before = await active(ours);
    const [refused] = await mergeStores(ours, theirs, { ...base, verify: refusing });
    expect(refused).toMatchObject({
      name: "a",
      outcome: "candidate",
      reason: "b, which moves with it: wrong",
    });
    expect(await active(ours)).toEqual(before);
    expect(await mergeStores(ours, theirs, base)).toEqual([{ name: "a", outcome: "updated" }]);
    expect((await ours.get("a"))?.digest).toBe((await theirs.get("a"))?.digest);
    expect((await ours.get("b"))?.uses[0]?.digest).toBe((await theirs.get("a"))?.digest);
    expect(await ours.candidates()).toEqual([]);
    expect(await mergeStores(ours, theirs, base)).toEqual([]);
  });

  it("does not call it a change of a caller that it was pinned anew", async () => {
    const [ours, theirs] = [newStore(), newStore()];
    for (const store of [ours, theirs]) {
      await add(store, "a");
      await add(store, "b");
      await add(store, "c", 0, ["a", "b"]);
    }
    await update(ours, "a", 1);
    await update(theirs, "b", 1);
    expect(await mergeStores(ours, theirs, base)).toEqual([{ name: "b", outcome: "updated" }]);
    expect(await mergeStores(theirs, ours, base)).toEqual([{ name: "a", outcome: "updated" }]);
    expect(await active(ours)).toEqual(await active(theirs));
  });

  it("moves callers and callees that changed together in one change", async () => {
    const [ours, theirs] = [newStore(), newStore()];
    for (const store of [ours, theirs]) {
      await add(store, "a");
      await add(store, "b", 0, ["a"]);
    }
    await update(theirs, "a", 1);
    await update(theirs, "b", 1, ["a"]);
    const outcomes = await mergeStores(ours, theirs, base);
    expect(outcomes.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual(["a updated", "b updated"]);
    const changes = (await ours.history?.("b"))?.map(({ change }) => change);
    expect(changes).toEqual([undefined, (await ours.history?.("a"))?.at(-1)?.change]);
    expect(await active(ours)).toEqual(await active(theirs));
  });

  it("finds the common ancestor in a third store when it is given", async () => {
    const [ours, theirs, common] = [newStore(), newStore(), newStore()];
    await add(common, "a", 0);
    await add(ours, "a", 0);
    await add(theirs, "a", 1);
    expect((await mergeStores(ours, theirs, { ...base, base: common }))[0]).toMatchObject({
      outcome: "updated",
    });
    expect(await active(ours)).toEqual(await active(theirs));
  });
});

/** Something that happens to a store. */
type Step = { kind: "add" | "update" | "revoke" | "deprecate"; name: string; n: number; calls: string[] };

const names = ["a", "b", "c", "d"];
const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom("add", "add", "add", "update", "update", "revoke", "deprecate"),
  name: fc.constantFrom(...names),
  n: fc.nat(3),
  calls: fc.subarray(names),
});

async function storeOf(steps: readonly Step[]): Promise<Store> {
  const store = newStore();
  for (const { kind, name, n, calls } of steps) {
    // No skill calls one that comes after it, so none calls itself through others.
    const callees = calls.filter((callee) => callee < name);
    const skill = await store.get(name);
    if (kind === "add" && !skill) await add(store, name, n, callees);
    if (kind === "update" && skill?.status === "active") await update(store, name, n, callees);
    if (kind === "revoke" && skill?.status === "active") await store.transition(name, "revoked", "it leaks");
    if (kind === "deprecate" && skill?.status === "active")
      await store.transition(name, "deprecated", "it is slow");
  }
  return store;
}

describe("merges of random stores", () => {
  const sides = fc.record({
    before: fc.array(step, { maxLength: 6 }),
    ours: fc.array(step, { maxLength: 5 }),
    theirs: fc.array(step, { maxLength: 5 }),
  });
  const statuses = { ...base, statuses: true };

  it("change nothing the second time", async () => {
    await fc.assert(
      fc.asyncProperty(sides, fc.nat(4), async ({ before, ours, theirs }, refusedProgram) => {
        const verify: Verify = async ({ source }) =>
          source.endsWith(`${refusedProgram};\n`) ? { refused: "wrong" } : { evidence: exampleEvidence() };
        const store = await storeOf([...before, ...ours]);
        const other = await storeOf([...before, ...theirs]);
        await mergeStores(store, other, { ...statuses, verify });
        const once = await contents(store);
        await mergeStores(store, other, { ...statuses, verify });
        expect(await contents(store)).toEqual(once);
      }),
      { numRuns: 400 },
    );
  });

  it("hold the same skills, whoever merges whom", async () => {
    await fc.assert(
      fc.asyncProperty(sides, async ({ before, ours, theirs }) => {
        const make = () => Promise.all([storeOf([...before, ...ours]), storeOf([...before, ...theirs])]);
        const [[a, otherB], [otherA, b]] = [await make(), await make()];
        const outcomes = [
          ...(await mergeStores(a, otherB, statuses)),
          ...(await mergeStores(b, otherA, statuses)),
        ];
        const held = async (store: Store) => {
          const skills = await store.list();
          return [...skills, ...(await store.candidates()).map(({ candidate }) => candidate)];
        };
        const open = new Set(
          outcomes
            .filter(({ outcome }) => ["conflict", "candidate", "left"].includes(outcome))
            .map(({ name }) => name),
        );
        if (open.size === 0) expect(await active(a)).toEqual(await active(b));
        // Where both changed one, each keeps its own, and has the other's as a candidate.
        const programs = async (store: Store) =>
          [...new Set((await held(store)).map((skill) => `${skill.name} ${programOf(skill)}`))].toSorted();
        if (outcomes.every(({ outcome }) => !["left", "candidate", "status"].includes(outcome)))
          expect(await programs(a)).toEqual(await programs(b));
        expect((await a.list()).every((skill) => skillDigest(skill) === skill.digest)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });
});
