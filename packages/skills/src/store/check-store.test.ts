import {
  appendFileSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { exampleCandidate, exampleEvidence } from "@portolan/core/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { callerStore, changeFile } from "../testing/caller-store.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { checkStore } from "./check-store.ts";
import { openSkillStore } from "./open-skill-store.ts";
import { repairStore } from "./repair-store.ts";

let root: string;

beforeEach(async () => {
  root = await callerStore();
});

const change = (file: string, from: RegExp | string, to: string) => changeFile(root, file, from, to);

const kinds = async () =>
  (await checkStore(root)).map(({ kind, skill }) => (skill ? `${kind} ${skill}` : kind));

it("finds nothing wrong with a store that nobody touched, or that is empty", async () => {
  expect(await checkStore(root)).toEqual([]);
  expect(await checkStore(temporaryFolder())).toEqual([]);
});

it("leaves notes for coders alone, even one that looks like a skill", async () => {
  await using store = await openSkillStore({ root });
  cpSync(join(root, "other"), join(root, "guidance"), { recursive: true });
  writeFileSync(join(root, "guidance/empty-lists.md"), "The mean of an empty list is 0.\n");
  expect(await checkStore(root)).toEqual([]);
  expect((await store.list()).map(({ name }) => name)).toEqual(["callee", "caller", "other"]);
  expect((await store.search({ text: "other" })).map(({ skill }) => skill.name)).not.toContain("guidance");
});

it("says that there is no store where there is no folder, unless the store is yet to be made", async () => {
  const missing = {
    code: "store-invalid",
    message: expect.stringContaining("no store at"),
    next: expect.stringContaining("learn first"),
  };
  for (const path of [join(root, "absent"), join(root, "package.json")]) {
    await expect(checkStore(path)).rejects.toMatchObject(missing);
    await expect(repairStore(path)).rejects.toMatchObject(missing);
  }
  await using store = await openSkillStore({ root: join(root, "absent") });
  expect(await store.problems()).toEqual([]);
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
  [
    "cases that were emptied",
    () => writeFileSync(join(root, "other/evals/cases.json"), '{ "cases": [], "examples": [] }'),
    "evals/cases.json does not hold what it says",
  ],
  [
    "evidence that was made better",
    () => change("other/references/evidence.json", /"lowerBound": 0.05/, '"lowerBound": 0.9999'),
    "references/evidence.json does not hold what it says",
  ],
  [
    "evidence without its verdicts",
    () => change("other/references/evidence.json", /"verdicts": \[[^]*\]/, '"verdicts": []'),
    "references/evidence.json does not hold what it says",
  ],
  [
    "a file in the place of its scripts",
    () => (
      rmSync(join(root, "other/scripts"), { recursive: true }),
      writeFileSync(join(root, "other/scripts"), "")
    ),
    "scripts/skill.ts is missing",
  ],
  [
    "a file in the place of its references",
    () => (
      rmSync(join(root, "other/references"), { recursive: true }),
      writeFileSync(join(root, "other/references"), "")
    ),
    "evidence.json is missing",
  ],
  ["no digest of its cases", () => change("other/SKILL.md", /  evals: .*\n/, ""), "evals"],
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
    const movedTo = join(root, "quarantine/other-broken");
    expect(repaired).toMatchObject([{ repair: "moved it to quarantine/other-broken", movedTo }]);
    expect([existsSync(movedTo), left]).toEqual([true, []]);
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

it("follows no symbolic link in the place of a skill, and says so", async () => {
  const elsewhere = join(temporaryFolder(), "other");
  renameSync(join(root, "other"), elsewhere);
  symlinkSync(elsewhere, join(root, "other"));
  await using store = await openSkillStore({ root });
  expect(await store.get("other")).toBeUndefined();
  expect((await store.list()).map(({ name }) => name)).toEqual(["callee", "caller"]);
  expect(await kinds()).toEqual(["skill-linked other"]);
  const { repaired, left } = await repairStore(root);
  expect([repaired, left.map(({ kind }) => kind)]).toEqual([[], ["skill-linked"]]);
});

it.each(["SKILL.md", "scripts/skill.ts", "scripts", "evals/cases.json", "references"])(
  "follows no link within a skill folder: %s",
  async (linked) => {
    const elsewhere = join(temporaryFolder(), "secret");
    renameSync(join(root, "other", linked), elsewhere);
    symlinkSync(elsewhere, join(root, "other", linked));
    await using store = await openSkillStore({ root });
    await expect(store.get("other")).rejects.toMatchObject({
      code: "skill-invalid",
      message: expect.stringContaining(`${linked} is a symbolic link`),
    });
    expect((await store.list()).map(({ name }) => name)).toEqual(["callee", "caller"]);
    expect((await store.search({ text: "other" })).map(({ skill }) => skill.name)).not.toContain("other");
    const [problem, ...more] = (await checkStore(root)).filter(({ severity }) => severity === "error");
    expect(problem).toMatchObject({
      kind: "skill-linked",
      skill: "other",
      message: expect.stringContaining(`a symbolic link, ${linked}, which`),
      repair: expect.stringContaining("keeps the link"),
    });
    expect(more).toEqual([]);
    expect((await repairStore(root)).left.map(({ kind }) => kind)).toContain("skill-linked");
    expect(lstatSync(join(root, "other", linked)).isSymbolicLink()).toBe(true);
  },
);

it.each([
  ["references/history.jsonl", "history-broken"],
  ["references/versions", "version-broken"],
])("says nothing of what a link in the place of %s leads to", async (linked, kind) => {
  const elsewhere = temporaryFolder();
  const target = linked.endsWith(".jsonl") ? join(elsewhere, "secret") : elsewhere;
  writeFileSync(join(elsewhere, "secret"), "root:x:0");
  writeFileSync(join(elsewhere, "secret.json"), "root:x:0");
  rmSync(join(root, "other", linked), { force: true });
  symlinkSync(target, join(root, "other", linked));
  const problems = await checkStore(root);
  expect(problems.map((problem) => problem.kind)).toEqual([kind]);
  expect(JSON.stringify(problems)).not.toContain("root:x");
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

it("adds to a history what SKILL.md says and it does not", async () => {
  await using store = await openSkillStore({ root });
  await store.transition("other", "deprecated", "for the test");
  writeFileSync(
    join(root, "inactive/other/references/history.jsonl"),
    readFileSync(join(root, "caller/references/history.jsonl")),
  );
  expect(await kinds()).toEqual(["history-behind other"]);
  expect((await repairStore(root)).left).toEqual([]);
  expect((await store.history("other")).map(({ status }) => status)).toEqual(["active", "deprecated"]);
});

describe("a skill in two places", () => {
  beforeEach(() => cpSync(join(root, "other"), join(root, "inactive/other"), { recursive: true }));

  it("is hidden, and a repair keeps both: the one that was not active in quarantine", async () => {
    await using store = await openSkillStore({ root });
    expect((await store.list()).map(({ name }) => name)).toEqual(["callee", "caller"]);
    expect(await kinds()).toEqual(["name-twice other"]);
    expect((await repairStore(root)).left).toEqual([]);
    expect((await store.get("other"))?.status).toBe("active");
    expect(existsSync(join(root, "quarantine/other-broken/SKILL.md"))).toBe(true);
  });
});

describe("a skill in the wrong place", () => {
  it("that is revoked by hand is moved away from the active ones", async () => {
    change("other/SKILL.md", /status: .*/, "status: revoked");
    expect(await kinds()).toEqual(["skill-misplaced other", "history-behind other"]);
    expect((await repairStore(root)).left).toEqual([]);
    expect(existsSync(join(root, "inactive/other/SKILL.md"))).toBe(true);
  });

  it("that only says it is active is not", async () => {
    await using store = await openSkillStore({ root });
    await store.transition("other", "revoked", "it was wrong");
    change("inactive/other/SKILL.md", /status: .*/, "status: active");
    expect((await store.list()).map(({ name }) => name)).toEqual(["callee", "caller"]);
    expect(await kinds()).toEqual(["skill-misplaced other", "history-behind other"]);
    expect((await repairStore(root)).left).toEqual([]);
    expect((await store.get("other"))?.status).toBe("deprecated");
  });
});

it("finds version records that are not what they say, and keeps them", async () => {
  await using store = await openSkillStore({ root });
  const candidate = exampleCandidate("other", {
    source: "export const other = (text: string) => `${text}other`;\n",
  });
  await store.change([{ kind: "put", candidate, evidence: exampleEvidence() }], {
    reason: "shorter",
    by: "test",
    verify: async () => ({ refused: "nobody calls it" }),
  });
  const [record] = readdirSync(join(root, "other/references/versions"));
  const path = `other/references/versions/${record}`;
  expect(await kinds()).toEqual([]);
  change(path, /text \+/, "text -");
  expect(await store.versions("other")).toHaveLength(1);
  expect(await kinds()).toEqual(["version-broken other"]);
  expect((await repairStore(root)).left).toEqual([]);
  expect(existsSync(join(root, `${path}.broken`))).toBe(true);
});

it("finds another name of a skill that is not there", async () => {
  await using store = await openSkillStore({ root });
  const verify = async () => ({ evidence: exampleEvidence() });
  await store.change([{ kind: "alias", name: "one-more", of: "other" }], { reason: "x", by: "test", verify });
  expect(await kinds()).toEqual([]);
  rmSync(join(root, "other"), { recursive: true });
  expect(await kinds()).toEqual(["alias-broken one-more", "index-behind"]);
  expect((await repairStore(root)).left).toEqual([]);
});

it("finds a decided write that was not finished, and one that cannot be read", async () => {
  mkdirSync(join(root, ".transaction"));
  const files = { "other/notes.md": "written by a process that is gone" };
  writeFileSync(join(root, ".transaction/0.json"), JSON.stringify({ files, moves: [] }));
  writeFileSync(
    join(root, ".transaction/1.json"),
    JSON.stringify({ files: { ".git/hooks/x": "" }, moves: [] }),
  );
  expect(await kinds()).toEqual(["transaction-left", "transaction-broken"]);
  expect((await repairStore(root)).left).toEqual([]);
  expect(readFileSync(join(root, "other/notes.md"), "utf8")).toBe(files["other/notes.md"]);
  expect(readdirSync(join(root, ".transaction"))).toEqual(["1.json.broken"]);
});

it("follows no symbolic link when it finishes a write", async () => {
  mkdirSync(join(root, ".transaction"));
  symlinkSync(temporaryFolder(), join(root, "linked"));
  writeFileSync(
    join(root, ".transaction/0.json"),
    JSON.stringify({ files: { "linked/x.md": "" }, moves: [] }),
  );
  await expect(openSkillStore({ root })).rejects.toMatchObject({ code: "store-invalid" });
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

it("reads no record in the quarantine through a link", async () => {
  const [record = ""] = readdirSync(join(root, "quarantine"));
  const elsewhere = join(temporaryFolder(), "record");
  renameSync(join(root, "quarantine", record), elsewhere);
  symlinkSync(elsewhere, join(root, "quarantine", record));
  await using store = await openSkillStore({ root });
  expect(await store.quarantined()).toEqual([]);
  expect(await checkStore(root)).toMatchObject([
    { kind: "quarantine-broken", message: expect.stringContaining(`${record} is a symbolic link`) },
  ]);
});

it("finds missing files of the store; a changed one is left to a person", async () => {
  rmSync(join(root, "tsconfig.json"));
  writeFileSync(join(root, "package.json"), '{"type":"module"}');
  expect(await kinds()).toEqual(["store-file", "store-file"]);
  const { repaired, left } = await repairStore(root);
  expect([repaired.length, left.length]).toEqual([1, 1]);
  expect(readFileSync(join(root, "package.json"), "utf8")).toBe('{"type":"module"}');
});

it("keeps its hands off folders that are not a store's", async () => {
  const project = temporaryFolder();
  mkdirSync(join(project, "packages/core"), { recursive: true });
  await expect(repairStore(project)).rejects.toThrow(/There is no store at/);
  mkdirSync(join(root, "my-notes"));
  appendFileSync(join(root, "my-notes/todo.txt"), "mine");
  expect(await kinds()).toEqual([]);
  await repairStore(root);
  expect(existsSync(join(root, "my-notes/todo.txt"))).toBe(true);
});

it("finds unfinished writes of processes that are gone", async () => {
  const left = join(root, ".portolan/tmp/99999999-0");
  mkdirSync(left, { recursive: true });
  mkdirSync(join(root, `.portolan/tmp/${process.pid}-999`));
  expect(await kinds()).toEqual(["write-left"]);
  expect((await repairStore(root)).left).toEqual([]);
  expect(existsSync(left)).toBe(false);
});

it("leaves a git merge that is under way to whoever merges, and what calls its skills too", async () => {
  const path = join(root, "callee/SKILL.md");
  const text = readFileSync(path, "utf8");
  const marked = text.replace(
    /^ {2}digest: .*\n/m,
    (line) => `<<<<<<< HEAD\n${line}=======\n${line}>>>>>>> left\n`,
  );
  writeFileSync(path, marked);
  expect(await kinds()).toEqual(["skill-conflicted callee"]);
  const { repaired, left } = await repairStore(root);
  expect([repaired, left.map(({ kind }) => kind)]).toEqual([[], ["skill-conflicted"]]);
  expect(left[0]?.message).toContain("conflict marks of a git merge in SKILL.md");
  expect(readFileSync(path, "utf8")).toBe(marked);
  writeFileSync(path, text);
  expect(await kinds()).toEqual([]);
});

it("brings the catalogue level after a repair, and does not make it anew", async () => {
  await using store = await openSkillStore({ root });
  await store.search({ text: "other" });
  const catalogue = () => statSync(join(root, ".portolan/catalog.db")).ino;
  const before = catalogue();
  change("other/SKILL.md", /status: .*/, 'status: "deprecated"');
  const { repaired, left } = await repairStore(root);
  expect(repaired.at(-1)).toMatchObject({
    kind: "index-behind",
    repair: "brought it level with the folders",
  });
  expect([left, catalogue()]).toEqual([[], before]);
  expect(await checkStore(root)).toEqual([]);
});

it("tells a catalogue that is behind from one that is wrong", async () => {
  await using store = await openSkillStore({ root });
  await store.search({ text: "other" });
  await store.transition("other", "revoked", "for the test");
  expect(await checkStore(root)).toEqual([]);
  const path = join(root, "caller/SKILL.md");
  writeFileSync(path, readFileSync(path, "utf8").replace("Appends caller", "Appends zebra"));
  const [behind] = await checkStore(root);
  expect(behind).toMatchObject({ kind: "index-behind", severity: "notice" });
  expect(behind?.message).toBe("The catalogue is behind: 1 folder has changed since the last search.");
  expect((await store.search({ text: "zebra" }))[0]?.skill.name).toBe("caller");
  expect(await checkStore(root)).toEqual([]);
  for (const lie of [
    "UPDATE skills SET usable = 0, listed = 0 WHERE name = 'caller'",
    "UPDATE meta SET value = 7 WHERE key = 'length'",
  ]) {
    new DatabaseSync(join(root, ".portolan/catalog.db")).exec(lie);
    expect(await kinds()).toEqual(["index-wrong"]);
    expect((await repairStore(root)).left).toEqual([]);
    expect((await store.search({ text: "zebra" }))[0]?.skill.name).toBe("caller");
    expect(store.indexFallback).toBeUndefined();
    expect(await checkStore(root)).toEqual([]);
  }
});
