import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { exampleCandidate, exampleEvidence, exampleRefusal } from "@portolan/core/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { checkStore } from "./check-store.ts";
import { openSkillStore } from "./open-skill-store.ts";
import { repairStore } from "./repair-store.ts";

let root: string;

/** Three skills: `caller` uses `callee`, `other` stands alone; and an index of them. */
beforeEach(async () => {
  root = temporaryFolder();
  await using store = await openSkillStore({ root });
  const { skill } = await store.admit(exampleCandidate("callee"), exampleEvidence());
  const uses = [{ name: "callee", digest: skill.digest }];
  await store.admit(exampleCandidate("caller", { uses }), exampleEvidence());
  await store.admit(exampleCandidate("other"), exampleEvidence());
  await store.quarantine(exampleCandidate("refused"), exampleRefusal());
});

const change = (file: string, from: RegExp | string, to: string) => {
  const path = join(root, file);
  const text = readFileSync(path, "utf8");
  expect(text).toMatch(from);
  writeFileSync(path, text.replace(from, to));
};

const kinds = async () =>
  (await checkStore(root)).map(({ kind, skill }) => (skill ? `${kind} ${skill}` : kind));

it("finds nothing wrong with a store that nobody touched, or that is not there", async () => {
  expect(await checkStore(root)).toEqual([]);
  expect(await checkStore(join(root, "absent"))).toEqual([]);
});

describe.each([
  ["SKILL.md that is gone", () => rmSync(join(root, "other/SKILL.md")), "SKILL.md is missing"],
  ["no frontmatter", () => change("other/SKILL.md", /^---\n/, ""), "no frontmatter"],
  [
    "a frontmatter that is not YAML",
    () => change("other/SKILL.md", "name: other", "name: [other"),
    "not YAML",
  ],
  [
    "another name",
    () => change("other/SKILL.md", "name: other", "name: another"),
    'names the skill "another"',
  ],
  ["an unknown status", () => change("other/SKILL.md", /status: .*/, 'status: "great"'), "status"],
  [
    "another digest",
    () => change("other/SKILL.md", /digest: "./, 'digest: "f'),
    "is not the program of digest",
  ],
  [
    "another signature",
    () => change("other/SKILL.md", /signature: .*/, 'signature: "() => string"'),
    "is not the program",
  ],
  [
    "a changed source",
    () => appendFileSync(join(root, "other/scripts/skill.ts"), "// more\n"),
    "is not the program",
  ],
  [
    "no source",
    () => rmSync(join(root, "other/scripts"), { recursive: true }),
    "scripts/skill.ts is missing",
  ],
  [
    "cut-off evidence",
    () => change("other/references/evidence.json", /\}\s*$/, ""),
    "evidence.json is not JSON",
  ],
  [
    "wrong evidence",
    () => change("other/references/evidence.json", /"lowerBound": 0.05/, '"lowerBound": "high"'),
    "checks.lowerBound",
  ],
  ["wrong cases", () => writeFileSync(join(root, "other/evals/cases.json"), "{}"), "examples"],
  [
    "an empty folder in its place",
    () => (rmSync(join(root, "other"), { recursive: true }), mkdirSync(join(root, "other"))),
    "SKILL.md is missing",
  ],
])("a skill with %s", (_, damage, what) => {
  it("is named with its file, the others stay usable, and a repair sets it aside", async () => {
    damage();
    await using store = await openSkillStore({ root });
    await expect(store.get("other")).rejects.toMatchObject({
      code: "skill-invalid",
      message: expect.stringContaining(what),
      next: expect.stringContaining("portolan store check"),
    });
    expect((await store.list()).map(({ name }) => name)).toEqual(["callee", "caller"]);
    expect(await kinds()).toEqual(["skill-broken other"]);
    const { repaired, left } = await repairStore(root);
    expect([repaired.length, left]).toEqual([1, []]);
    expect(existsSync(join(root, "quarantine/other-broken-1"))).toBe(true);
    expect((await store.admit(exampleCandidate("other"), exampleEvidence())).change).toBe("added");
    expect(await checkStore(root)).toEqual([]);
  });
});

it("leaves a broken skill out of the search", async () => {
  await using store = await openSkillStore({ root });
  expect((await store.search({ text: "other" }))[0]?.skill.name).toBe("other");
  appendFileSync(join(root, "other/references/evidence.json"), "}");
  expect((await store.search({ text: "other" })).map(({ skill }) => skill.name)).not.toContain("other");
});

