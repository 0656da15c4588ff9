import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Candidate } from "@portolan/core";
import { exampleCandidate, exampleEvidence, exampleRefusal } from "@portolan/core/testing";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { EXAMPLE_SKILLS } from "../testing/example-skills.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { checkStore } from "./check-store.ts";
import { openSkillStore } from "./open-skill-store.ts";

const tsc = join(fileURLToPath(new URL("../../../../node_modules/.bin", import.meta.url)), "tsc");

const ODD_DESCRIPTIONS = [
  'It says "yes": # not a comment, {braces} & *stars* --- and \\ back\\slashes',
  "---\nname: other\n---\nlines",
  "tabs\t, line\u2028ends, \u0007 bells, \u0085, \ufeff and 😀",
  "- yes",
  "null",
];

async function writtenStore(candidates: Candidate[]): Promise<string> {
  const root = temporaryFolder();
  await using store = await openSkillStore({ root });
  for (const candidate of candidates) await store.admit(candidate, exampleEvidence());
  await store.quarantine(exampleCandidate("refused"), exampleRefusal());
  await store.transition(candidates[0]!.name, "deprecated", "for the test");
  return root;
}

async function textsOf(root: string): Promise<Record<string, string>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const shown = files.filter((file) => !file.includes(".portolan")).toSorted();
  return Object.fromEntries(shown.map((file) => [file.slice(root.length + 1), readFileSync(file, "utf8")]));
}

it("writes the same bytes for the same admissions", async () => {
  const first = await textsOf(await writtenStore(EXAMPLE_SKILLS));
  expect(await textsOf(await writtenStore(EXAMPLE_SKILLS))).toEqual(first);
  expect(Object.keys(first)).toContain("inactive/capitalize/SKILL.md");
  for (const [file, text] of Object.entries(first)) expect(`${file} ${text.at(-1)}`).toBe(`${file} \n`);
});

it("gives a store of format 1 the lines that git needs, after those that people wrote", async () => {
  const root = await writtenStore(EXAMPLE_SKILLS);
  writeFileSync(join(root, "package.json"), '{"portolan":{"format":1}}');
  writeFileSync(join(root, ".gitignore"), ".portolan/\nmine");
  writeFileSync(join(root, ".gitattributes"), "* -text\n");
  await using store = await openSkillStore({ root });
  await store.admit(exampleCandidate("fresh"), exampleEvidence());
  expect(readFileSync(join(root, ".gitignore"), "utf8")).toBe(".portolan/\nmine\n.transaction/\n");
  expect(readFileSync(join(root, ".gitattributes"), "utf8")).toBe("* -text\n*.jsonl merge=union\n");
});

it("keeps properties and counterexamples beside the cases, and writes neither where there are none", async () => {
  const evals = {
    ...exampleCandidate("plain").evals,
    properties: [{ kind: "idempotent" }, { kind: "inverse-of", skill: "other", on: "near" }],
    counterexamples: [{ of: "properties", input: ["a  "] }],
  } satisfies Candidate["evals"];
  const root = await writtenStore([
    EXAMPLE_SKILLS[0]!,
    exampleCandidate("plain"),
    exampleCandidate("rich", { evals }),
  ]);
  const texts = await textsOf(root);
  expect(texts["plain/evals/cases.json"]).toBe(
    '{\n  "cases": [\n    {"input":[""],"output":"plain"}\n  ],\n  "examples": [\n    {"input":["a"],"output":"aplain"}\n  ]\n}\n',
  );
  expect(Object.keys(JSON.parse(texts["rich/evals/cases.json"]!) as object)).toEqual([
    "cases",
    "counterexamples",
    "examples",
    "properties",
  ]);
  await using store = await openSkillStore({ root, readOnly: true });
  expect((await store.get("rich"))?.evals).toEqual(evals);
  expect(await checkStore(root)).toEqual([]);
});

it("sends whoever meets the folder of an alias on to the skill", async () => {
  const root = await writtenStore(EXAMPLE_SKILLS);
  await using store = await openSkillStore({ root });
  const verify = async () => ({ evidence: exampleEvidence() });
  const changes = [{ kind: "alias", name: "one-more", of: "split-words" }] as const;
  await store.change([...changes], { reason: "for the test", by: "test", verify });
  const text = readFileSync(join(root, "one-more/SKILL.md"), "utf8");
  expect(text.split("\n---\n")[1]).toBe(
    "\n# one-more\n\nAnother name of the skill [split-words](../split-words/SKILL.md), kept for what calls it; use that one.\n",
  );
});

it("type-checks even before it holds a skill", async () => {
  const root = temporaryFolder();
  await using store = await openSkillStore({ root });
  await store.quarantine(exampleCandidate("refused"), exampleRefusal());
  expect(execFileSync(tsc, ["-p", root], { encoding: "utf8" })).toBe("");
});

