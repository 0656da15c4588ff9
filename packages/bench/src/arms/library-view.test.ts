import type { Match, SkillStore } from "@portolan/core";
import { exampleCandidate, exampleEvidence, memorySkillStore } from "@portolan/core/testing";
import { beforeEach, expect, it } from "vitest";
import { libraryView } from "./library-view.ts";

const names = ["append-a", "append-b", "append-c", "append-d", "append-e"];
let store: SkillStore;

beforeEach(async () => {
  store = memorySkillStore();
  for (const name of names) await store.admit(exampleCandidate(name), exampleEvidence());
});

const own = (search: "ranked" | "random" | "shuffled") => ({ library: "own", search }) as const;
const named = (found: readonly Match[]): string[] => found.map(({ skill }) => skill.name);

it("draws by lot as many as are asked for: the same ones for a seed, others for another", async () => {
  const query = { text: "appends a", limit: 3 };
  const one = named(await libraryView(own("random"), store, { seed: 1 }).search(query));
  expect(new Set(one).size).toBe(3);
  expect(named(await libraryView(own("random"), store, { seed: 1 }).search(query))).toEqual(one);
  const others = await Promise.all(
    [2, 3, 4].map((seed) => libraryView(own("random"), store, { seed }).search(query)),
  );
  expect(others.map(named)).not.toEqual([one, one, one]);
});

it("finds each skill under the description of another one, and never its own", async () => {
  const query = { text: "appends", limit: 5 };
  const straight = await store.search(query);
  const shuffled = await libraryView(own("shuffled"), store, { seed: 1 }).search(query);
  expect(named(shuffled).toSorted()).toEqual(names);
  expect(shuffled.map(({ skill }) => skill.description)).toEqual(
    straight.map(({ skill }) => skill.description),
  );
  for (const [i, { skill }] of shuffled.entries()) {
    expect(skill.name).not.toBe(straight[i]?.skill.name);
    expect(skill.source).toBe((await store.get(skill.name))?.source);
  }
});

it("shows an oracle what a first pass called, and lets it search where that found nothing", async () => {
  const arm = { library: "frozen", search: "oracle" } as const;
  const query = { text: "appends", limit: 2 };
  const called = ["append-e", "append-gone"];
  expect(named(await libraryView(arm, store, { seed: 0, called }).search(query))).toEqual(["append-e"]);
  expect(named(await libraryView(arm, store, { seed: 0, called: [] }).search(query))).toEqual([]);
  expect(await libraryView(arm, store, { seed: 0 }).search(query)).toHaveLength(2);
});

it("adds nothing to a frozen library, nor to one of which something is hidden", async () => {
  const frozen = libraryView({ library: "frozen", search: "ranked" }, store, { seed: 0 });
  const hiding = libraryView(own("random"), store, { seed: 0, hidden: new Set(["append-a"]) });
  for (const view of [frozen, hiding]) await view.admit(exampleCandidate("append-f"), exampleEvidence());
  expect(await store.count()).toBe(5);
  expect(named(await hiding.search({ text: "appends", limit: 9 })).toSorted()).toEqual(names.slice(1));
  expect(await hiding.get("append-a")).toBeUndefined();
  await libraryView(own("shuffled"), store, { seed: 0 }).admit(
    exampleCandidate("append-f"),
    exampleEvidence(),
  );
  expect(await store.count()).toBe(6);
});
