import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { exampleCandidate, exampleEvidence } from "@portolan/core/testing";
import { expect, it } from "vitest";
import { openSkillStore } from "../store/open-skill-store.ts";
import { callerStore } from "../testing/caller-store.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { CatalogDatabase } from "./catalog-database.ts";
import { CatalogView } from "./catalog-view.ts";
import { levelCatalog } from "./level-catalog.ts";
import { SkillCatalog } from "./skill-catalog.ts";
import { remember } from "./sweep.ts";

function edit(root: string, file: string, from: string | RegExp, to: string): void {
  const path = join(root, file);
  writeFileSync(path, readFileSync(path, "utf8").replace(from, to));
}

function listed(catalog: SkillCatalog): string[] {
  return [...new CatalogView(catalog.level()).entries()].map(({ name }) => name).toSorted();
}

/** A clock by which a sweep takes one millisecond. */
let timeMs = 1_000_000;

/** A catalogue that takes every store for a large one. */
function largeCatalog(root: string): SkillCatalog {
  return new SkillCatalog({ root, alwaysSwept: 0, now: () => timeMs++ });
}

it("holds what the folders hold, and learns what others add, change and remove", async () => {
  const root = await callerStore();
  using catalog = new SkillCatalog({ root });
  expect(listed(catalog)).toEqual(["callee", "caller", "other"]);
  const view = new CatalogView(catalog.level());
  const before = view.seq;
  rmSync(join(root, "other"), { recursive: true });
  expect(listed(catalog)).toEqual(["callee", "caller"]);
  expect(view.changesSince(before)).toHaveLength(1);
  edit(root, "callee/SKILL.md", /status: .*/, "status: deprecated");
  expect(listed(catalog)).toEqual([]);
  expect(view.totals).toEqual({ documents: 0, length: 0 });
  expect(view.signatures()).toEqual([]);
  edit(root, "callee/SKILL.md", /status: .*/, "status: active");
  expect(listed(catalog)).toEqual(["callee", "caller"]);
});

it("knows callers and what coders were shown by index", async () => {
  const root = await callerStore();
  await using store = await openSkillStore({ root });
  const { name, digest } = (await store.get("caller"))!;
  await store.admit(exampleCandidate("shown-it"), exampleEvidence({ shown: [{ name, digest }] }));
  using catalog = new SkillCatalog({ root });
  const view = new CatalogView(catalog.level());
  expect(view.usedBy("callee")).toEqual([{ name, digest }]);
  expect(view.shownTo("caller").map((one) => one.name)).toEqual(["shown-it"]);
  expect(view.usedBy("caller")).toEqual([]);
});

it("sees another process's write at once, in however large a store", async () => {
  const root = await callerStore();
  using reader = largeCatalog(root);
  using writer = new SkillCatalog({ root });
  expect(listed(reader)).toHaveLength(3);
  await writer.watching(["other"], async () => edit(root, "other/SKILL.md", /status: .*/, "status: revoked"));
  expect(listed(reader)).toEqual(["callee", "caller"]);
});

it("reads again what a killed writer began, until the next writer settles it", async () => {
  const root = await callerStore();
  using reader = largeCatalog(root);
  expect(listed(reader)).toHaveLength(3);
  const killed = new SkillCatalog({ root });
  killed.willChange(["other", "never-made"]);
  killed[Symbol.dispose]();
  edit(root, "other/SKILL.md", /status: .*/, "status: revoked");
  expect(listed(reader)).toEqual(["callee", "caller"]);
  edit(root, "other/SKILL.md", /status: .*/, "status: active");
  using next = new SkillCatalog({ root });
  next.willChange(["callee"]);
  next.changed(["callee"]);
  expect(listed(reader)).toEqual(["callee", "caller", "other"]);
  expect(reader.level().all("SELECT name FROM intents")).toEqual([]);
});

it("looks at the files of a large store when the last look is long enough ago, and at its list always", async () => {
  const root = await callerStore();
  using catalog = largeCatalog(root);
  expect(listed(catalog)).toHaveLength(3);
  edit(root, "other/SKILL.md", /status: .*/, "status: revoked");
  expect(listed(catalog)).toHaveLength(3);
  renameSync(join(root, "caller"), join(temporaryFolder(), "caller"));
  expect(listed(catalog)).toEqual(["callee", "other"]);
  timeMs += 100;
  expect(listed(catalog)).toEqual(["callee"]);
  edit(root, "callee/references/evidence.json", "scripted", "somebody");
  timeMs += 100;
  expect(listed(catalog)).toEqual(["callee"]);
  catalog.level({ full: true });
  expect(listed(catalog)).toEqual([]);
});

it("looks at a large store when it is opened, and when somebody says that files were changed", async () => {
  const root = await callerStore();
  using first = largeCatalog(root);
  expect(listed(first)).toHaveLength(3);
  edit(root, "other/SKILL.md", /status: .*/, "status: revoked");
  expect(listed(first)).toHaveLength(3);
  using second = largeCatalog(root);
  expect(listed(second)).toEqual(["callee", "caller"]);
  expect(listed(first)).toEqual(["callee", "caller"]);
  edit(root, "other/SKILL.md", /status: .*/, "status: active");
  const view = new CatalogView(second.level());
  expect([...view.entries()]).toHaveLength(2);
  levelCatalog(root);
  expect([...view.entries()]).toHaveLength(3);
});

