import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Candidate, Skill, Verify } from "@portolan/core";
import { exampleCandidate, exampleEvidence } from "@portolan/core/testing";
import { execa } from "execa";
import fastGlob from "fast-glob";
import { beforeAll, describe, expect, it } from "vitest";
import { openSkillStore } from "../store/open-skill-store.ts";
import { textDeclare } from "../testing/skill-folder.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { type ExportOptions, exportSkills } from "./export-skills.ts";
import { importSkills } from "./import-skills.ts";
import { readSource } from "./read-source.ts";

const root = temporaryFolder();
const passes: Verify = async () => ({ evidence: exampleEvidence() });
const signature = "(text: string) => string";

/** `twice` calls `shout`, which calls `plain`; `alone` stands alone, and `gone` was revoked. */
beforeAll(async () => {
  await using store = await openSkillStore({ root });
  const admit = async (
    name: string,
    body: string,
    calls: Skill[] = [],
    more: Partial<Candidate["evals"]> = {},
  ): Promise<Skill> => {
    const imports = calls
      .map((callee) => `import { ${callee.name} } from "#skills/${callee.name}";\n`)
      .join("");
    const source = `${imports}export function ${name}(text: string): string {\n  return ${body};\n}\n`;
    const uses = calls.map((callee) => ({ name: callee.name, digest: callee.digest }));
    const evals: Candidate["evals"] = {
      examples: [{ input: ["it's"], output: "it's!" }],
      cases: [],
      ...more,
    };
    return (await store.admit(exampleCandidate(name, { source, uses, signature, evals }), exampleEvidence()))
      .skill;
  };
  const plain = await admit("plain", "text");
  const shout = await admit("shout", 'plain(text) + "!"', [plain]);
  await admit("twice", "shout(shout(text))", [shout]);
  const judged = {
    properties: [{ kind: "idempotent" as const }],
    counterexamples: [{ of: "properties", input: ["a"] }],
  };
  await admit("alone", "text", [], judged);
  await admit("gone", "text");
  await store.transition("gone", "revoked", "it leaks");
});

async function exported(path: string, options: Partial<ExportOptions> = {}) {
  await using store = await openSkillStore({ root, readOnly: true });
  return exportSkills(store, { path, cwd: "/", ...options });
}

/** Every file of a folder, or the file itself, as bytes. */
const bytesOf = (path: string) =>
  (existsSync(join(path, "alone")) ? fastGlob.sync("**", { cwd: path, dot: true }).toSorted() : [""]).map(
    (file) => [file, readFileSync(join(path, file)).toString("base64")],
  );

describe.each(["skills", "skills.jsonl", "skills.parquet"])("an export to %s", (name) => {
  it("holds the active skills, and is imported as the same programs", async () => {
    const path = join(temporaryFolder(), name);
    expect((await exported(path)).skills).toEqual(["alone", "plain", "shout", "twice"]);
    await using ours = await openSkillStore({ root });
    await using other = await openSkillStore({ root: join(temporaryFolder(), "store") });
    const offers = await readSource(path, { cwd: "/", declare: textDeclare, by: "test" });
    expect(offers.skipped).toEqual([]);
    const outcomes = await importSkills(other, offers, { verify: passes });
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(Array(4).fill("admitted"));
    const there = async (store: typeof ours) =>
      (await store.list()).map(({ digest, evals, description, signature: type }) => ({
        digest,
        evals,
        description,
        type,
      }));
    expect(await there(other)).toEqual(await there(ours));
  });

  it("is the same, byte for byte, each time", async () => {
    const [one, two] = [join(temporaryFolder(), name), join(temporaryFolder(), name)];
    await exported(one);
    await exported(two);
    expect(bytesOf(one)).toEqual(bytesOf(two));
  });

  it("takes the place of nothing unless it is forced to", async () => {
    const path = join(temporaryFolder(), name);
    await exported(path, { names: ["alone"] });
    const before = bytesOf(path);
    await expect(exported(path)).rejects.toMatchObject({
      code: "usage",
      next: expect.stringContaining("--force"),
    });
    expect(bytesOf(path)).toEqual(before);
    await exported(path, { force: true });
    expect(bytesOf(path)).not.toEqual(before);
  });
});

it("never takes the place of a store, also of one that was never opened here", async () => {
  const folder = temporaryFolder();
  {
    await using store = await openSkillStore({ root: folder });
    await store.admit(exampleCandidate("alone"), exampleEvidence());
  }
  rmSync(join(folder, ".portolan"), { recursive: true });
  const before = bytesOf(folder);
  const refused = { code: "usage", message: expect.stringContaining("is a store") };
  await expect(exported(folder, { force: true })).rejects.toMatchObject(refused);
  expect(bytesOf(folder)).toEqual(before);
});

