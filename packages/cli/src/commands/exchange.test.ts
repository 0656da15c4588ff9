import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSkillStore } from "@portolan/skills";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { main } from "../main.ts";
import { capturedTerminal } from "../testing/captured-terminal.ts";
import { writeTinyStore } from "../testing/tiny-store.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const folder = mkdtempSync(join(tmpdir(), "portolan-exchange-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeAll(async () => {
  await writeTinyStore(join(folder, "skills-store"));
  const scripts = join(folder, "agent-skills", "shout", "scripts");
  mkdirSync(scripts, { recursive: true });
  writeFileSync(
    join(folder, "agent-skills", "shout", "SKILL.md"),
    '---\nname: shout\ndescription: Makes a text louder.\nlicense: MIT\nmetadata:\n  author: Ada\n---\n\n```ts\nshout("a"); // "A!"\n```\n',
  );
  writeFileSync(
    join(scripts, "shout.ts"),
    'export const shout = (text: string) => text.toUpperCase() + "!";\n',
  );
});

async function portolan(...commandLine: string[]) {
  const terminal = capturedTerminal({ cwd: folder });
  const code = await main(commandLine, terminal);
  return { code, out: terminal.out(), err: terminal.err() };
}

const lines = (out: string) =>
  out
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

test("import verifies an Agent Skill here and admits it with its origin", async () => {
  const { code, out, err } = await portolan("import", "agent-skills", "--store", "one");
  expect({ code, out, err }).toEqual({
    code: 0,
    out: "✓ shout  admitted, right on 1 case\n",
    err: "1 admitted.\n",
  });
  await using store = await openSkillStore({ root: join(folder, "one"), readOnly: true });
  const skill = await store.get("shout");
  expect(skill).toMatchObject({ signature: "(text: string) => string", status: "active" });
  expect(skill?.evidence).toMatchObject({
    coder: "Ada",
    checks: { examples: 1, cases: 0, lowerBound: 0 },
    origin: { from: "folder:agent-skills", by: "portolan import", licence: "MIT" },
  });
  expect((await portolan("import", "agent-skills", "--store", "one")).out).toContain("here already");
});

test("import judges by itself: what is wrong, or asks for more than it imports, stays a candidate", async () => {
  await portolan("export", "lie.jsonl");
  const changed = readFileSync(join(folder, "lie.jsonl"), "utf8").replace('"output":[2]}', '"output":[7]}');
  writeFileSync(join(folder, "lie.jsonl"), changed);
  const { code, out } = await portolan("import", "lie.jsonl", "--store", "two", "--json");
  expect(code).toBe(1);
  expect(lines(out).map(({ outcome }) => outcome)).toEqual(["admitted", "candidate", "candidate"]);
  expect(lines(out)[1]).toMatchObject({ reason: "wrong on 1 of 3 cases", dryRun: false });
  const listed = await portolan("candidates", "--store", "two");
  expect(listed.out).toMatch(/^drop-first +[0-9a-f]{12} +file:lie\.jsonl +3 +wrong on 1 of 3 cases$/m);
  expect((await portolan("list", "--store", "two")).out).not.toContain("drop-first");
  expect(await portolan("candidates", "nothing", "--store", "two")).toMatchObject({ code: 2 });
});

test("import --no-verify keeps candidates, which candidates --verify admits", async () => {
  expect(await portolan("import", "skills-store", "--no-verify", "--store", "three")).toMatchObject({
    code: 0,
    err: "3 candidates.\n",
  });
  expect((await portolan("candidates", "--verify", "--dry-run", "--store", "three")).err).toContain(
    "nothing was written",
  );
  expect(await portolan("candidates", "--verify", "--store", "three")).toMatchObject({
    code: 0,
    err: "3 admitted.\n",
  });
  expect(await portolan("candidates", "--store", "three")).toMatchObject({ code: 0, out: "" });
});