it("puts off a look that takes long until an answer is out, but for added and removed folders", async () => {
  const root = await callerStore();
  using catalog = new SkillCatalog({ root, alwaysSwept: 0, now: () => (timeMs += 300) });
  const view = new CatalogView(catalog.level());
  edit(root, "other/SKILL.md", /status: .*/, "status: revoked");
  timeMs += 100_000;
  catalog.level({ mayWait: true });
  expect([...view.entries()]).toHaveLength(3);
  await catalog.lookAfter();
  expect([...view.entries()]).toHaveLength(2);
  rmSync(join(root, "caller"), { recursive: true });
  timeMs += 100_000;
  catalog.level({ mayWait: true });
  expect([...view.entries()]).toHaveLength(1);
});

it("remembers an answer until this process or another writes", async () => {
  const root = await callerStore();
  using catalog = new SkillCatalog({ root });
  const database = catalog.level();
  const other = CatalogDatabase.open(SkillCatalog.pathIn(root));
  let reads = 0;
  const ask = () => database.remembered("reads", () => ++reads);
  expect([ask(), ask()]).toEqual([1, 1]);
  remember(other, { test: 1 });
  await Promise.resolve();
  expect([ask(), database.snapshot(() => ask() + ask()), ask()]).toEqual([2, 4, 2]);
  database.transaction(() => remember(database, { test: 2 }));
  expect(ask()).toBe(3);
  expect(() =>
    database.transaction(() => {
      remember(database, { test: 3 });
      ask();
      throw new Error("rolled back");
    }),
  ).toThrow("rolled back");
  expect(ask()).toBe(5);
  other.close();
});

it("does not take its own writes for a changed list", async () => {
  const root = await callerStore();
  using catalog = largeCatalog(root);
  listed(catalog);
  const places = () => catalog.level().one("SELECT value FROM meta WHERE key = 'places'")?.value;
  const before = places();
  await catalog.watching(["other"], async () => rmSync(join(root, "other"), { recursive: true }));
  const after = catalog.level().one("SELECT value FROM meta WHERE key = 'places'")?.value;
  expect(after).not.toBe(before);
  expect(listed(catalog)).toEqual(["callee", "caller"]);
  // A stranger's folder, added while ours was written, is found with the next look at the list.
  catalog.willChange(["callee"]);
  mkdirSync(join(root, "stranger"));
  catalog.changed(["callee"]);
  expect(listed(catalog)).toEqual(["callee", "caller"]);
});

it("survives that its file is deleted, at any moment", async () => {
  const root = await callerStore();
  using catalog = new SkillCatalog({ root });
  expect(listed(catalog)).toHaveLength(3);
  rmSync(join(root, ".portolan"), { recursive: true });
  expect(listed(catalog)).toHaveLength(3);
  catalog.willChange(["other"]);
  rmSync(join(root, ".portolan"), { recursive: true });
  rmSync(join(root, "other"), { recursive: true });
  catalog.changed(["other"]);
  expect(listed(catalog)).toEqual(["callee", "caller"]);
  expect(catalog.fallback).toBeUndefined();
});

it("goes on with tables of its own where another version of this program has made them in its way", async () => {
  const root = await callerStore();
  using catalog = new SkillCatalog({ root });
  const documents = () => new CatalogView(catalog.level()).documentsNamed(["callee", "other"]).length;
  expect(documents()).toBe(2);
  using other = new DatabaseSync(SkillCatalog.pathIn(root));
  other.exec(`BEGIN IMMEDIATE; DROP TABLE documents; CREATE TABLE documents (id INTEGER PRIMARY KEY, terms BLOB);
    UPDATE meta SET value = '3 other' WHERE key = 'stamp'; COMMIT`);
  expect(documents()).toBe(2);
});

it("makes no folder for a store that is not there, and uses the one that comes", async () => {
  const root = join(temporaryFolder(), "later");
  using catalog = new SkillCatalog({ root });
  expect(listed(catalog)).toEqual([]);
  expect(existsSync(root)).toBe(false);
  renameSync(await callerStore(), root);
  expect(listed(catalog)).toHaveLength(3);
  expect(existsSync(SkillCatalog.pathIn(root))).toBe(true);
});

it("is kept in memory where it cannot be written, and leaves a read-only store untouched", async () => {
  const root = await callerStore();
  rmSync(join(root, ".portolan"), { recursive: true });
  using readOnly = new SkillCatalog({ root, readOnly: true });
  expect(listed(readOnly)).toHaveLength(3);
  expect(existsSync(join(root, ".portolan"))).toBe(false);
  writeFileSync(join(root, ".portolan"), "");
  using catalog = new SkillCatalog({ root });
  await catalog.watching(["other"], async () => rmSync(join(root, "other"), { recursive: true }));
  expect(listed(catalog)).toEqual(["callee", "caller"]);
  expect(catalog.fallback).toBeInstanceOf(Error);
});

it("reads of a store that it must not write what changed since its catalogue was made, and nothing of another program's", async () => {
  const root = await callerStore();
  const made = new SkillCatalog({ root });
  expect(listed(made)).toHaveLength(3);
  made[Symbol.dispose]();
  edit(root, "other/SKILL.md", /status: .*/, "status: revoked");
  using changed = new SkillCatalog({ root, readOnly: true });
  expect(listed(changed)).toEqual(["callee", "caller"]);
  expect(changed.fallback).toBeUndefined();
  const database = CatalogDatabase.open(SkillCatalog.pathIn(root));
  expect(database.one("SELECT listed FROM skills WHERE name = 'other'")?.listed).toBe(1);
  remember(database, { stamp: "of another program" });
  database.run("DELETE FROM skills");
  database.close();
  using fresh = new SkillCatalog({ root, readOnly: true });
  expect(listed(fresh)).toEqual(["callee", "caller"]);
});