it("finds callers whose callee is gone, and makes them deprecated one after the other", async () => {
  await using store = await openSkillStore({ root });
  const caller = await store.get("caller");
  const uses = [{ name: "caller", digest: caller!.digest }];
  await store.admit(exampleCandidate("callers-caller", { uses }), exampleEvidence());
  await store.transition("callee", "revoked", "it was wrong");
  expect(await kinds()).toEqual(["pin-broken caller"]);
  const { repaired, left } = await repairStore(root);
  expect(repaired.map(({ skill }) => skill)).toEqual(["caller", "callers-caller"]);
  expect(left).toEqual([]);
  expect((await store.list()).map(({ name }) => name)).toEqual(["other"]);
});

it("finds a skill that was put in the place of the pinned one", async () => {
  const elsewhere = temporaryFolder();
  await using store = await openSkillStore({ root: elsewhere });
  await store.admit(
    exampleCandidate("callee", { source: "export const callee = () => 1;\n" }),
    exampleEvidence(),
  );
  rmSync(join(root, "callee"), { recursive: true });
  cpSync(join(elsewhere, "callee"), join(root, "callee"), { recursive: true });
  expect(await kinds()).toEqual(["pin-broken caller"]);
  expect((await checkStore(root))[0]?.message).toContain("of digest");
});

it("drops a transition that was killed half-way", async () => {
  const history = join(root, "other/references/history.jsonl");
  const before = readFileSync(history, "utf8");
  appendFileSync(history, before.replace('"active"', '"revoked"'));
  expect(await kinds()).toEqual(["write-left other"]);
  expect((await repairStore(root)).left).toEqual([]);
  expect(readFileSync(history, "utf8")).toBe(before);
});

it("starts a history anew when it cannot be read, and keeps the old one", async () => {
  writeFileSync(join(root, "other/references/history.jsonl"), "{torn");
  expect(await kinds()).toEqual(["history-broken other"]);
  expect((await repairStore(root)).left).toEqual([]);
  expect(readFileSync(join(root, "other/references/history.broken"), "utf8")).toBe("{torn");
});

it("finds records in the quarantine that cannot be read", async () => {
  const [record] = readdirSync(join(root, "quarantine"));
  change(`quarantine/${record}`, /text \+/, "text -");
  await using store = await openSkillStore({ root });
  expect(await store.quarantined()).toEqual([]);
  expect(await kinds()).toEqual(["quarantine-broken"]);
  expect((await repairStore(root)).left).toEqual([]);
});

it("finds missing files of the store; a changed one is left to a person", async () => {
  rmSync(join(root, "tsconfig.json"));
  writeFileSync(join(root, "package.json"), '{"type":"module"}');
  expect(await kinds()).toEqual(["store-file", "store-file"]);
  const { repaired, left } = await repairStore(root);
  expect([repaired.length, left.length]).toEqual([1, 1]);
  expect(readFileSync(join(root, "package.json"), "utf8")).toBe('{"type":"module"}');
});

it("finds unfinished writes of processes that are gone", async () => {
  const left = join(root, ".portolan/tmp/99999999-0");
  mkdirSync(left, { recursive: true });
  mkdirSync(join(root, `.portolan/tmp/${process.pid}-999`));
  expect(await kinds()).toEqual(["write-left"]);
  expect((await repairStore(root)).left).toEqual([]);
  expect(existsSync(left)).toBe(false);
});

it("tells an index that is behind from one that is broken", async () => {
  await using store = await openSkillStore({ root });
  await store.search({ text: "other" });
  expect(await checkStore(root)).toEqual([]);
  await store.transition("other", "revoked", "for the test");
  const [behind] = await checkStore(root);
  expect(behind).toMatchObject({ kind: "index-behind", severity: "notice" });
  const [index] = readdirSync(join(root, ".portolan/index"));
  const table = join(root, ".portolan/index", index as string, "skills.lance");
  renameSync(join(table, "_versions"), join(table, "_gone"));
  expect(await kinds()).toEqual(["index-wrong"]);
  expect((await repairStore(root)).left).toEqual([]);
  expect(await store.search({ text: "other" })).not.toEqual([]);
  expect(store.indexFallback).toBeUndefined();
  expect(await checkStore(root)).toEqual([]);
});
