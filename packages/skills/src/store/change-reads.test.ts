import { exampleCandidate, exampleEvidence } from "@portolan/core/testing";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it, type MockInstance, vi } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import type { FolderSkillStore } from "./folder-skill-store.ts";
import { openSkillStore } from "./open-skill-store.ts";
import { SkillFolders } from "./skill-folders.ts";

const SIZE = 500;
let root: string;
let store: FolderSkillStore;
let reads: MockInstance<SkillFolders["read"]>;

/** Names of the folders that were read, by whomever. */
const read = () => [...new Set(reads.mock.calls.map(([name]) => name))].toSorted();

const verify = async () => ({ evidence: exampleEvidence() });
const because = { reason: "for the test", by: "test", verify };

beforeAll(async () => {
  root = temporaryFolder();
  await using made = await openSkillStore({ root });
  const pin = async (name: string) => [{ name, digest: (await made.get(name))!.digest }];
  await made.admit(exampleCandidate("callee"), exampleEvidence());
  await made.admit(exampleCandidate("caller", { uses: await pin("callee") }), exampleEvidence());
  await made.admit(exampleCandidate("callers-caller", { uses: await pin("caller") }), exampleEvidence());
  await made.admit(exampleCandidate("child"), exampleEvidence({ shown: await pin("callee") }));
  await made.admit(exampleCandidate("filler"), exampleEvidence());
  for (let i = 4; i < SIZE; i++) await made.admit(exampleCandidate(`filler-${i}`), exampleEvidence());
  expect(await made.count()).toBe(SIZE + 1);
}, 60_000);

beforeEach(async () => {
  store = await openSkillStore({ root });
  reads = vi.spyOn(SkillFolders.prototype, "read");
});

afterEach(async () => {
  vi.restoreAllMocks();
  await store[Symbol.asyncDispose]();
});

describe("in a store of 500 skills, reads no folder but those that it is about", () => {
  it("a change, and its revert", async () => {
    const candidate = {
      ...exampleCandidate("callee"),
      source: `${exampleCandidate("callee").source}\n// new`,
    };
    const { done, id } = await store.change([{ kind: "put", candidate }], because);
    expect(done.map(({ name }) => name)).toEqual(["callee", "caller", "callers-caller"]);
    expect((await store.revert(id, because)).done).toHaveLength(3);
    expect(read()).toEqual(["callee", "caller", "callers-caller"]);
  });

  it("a change of status, there and back", async () => {
    await store.transition("callee", "deprecated", "for the test");
    expect((await store.get("callers-caller"))?.status).not.toBe("active");
    await store.change([{ kind: "status", name: "callee", status: "active" }], because);
    for (const name of ["caller", "callers-caller"]) await store.transition(name, "active", "for the test");
    expect(read()).toEqual(["callee", "caller", "callers-caller"]);
  });

  it("the questions who calls a skill, and what was written while it was shown", async () => {
    const names = (refs: { name: string }[]) => refs.map(({ name }) => name);
    expect(names(await store.usedBy("callee", { transitive: true }))).toEqual(["caller", "callers-caller"]);
    expect(names(await store.descendants("callee"))).toEqual(["child"]);
    expect(read()).toEqual(["caller", "callers-caller", "child"]);
  });

  it("a number, and a list that a filter narrows", async () => {
    expect(await store.count()).toBe(SIZE + 1);
    expect(read()).toEqual([]);
    expect(await store.list({ suite: "none" })).toEqual([]);
    expect(await store.list({ types: "number → number" })).toEqual([]);
    expect(read()).toEqual([]);
  });

  it("a store that is opened for reading alone, whether somebody writes it or nobody", async () => {
    const hidden = () => readdirSync(join(root, ".portolan")).toSorted();
    for (const isWritten of [true, false]) {
      if (!isWritten) await store[Symbol.asyncDispose]();
      const before = hidden();
      await using reader = await openSkillStore({ root, readOnly: true });
      expect(await reader.count()).toBe(SIZE + 1);
      expect(await reader.usedBy("callee")).toHaveLength(1);
      expect(read()).toEqual(["caller"]);
      expect(hidden()).toEqual(before);
    }
  });
});

it("misses no caller that was edited by hand a moment ago", async () => {
  // The catalogue has looked, and would not look again within the time of a test.
  expect(await store.usedBy("child")).toEqual([]);
  const { digest } = (await store.get("filler"))!;
  const uses = [{ name: "child", digest: (await store.get("child"))!.digest }];
  const other = temporaryFolder();
  await using made = await openSkillStore({ root: other });
  await made.admit(exampleCandidate("child"), exampleEvidence());
  const { skill } = await made.admit(exampleCandidate("filler", { uses }), exampleEvidence());
  expect(skill.digest).not.toBe(digest);
  for (const file of ["SKILL.md", "scripts/skill.ts"])
    writeFileSync(join(root, "filler", file), readFileSync(join(other, "filler", file)));
  const candidate = { ...exampleCandidate("child"), source: `${exampleCandidate("child").source}\n// new` };
  const { done } = await store.change([{ kind: "put", candidate }], because);
  expect(done.map(({ name }) => name)).toEqual(["child", "filler"]);
});
