import { appendFileSync, cpSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { exampleCandidate, exampleEvidence } from "@portolan/core/testing";
import { expect, it } from "vitest";
import { openSkillStore } from "../store/open-skill-store.ts";
import { callerStore } from "../testing/caller-store.ts";
import { textDeclare, writeSkillFolder } from "../testing/skill-folder.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { readSource } from "./read-source.ts";

const read = (source: string) => readSource(source, { cwd: "/", declare: textDeclare, by: "test" });

/** What a folder with one skill is skipped for. */
async function skippedFor(files: Record<string, string | Uint8Array>): Promise<string | undefined> {
  const root = temporaryFolder();
  writeSkillFolder(root, "shout", files);
  const { offers, skipped } = await read(root);
  expect(offers).toEqual([]);
  return skipped.at(-1)?.reason;
}

it("reads Agent Skills that know nothing of us, with their calls", async () => {
  const root = temporaryFolder();
  writeSkillFolder(root, "shout", {
    "evals/more.json": '[{"input":["b"],"output":"b!"},{"input":["a"],"output":"a!"}]',
    "evals/prompts.json": '{"skill_name":"shout","evals":[{"id":1,"prompt":"Shout!"}]}',
  });
  const { offers, skipped } = await read(root);
  expect(skipped).toEqual([]);
  const [{ candidate, origin }] = offers as [(typeof offers)[0]];
  expect(candidate).toMatchObject({
    name: "shout",
    signature: "(text: string) => string",
    uses: [],
    tools: [],
  });
  expect(candidate.evals.examples).toEqual([
    { input: ["b"], output: "b!" },
    { input: ["a"], output: "a!" },
  ]);
  expect(candidate.evals.cases).toEqual([]);
  expect(origin).toMatchObject({ author: "Ada", licence: "MIT", by: "test" });
});

it("gives JavaScript the types of its JSDoc", async () => {
  const root = temporaryFolder();
  const head =
    "/**\n * @param {{ a: number }[]} rows what\n * @param {number} n\n * @returns {number}\n */\n";
  writeSkillFolder(root, "count", {
    "scripts/count.ts": "",
    "scripts/skill.js": `${head}export function count(rows, n) {\n  return rows.length + n;\n}\n`,
  });
  const { offers } = await read(root);
  expect(offers[0]?.candidate.signature).toBe("(rows: { a: number }[], n: number) => number");
  expect(offers[0]?.candidate.source).toContain("count(rows: { a: number }[], n: number): number {");
});

it("names a skill after its function where the folder is called otherwise", async () => {
  const root = temporaryFolder();
  writeSkillFolder(root, "text-tools", {
    "SKILL.md": '---\nname: text-tools\ndescription: x\n---\n```\nshoutAt2("a") // "a!"\n```\n',
    "scripts/text-tools.ts": 'export function shoutAt2(text: string): string {\n  return text + "!";\n}\n',
  });
  const { offers } = await read(root);
  expect(offers[0]?.candidate).toMatchObject({ name: "shout-at-2", evals: { examples: [{ input: ["a"] }] } });
  expect(offers[0]?.origin.name).toBe("text-tools");
});

it.each([
  [
    "a name that leads out of the store",
    { "SKILL.md": "---\nname: ../shout\ndescription: x\n---\n" },
    "is no name",
  ],
  ["a name of the store's own", { "SKILL.md": "---\nname: quarantine\ndescription: x\n---\n" }, "is no name"],
  ["no frontmatter", { "SKILL.md": "# shout\n" }, "no frontmatter"],
  [
    "a YAML bomb",
    { "SKILL.md": "---\na: &a [x, x]\nb: &b [*a, *a]\nname: shout\ndescription: x\n---\n" },
    "not plain YAML",
  ],
  ["two scripts", { "scripts/other.ts": "export const x = 1;\n" }, "has 2 scripts"],
  ["no function", { "scripts/shout.ts": "export const x = 1;\n" }, "exports no function"],
  ["bytes that are no text", { "scripts/shout.ts": Uint8Array.of(0xff, 0xfe, 0x41) }, "is not UTF-8"],
  ["no description", { "SKILL.md": "---\nname: shout\n---\n" }, "has no description"],
  ["a file that is too large", { "scripts/shout.ts": "x".repeat(9 * 2 ** 20) }, "has 9437184 bytes"],
])("skips a folder with %s, and says so", async (_, files, reason) => {
  expect(await skippedFor(files as Record<string, string>)).toContain(reason);
});

it("follows no link", async () => {
  const root = temporaryFolder();
  const outside = temporaryFolder();
  writeSkillFolder(outside, "secret");
  const folder = writeSkillFolder(root, "shout", { "scripts/shout.ts": "" });
  symlinkSync(join(outside, "secret"), join(root, "linked"));
  symlinkSync("/etc/hostname", join(folder, "scripts", "skill.ts"));
  const { offers, skipped } = await read(root);
  expect(offers).toEqual([]);
  expect(skipped.map(({ what }) => what)).toEqual(
    expect.arrayContaining(["linked", "shout/scripts/skill.ts", "shout"]),
  );
});

it("reads the active skills of a store, and says why the others are none", async () => {
  const root = await callerStore();
  {
    await using store = await openSkillStore({ root });
    await store.transition("other", "revoked", "for the test");
    await store.propose(exampleCandidate("waiting"), { from: "x", by: "test" });
  }
  appendFileSync(join(root, "callee", "scripts", "skill.ts"), "// changed\n");
  const { offers, skipped } = await read(root);
  expect(offers.map(({ candidate }) => candidate.name)).toEqual(["caller"]);
  expect(offers[0]?.origin).toMatchObject({ author: "scripted", version: "1", claimed: exampleEvidence() });
  expect(skipped.find(({ what }) => what === "callee")?.reason).toContain("is not the program of digest");
  expect(JSON.stringify(skipped)).not.toContain("waiting");
});

it("names no path of this machine as the origin", async () => {
  const { offers } = await read(await callerStore());
  expect(offers[0]?.origin.from).toMatch(/^folder:portolan-skills-\w+$/);
});

it.each([
  ["/nothing/there", "There is nothing of that name"],
  ["/etc/hostname", "none that can be imported"],
  ["npm:../x", "no package of npm"],
  ["npm:-g", "no package of npm"],
  ["ext::sh -c id", "no address of a git repository"],
  ["git://example.org/x", "no address of a git repository"],
  ["file:///x#--upload-pack=id", "no name of a branch"],
])("refuses %s", async (source, message) => {
  await expect(read(source)).rejects.toMatchObject({
    code: "source-invalid",
    message: expect.stringContaining(message),
    next: expect.stringMatching(/\w/),
  });
});

it("refuses a folder without skills, and one that is too deep", async () => {
  const root = temporaryFolder();
  await expect(read(root)).rejects.toMatchObject({ message: expect.stringContaining("has no skill") });
  mkdirSync(join(root, ...Array.from({ length: 20 }, () => "deep")), { recursive: true });
  await expect(read(root)).rejects.toMatchObject({ message: expect.stringContaining("levels of folders") });
});

it("reads what can be read of a file with one skill a line", async () => {
  const file = join(temporaryFolder(), "skills.jsonl");
  writeFileSync(
    file,
    '{"name":"x"}\nno json\n\n{"name":"a","description":"d","signature":"() => 1","source":"","digest":"0"}\n',
  );
  const { offers, skipped } = await read(file);
  expect(offers).toEqual([]);
  expect(skipped.map(({ what }) => what)).toEqual(["line 1", "line 2", "line 4"]);
  expect(skipped[2]?.reason).toContain("not the program of its digest");
});

it("refuses files that are no Parquet, no text, or too large", async () => {
  const folder = temporaryFolder();
  const file = join(folder, "skills.parquet");
  writeFileSync(file, "PAR1 and no more PAR1");
  await expect(read(file)).rejects.toMatchObject({ code: "source-invalid" });
  const jsonl = join(folder, "skills.jsonl");
  writeFileSync(jsonl, Uint8Array.of(0xff));
  await expect(read(jsonl)).rejects.toMatchObject({ message: expect.stringContaining("not UTF-8") });
  cpSync(jsonl, join(folder, "large.jsonl"));
  truncateSync(join(folder, "large.jsonl"), 2 ** 30);
  await expect(read(join(folder, "large.jsonl"))).rejects.toMatchObject({ code: "source-invalid" });
});