it("type-checks as an ordinary TypeScript folder, callers included", async () => {
  const root = await writtenStore(EXAMPLE_SKILLS);
  await using store = await openSkillStore({ root });
  const callee = await store.get("split-words");
  const caller = exampleCandidate("word-count", {
    uses: [{ name: "split-words", digest: callee!.digest }],
    signature: "(line: string) => number",
    source:
      'import { splitWords } from "#skills/split-words";\n\nexport const wordCount = (line: string): number => splitWords(line).length;\n',
  });
  await store.admit(caller, exampleEvidence());
  expect(execFileSync(tsc, ["-p", root], { encoding: "utf8" })).toBe("");
  const run = `import { wordCount } from "./word-count/scripts/skill.ts"; console.log(wordCount("a b c"));`;
  const output = execFileSync(process.execPath, ["--input-type=module", "-e", run], {
    cwd: root,
    encoding: "utf8",
  });
  expect(output).toBe("3\n");
});

it("writes SKILL.md files that keep to the Agent Skills format, whatever the description", async () => {
  const odd = ODD_DESCRIPTIONS.map((description, i) => exampleCandidate(`odd-${i}`, { description }));
  const root = await writtenStore([...EXAMPLE_SKILLS, ...odd]);
  await using store = await openSkillStore({ root });
  const skills = await store.list();
  expect(skills).toHaveLength(EXAMPLE_SKILLS.length + odd.length - 1);
  for (const { name, description } of skills) {
    const markdown = readFileSync(join(root, name, "SKILL.md"), "utf8");
    const [, head] = /^---\n(.*?)\n---\n/s.exec(markdown)!;
    const { metadata, ...fields } = parse(head as string);
    expect(fields).toEqual({ name, description });
    expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(description.length).toBeLessThanOrEqual(1024);
    expect(Object.values(metadata).every((value) => typeof value === "string")).toBe(true);
  }
  expect(skills.filter(({ name }) => name.startsWith("odd")).map(({ description }) => description)).toEqual(
    ODD_DESCRIPTIONS,
  );
});

it.each([
  ["a name that leaves the folder", { name: "../evil" }],
  ["the name of the quarantine", { name: "quarantine" }],
  ["the name of the notes", { name: "guidance" }],
  ["the name of the uses", { name: "uses" }],
  ["capitals", { name: "firstLine" }],
  ["65 letters", { name: "a".repeat(65) }],
  ["no description", { description: " " }],
  ["a long description", { description: "a".repeat(1025) }],
  ["another function", { source: "export const other = 1;\n" }],
  ["half a character", { description: "\ud800" }],
  ["unsorted callees", { uses: ["b", "a"].map((name) => ({ name, digest: "0".repeat(64) })) }],
])("refuses %s and writes nothing", async (_, changes) => {
  const root = temporaryFolder();
  await using store = await openSkillStore({ root });
  const candidate = { ...exampleCandidate("first-line"), ...changes };
  await expect(store.admit(candidate, exampleEvidence())).rejects.toMatchObject({ code: "store-invalid" });
  expect(await readdir(root)).toEqual([]);
});

it("gives no alias a name that leaves the folder", async () => {
  const root = await writtenStore(EXAMPLE_SKILLS);
  await using store = await openSkillStore({ root });
  const verify = async () => ({ evidence: exampleEvidence() });
  const changes = [{ kind: "alias", name: "../evil", of: "unique" }] as const;
  await expect(store.change([...changes], { reason: "x", by: "x", verify })).rejects.toMatchObject({
    code: "store-invalid",
  });
});

it("keeps a refused candidate of any name inside the quarantine", async () => {
  const root = temporaryFolder();
  await using store = await openSkillStore({ root });
  await store.quarantine({ ...exampleCandidate("first-line"), name: "../../evil" }, exampleRefusal());
  expect((await readdir(root)).toSorted()).toEqual([
    ".gitattributes",
    ".gitignore",
    ".portolan",
    "package.json",
    "quarantine",
    "tsconfig.json",
  ]);
  expect(await store.quarantined()).toHaveLength(1);
});

it("keeps what people wrote in SKILL.md when the status changes, and the history", async () => {
  const root = await writtenStore(EXAMPLE_SKILLS);
  await using store = await openSkillStore({ root });
  expect((await store.history("capitalize")).map(({ status, reason }) => `${status}: ${reason}`)).toEqual([
    "active: admitted for the task example",
    "deprecated: for the test",
  ]);
  await store.transition("capitalize", "active", "back", { evidence: { cases: 1 } });
  const markdown = readFileSync(join(root, "capitalize/SKILL.md"), "utf8");
  expect(markdown).toContain('status: "active"');
  expect(markdown).toContain("capitalize: (word: string) => string");
});

it("follows a description that was edited by hand: it is no new version, and searches find it by the new words", async () => {
  const root = temporaryFolder();
  await using store = await openSkillStore({ root });
  for (const name of ["other", "one-more"]) await store.admit(exampleCandidate(name), exampleEvidence());
  const { digest, description } = (await store.get("other"))!;
  const text = "Tunes a saxophone quartet.";
  const found = async () => (await store.search({ text })).find(({ skill }) => skill.name === "other");
  expect((await found())?.reasons.join(" ") ?? "").not.toContain("saxophone");
  const path = join(root, "other/SKILL.md");
  writeFileSync(path, readFileSync(path, "utf8").replace(description, text));
  const edited = await found();
  expect(edited?.skill).toMatchObject({ digest, version: 1, description: text });
  expect(edited?.reasons.join(" ")).toContain("saxophone");
  expect(await checkStore(root)).toEqual([]);
});