it("takes no other skills away from the folder of an agent, even when forced", async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "my-own-skill"));
  writeFileSync(join(folder, "my-own-skill", "SKILL.md"), "mine");
  const refused = {
    code: "usage",
    message: expect.stringContaining("my-own-skill there is not of an export"),
  };
  await expect(exported(folder, { force: true })).rejects.toMatchObject(refused);
  expect(readFileSync(join(folder, "my-own-skill", "SKILL.md"), "utf8")).toBe("mine");
  expect(fastGlob.sync("**", { cwd: folder })).toEqual(["my-own-skill/SKILL.md"]);
});

it("exports folders that run by plain Node, wherever they lie", async () => {
  const folder = join(temporaryFolder(), "skills");
  expect((await exported(folder, { names: ["twice"], withCallees: false })).skills).toEqual(["twice"]);
  const cwd = join(folder, "twice");
  const run = (given: string[], more: { cwd?: string; input?: string } = {}) =>
    execa(process.execPath, [join(cwd, "scripts/run.mjs"), ...given], {
      cwd: temporaryFolder(),
      env: { NODE_OPTIONS: "" },
      reject: false,
      ...more,
    });
  const said = { exitCode: 0, stdout: '"it\'s!!"', stderr: "" };
  expect(await run(['"it\'s"'])).toMatchObject(said);
  expect(await run(["-"], { input: '["it\'s"]' })).toMatchObject(said);
  const bad = await run(["it's"]);
  expect(bad).toMatchObject({ exitCode: 2, stdout: "" });
  expect(bad.stderr).toMatch(/^The argument it's is not JSON[^\n]*$/);
  expect((await run([])).stderr).toMatch(/^It takes 1 argument, and was given 0[^]*node scripts\/run\.mjs/);
  for (const input of ["{}", "x".repeat(100_000), ""]) {
    const refused = { exitCode: 2, stdout: "", stderr: "Standard input holds no JSON list of arguments." };
    expect(await run(["-"], { input })).toMatchObject(refused);
  }
  expect((await run(["x".repeat(1_000)])).stderr.length).toBeLessThan(400);
  expect(await run(["null"])).toMatchObject({ exitCode: 0, stdout: '"null!!"' });
  const help = await run(["--help"]);
  expect(help).toMatchObject({ exitCode: 0, stderr: "" });
  expect(help.stdout).toContain("twice: (text: string) => string");
  const markdown = readFileSync(join(cwd, "SKILL.md"), "utf8");
  expect(markdown).toContain("node scripts/run.mjs '\"it'\\''s\"'");
  expect(markdown).not.toMatch(/portolan|#skills/i);
});

it("leaves out of the folders what needs tools, and says so", async () => {
  await using store = await openSkillStore({ root: temporaryFolder() });
  const source =
    'import { read } from "#tools/files";\nexport const reader = (text: string) => read(text);\n';
  await store.admit(exampleCandidate("reader", { source, tools: ["files"] }), exampleEvidence());
  const report = await exportSkills(store, { path: join(temporaryFolder(), "out"), cwd: "/" });
  expect(report).toMatchObject({
    skills: [],
    skipped: [{ name: "reader", reason: expect.stringContaining("files") }],
  });
});

it("names what is not there, or not active", async () => {
  const path = join(temporaryFolder(), "out.jsonl");
  await expect(exported(path, { names: ["alon"] })).rejects.toMatchObject({
    code: "skill-unknown",
    next: expect.stringContaining("alone"),
  });
  await expect(exported(path, { names: ["gone"] })).rejects.toMatchObject({
    message: expect.stringContaining("revoked"),
  });
  await expect(exported(temporaryFolder(), { allVersions: true })).rejects.toMatchObject({ code: "usage" });
  expect(existsSync(path)).toBe(false);
});

it("replaces no store, no repository and no folder that one is in, even when forced", async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, ".git"));
  for (const [path, cwd] of [
    [folder, "/"],
    [root, "/"],
    [join(folder, ".."), folder],
  ] as const)
    await expect(exported(path, { force: true, cwd })).rejects.toMatchObject({
      message: expect.stringContaining("a store, a repository"),
    });
  expect(existsSync(join(root, "alone"))).toBe(true);
});

it("says that it cannot write, and leaves nothing half-written", async () => {
  const file = join(temporaryFolder(), "file");
  writeFileSync(file, "x");
  await expect(exported(join(file, "out"))).rejects.toMatchObject({ code: "store-unwritable" });
});