test("import --dry-run writes nothing, and --as and --prefix name what comes", async () => {
  const dry = await portolan("import", "skills-store", "--dry-run", "--store", "four");
  expect(dry).toMatchObject({ code: 0, err: "3 admitted; nothing was written (--dry-run).\n" });
  expect(dry.out).toContain(
    "backwards  would be admitted, right on 3 cases (≥ 22 % of such inputs, if its cases had been hidden)\n",
  );
  expect(existsSync(join(folder, "four"))).toBe(false);
  expect(await portolan("import", "skills-store", "drop-last", "--as", "x", "--store", "four")).toMatchObject(
    { code: 2 },
  );
  expect(
    (await portolan("import", "skills-store", "backwards", "--as", "reverse", "--store", "four")).out,
  ).toContain("✓ reverse  admitted");
  const { code } = await portolan(
    "import",
    "skills-store",
    "drop-last",
    "--prefix",
    "my-",
    "--store",
    "four",
  );
  expect(code).toBe(0);
  expect((await portolan("verify", "--store", "four")).code).toBe(0);
});

test("a conflict tells the two ways out of it", async () => {
  cpSync(join(folder, "agent-skills"), join(folder, "others"), { recursive: true });
  writeFileSync(
    join(folder, "others", "shout", "scripts", "shout.ts"),
    "export const shout = (text: string) => `${text.toUpperCase()}!`;\n",
  );
  await portolan("import", "agent-skills", "--store", "five");
  const { code, out } = await portolan("import", "others", "--store", "five");
  expect(code).toBe(1);
  expect(out).toMatch(
    /^– shout {2}conflict: another program is shout here\n {2}next: .*--as or --prefix.*portolan replace shout --with/,
  );
  const source = await portolan("candidates", "shout", "--source", "--store", "five");
  expect(source.out).toBe(readFileSync(join(folder, "others", "shout", "scripts", "shout.ts"), "utf8"));
  expect(await portolan("candidates", "--delete", "--store", "five")).toMatchObject({ code: 2 });
  expect((await portolan("candidates", "shout", "--delete", "--store", "five")).err).toContain(
    "1 candidate deleted",
  );
  expect((await portolan("candidates", "--store", "five")).out).toBe("");
});

test("export prints what it wrote, and refuses what is there", async () => {
  const { code, out, err } = await portolan("export", "out", "drop-last", "--json");
  expect({ code, err }).toEqual({ code: 0, err: "3 skills in out (agent-skills).\n" });
  expect(lines(out)).toEqual([
    {
      type: "export",
      target: "out",
      format: "agent-skills",
      skills: ["backwards", "drop-first", "drop-last"],
      skipped: [],
    },
  ]);
  expect(await portolan("export", "out")).toMatchObject({ code: 2, err: expect.stringContaining("--force") });
  expect(await portolan("export", "x.csv", "--format", "csv")).toMatchObject({ code: 2 });
  expect(await portolan("export", "x.jsonl", "--store", "nothing")).toMatchObject({ code: 3 });
});

test("merge brings over what is only there, and nothing the second time", async () => {
  await portolan("import", "agent-skills", "--store", "seven");
  const dry = await portolan("merge", "skills-store", "--store", "seven", "--dry-run");
  expect(dry.err).toBe("3 added; nothing was judged or written (--dry-run).\n");
  expect(await portolan("merge", "skills-store", "--store", "seven")).toMatchObject({
    code: 0,
    err: "3 added.\n",
  });
  expect(await portolan("merge", "skills-store", "--store", "seven")).toMatchObject({
    code: 0,
    out: "",
    err: "Nothing to merge.\n",
  });
  expect(await portolan("merge", "seven", "--store", "seven")).toMatchObject({ code: 2 });
});

test("merge tells a revocation there, and takes it over with --statuses", async () => {
  cpSync(join(folder, "skills-store"), join(folder, "eight"), { recursive: true });
  await using store = await openSkillStore({ root: join(folder, "eight") });
  await store.transition("backwards", "revoked", "it is slow");
  cpSync(join(folder, "skills-store"), join(folder, "nine"), { recursive: true });
  const told = await portolan("merge", "eight", "--store", "nine");
  expect(told).toMatchObject({ code: 0, out: expect.stringContaining("it is revoked there: it is slow") });
  const taken = await portolan("merge", "eight", "--store", "nine", "--statuses", "--json");
  expect(lines(taken.out)).toContainEqual(
    expect.objectContaining({ type: "merge", name: "backwards", outcome: "status" }),
  );
  expect((await portolan("list", "--store", "nine")).out).not.toMatch(/backwards|drop-last/);
});
