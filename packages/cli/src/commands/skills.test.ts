import { appendFileSync, cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exampleCandidate, exampleEvidence } from "@portolan/core/testing";
import { openSkillStore } from "@portolan/skills";
import { beforeAll, expect, test, vi } from "vitest";
import { main } from "../main.ts";
import { capturedTerminal } from "../testing/captured-terminal.ts";
import { writeTinyStore } from "../testing/tiny-store.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const folder = mkdtempSync(join(tmpdir(), "portolan-skills-"));

beforeAll(async () => {
  await writeTinyStore(join(folder, "skills-store"));
  cpSync(join(folder, "skills-store"), join(folder, "broken"), { recursive: true });
  appendFileSync(join(folder, "broken", "drop-first", "scripts", "skill.ts"), "// changed\n");
});

async function portolan(...commandLine: string[]) {
  const terminal = capturedTerminal({ cwd: folder });
  const code = await main(commandLine, terminal);
  return { code, out: terminal.out(), err: terminal.err() };
}

test("list shows the skills in order of name", async () => {
  const { code, out, err } = await portolan("list");
  expect(code).toBe(0);
  expect(out).toMatch(
    /^name .*\nbackwards .*\ndrop-first .*\ndrop-last {3}\(xs: number\[\]\) => number\[\] +2 /,
  );
  expect(err).toContain("3 skills in ");
});

test("show tells who calls whom, and with --source prints what a file can hold", async () => {
  const { out } = await portolan("show", "backwards");
  expect(out).toMatch(/^used by +drop-last$/m);
  expect(out).toMatch(/^checked on +1 visible example and 2 cases that whoever wrote it may have seen$/m);
  expect(out).toMatch(/^lower bound +right on at least 22\.3 %/m);
  expect((await portolan("show", "backwards", "--source")).out).toMatch(/^\/\*\*[^]*\}\n$/);
  const [shown] = (await portolan("show", "drop-last", "--json")).out
    .split("\n")
    .map((line) => line && JSON.parse(line));
  expect(shown).toMatchObject({ type: "skill", name: "drop-last", status: "active", usedBy: [] });
});

test("search gives the reasons", async () => {
  const { out } = await portolan("search", "turn", "around", "--limit", "1", "--json");
  expect(JSON.parse(out)).toMatchObject({
    type: "match",
    name: "backwards",
    reasons: expect.arrayContaining([expect.stringContaining("turn"), "used by drop-last"]),
  });
});

const found = async (...commandLine: string[]): Promise<string[]> =>
  (await portolan("search", ...commandLine, "--json")).out
    .split("\n")
    .flatMap((line) => (line ? (JSON.parse(line) as { name: string }).name : []));

test("search by examples alone runs the skills", async () => {
  const { out } = await portolan(
    "search",
    "--example",
    "[1,2,3] => [2,3]",
    "--example",
    "[5] => []",
    "--json",
  );
  const [best] = out.split("\n");
  expect(JSON.parse(best!)).toMatchObject({
    name: "drop-first",
    reasons: expect.arrayContaining(["behaviour right on 2 of 2 examples"]),
  });
});

test("search takes types that only the type checker understands, and no others", async () => {
  expect(await found("--signature", "<T>(xs: T[]) => T[]")).toContain("drop-last");
  expect(await portolan("search", "--signature", "(xs: number[] => number")).toMatchObject({
    code: 2,
    err: expect.stringContaining("is not a function signature"),
  });
});

test("search leaves out what its filters do not name, and what the budget has no room for", async () => {
  expect(await found("list", "--suite", "none")).toEqual([]);
  expect(await found("list", "--author", "nobody")).toEqual([]);
  expect(await found("list", "--tag", "none")).toEqual([]);
  expect((await found("list", "--pure")).length).toBeGreaterThan(1);
  expect(await found("list", "--budget", "1")).toEqual([]);
});

test("search says why nothing came, or not what was wanted", async () => {
  const nothing = await portolan("search", "list", "--tag", "none", "--budget", "9");
  expect(nothing).toMatchObject({ code: 0, err: expect.stringContaining("passes --tag, --budget") });
  const unlike = await portolan("search", "list", "--example", "[1] => 17");
  expect(unlike.err).toContain("None of these answers an example");
});

test("search refuses what cannot be meant", async () => {
  const wrong = [
    ["   "],
    ["--example", "1 => 2", "--example", "1, 2 => 3"],
    ["--example", "1, 2 => 3", "--signature", "(n: number) => number"],
    ["sum", "--limit", "0"],
    ["sum", "--pure", "--tool", "files"],
  ];
  for (const commandLine of wrong)
    expect(await portolan("search", ...commandLine)).toMatchObject({
      code: 2,
      out: "",
      err: expect.stringContaining("next:"),
    });
});

test("run prints the value as JSON, and a failure of the program is exit code 1", async () => {
  expect(await portolan("run", "drop-last", "[1,2,3]")).toMatchObject({ code: 0, out: "[1,2]\n" });
  expect(await portolan("run", "drop-last", "--input", "[[1,2,3]]")).toMatchObject({
    code: 0,
    out: "[1,2]\n",
  });
  writeFileSync(
    join(folder, "fails.ts"),
    'import { backwards } from "#skills/backwards";\nexport function fails(xs: number[]): number {\n  throw new RangeError(`no ${backwards(xs)}`);\n}\n',
  );
  const { code, out, err } = await portolan("run", "fails.ts", "[1,2]");
  expect({ code, out }).toEqual({ code: 1, out: "" });
  expect(err).toContain("threw RangeError: no 2,1");
});

test("a name that is nearly right gets the right one", async () => {
  expect(await portolan("show", "backward")).toMatchObject({
    code: 2,
    err: expect.stringContaining("Did you mean backwards?"),
  });
  expect(await portolan("run", "../skills-store")).toMatchObject({ code: 2 });
  expect(await portolan("run", "backwards")).toMatchObject({
    code: 2,
    err: expect.stringContaining("takes 1 argument and was given 0"),
  });
});

test("run takes a constant that is a function, and names a skill that is not there", async () => {
  const call = (name: string) =>
    `import { x } from "#skills/${name}";\nexport const y = (n: number) => x(n);\n`;
  writeFileSync(join(folder, "constant.ts"), "export const twice = (n: number): number => 2 * n;\n");
  expect(await portolan("run", "constant.ts", "4")).toMatchObject({ code: 0, out: "8\n" });
  writeFileSync(join(folder, "default.ts"), "export default (n: number) => n;\n");
  expect((await portolan("run", "default.ts", "4")).err).toContain("export const nameOfIt = ");
  writeFileSync(join(folder, "missing.ts"), call("drop-frist"));
  expect(await portolan("run", "missing.ts", "4")).toMatchObject({
    code: 2,
    err: expect.stringMatching(/There is no skill named drop-frist[^]*Did you mean drop-first/),
  });
});

test("nothing that a terminal would obey is printed, and as JSON it is escaped", async () => {
  const evil = String.raw`export function evil(): string { console.log("a\x1b]0;title\x07b\rc"); return "\x9b2J\x1b[8m"; }`;
  writeFileSync(join(folder, "evil.ts"), evil);
  const { out, err } = await portolan("run", "evil.ts");
  expect(err).toBe(String.raw`a\x1b]0;title\x07b\x0dc` + "\n");
  expect(out).toBe(String.raw`"\u009b2J\u001b[8m"` + "\n");
  expect(JSON.parse(out)).toBe("\u009b2J\u001b[8m");
});

test("show --source gives a file what the skill holds, and with --json an object", async () => {
  const { source } = JSON.parse((await portolan("show", "backwards", "--json")).out) as { source: string };
  expect((await portolan("show", "backwards", "--source")).out).toBe(source);
  const { out } = await portolan("show", "backwards", "--source", "--json");
  expect(JSON.parse(out)).toEqual({ type: "source", name: "backwards", source });
});

test("a store that is not there is an error for those that judge one", async () => {
  for (const command of [["verify"], ["verify", "sum"], ["store", "check"], ["store", "check", "--repair"]]) {
    const { code, out, err } = await portolan(...command, "--store", "typo");
    expect({ code, out }).toEqual({ code: 3, out: "" });
    expect(err).toContain(join(folder, "typo"));
  }
  expect(await portolan("doctor", "--store", "typo")).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^– store content {2}there is no store yet$/m),
  });
  expect(existsSync(join(folder, "typo"))).toBe(false);
});

test("verify shows what the cases prove, and says where there is nothing to run", async () => {
  const root = join(folder, "proven");
  cpSync(join(folder, "skills-store"), root, { recursive: true });
  await using store = await openSkillStore({ root });
  const candidate = exampleCandidate("untested", { evals: { examples: [], cases: [] } });
  await store.admit(candidate, exampleEvidence({ checks: { examples: 0, cases: 0, lowerBound: 0 } }));
  const { code, out } = await portolan("verify", "--store", root);
  expect(code).toBe(0);
  expect(out).toMatch(/^✓ backwards {2}3 of 3 cases, right on ≥ 22 %, if its cases had been hidden$/m);
  expect(out).toMatch(/^✓ untested {2}nothing to run: /m);
  const { out: json } = await portolan("verify", "backwards", "--json", "--store", root);
  expect(JSON.parse(json)).toEqual({
    type: "verification",
    name: "backwards",
    passed: true,
    right: 3,
    of: 3,
    lowerBound: 0.2236,
    unseen: false,
    evaluators: [],
    problems: [],
  });
});

test("a folder without SKILL.md is broken for list as it is for verify", async () => {
  cpSync(join(folder, "skills-store"), join(folder, "headless"), { recursive: true });
  rmSync(join(folder, "headless", "drop-last", "SKILL.md"));
  const store = ["--store", "headless"];
  expect((await portolan("list", ...store)).err).toContain("1 folder is broken");
  expect((await portolan("verify", ...store)).err).toBe("1 of 3 skills failed.\n");
});

test("verify and store check find a changed skill, and a repair sets it and what calls it aside", async () => {
  expect(await portolan("verify")).toMatchObject({
    code: 0,
    err: "3 skills verified: each right on ≥ 22 % of such inputs; for 3 of them only if their cases had been hidden.\n",
  });
  expect(await portolan("store", "check")).toMatchObject({ code: 0, out: "" });
  const store = ["--store", "broken"];
  const verified = await portolan("verify", ...store);
  expect(verified.code).toBe(1);
  expect(verified.out).toMatch(/^✗ drop-first .*scripts\/skill\.ts/m);
  expect(verified.out).toMatch(/^✗ drop-last .*drop-first/m);
  expect(verified.out).toMatch(/^✓ backwards/m);
  expect((await portolan("list", ...store)).err).toContain("1 folder is broken");
  expect(await portolan("show", "drop-first", ...store)).toMatchObject({ code: 3 });
  expect(await portolan("doctor", ...store)).toMatchObject({ code: 3 });
  expect((await portolan("store", "check", ...store)).code).toBe(1);
  expect((await portolan("store", "check", "--repair", ...store)).code).toBe(0);
  expect((await portolan("store", "check", ...store)).code).toBe(0);
  expect((await portolan("verify", ...store)).out).toMatch(/^✓ backwards .*\n$/);
});

test("solve prints the program alone, and keeps it only when told to", async () => {
  const solve = ["solve", "--goal", "Drop the first two", "--signature", "(xs: number[]) => number[]"];
  const examples = ["[1,2,3] => [3]", "[] => []", "[5,4,9,9] => [9,9]"].flatMap((text) => [
    "--example",
    text,
  ]);
  const { code, out, err } = await portolan(...solve, ...examples, "--name", "drop-two");
  expect(code).toBe(0);
  expect(out).toMatch(/export function dropTwo/);
  expect(err).toContain("Only the examples judged it");
  expect((await portolan("show", "drop-two")).code).toBe(2);
  const kept = await portolan(...solve, ...examples, "--name", "drop-two", "--keep", "--json");
  expect(JSON.parse(kept.out)).toMatchObject({
    type: "solution",
    solved: true,
    name: "drop-two",
    kept: true,
  });
  expect((await portolan("run", "drop-two", "[1,2,3]")).out).toBe("[3]\n");
});

test("solve --keep under a name that is taken says which name the skill got", async () => {
  const solve = ["solve", "--signature", "(xs: number[]) => number[]", "--keep"];
  const reversed = [
    "--goal",
    "Turn around",
    "--example",
    "[1,2] => [2,1]",
    "--example",
    "[1,2,3] => [3,2,1]",
  ];
  const known = await portolan(...solve, ...reversed, "--name", "around", "--json");
  expect(JSON.parse(known.out)).toMatchObject({ solved: true, reason: "known", kept: false });
  const goal = ["--goal", "Drop the first three", "--example", "[1,2,3,4] => [4]", "--example", "[] => []"];
  const more = ["--example", "[5,6,7,8,9] => [8,9]", "--name", "backwards"];
  // Three examples fit a rule of places and one of values.
  const asked = await portolan(...solve, ...goal, ...more);
  expect(asked).toMatchObject({
    code: 1,
    err: expect.stringContaining("An example of such an input would decide"),
  });
  const other = await portolan(...solve, ...goal, ...more, "--example", "[2,2,6,6] => [6]");
  expect(other.code).toBe(0);
  const name = /Kept as the skill (\S+): the name backwards was taken\./.exec(other.err)?.[1] as string;
  expect((await portolan("run", name, "[1,2,3,4,5]")).out).toBe("[4,5]\n");
  expect((await portolan("run", "backwards", "[1,2]")).out).toBe("[2,1]\n");
});

test("solve says what is wrong with an example, and that a task was not solved", async () => {
  const solve = ["solve", "--goal", "x", "--signature", "(n: number) => number", "--evaluations", "50"];
  expect(await portolan(...solve, "--example", "1, 2 => 3")).toMatchObject({
    code: 2,
    err: expect.stringContaining("gives 2 arguments, and the signature takes 1"),
  });
  const hopeless = await portolan(...solve, "--example", "1 => 77123", "--example", "2 => -40.25");
  expect(hopeless).toMatchObject({ code: 1, out: "", err: expect.stringContaining("Not solved: ") });
});

test("store index brings the index level, and builds it anew", async () => {
  const first = await portolan("store", "index");
  expect(first.code).toBe(0);
  expect(first.out).toMatch(
    /^\d skills in the index\. It lies in skills-store.\.portolan.index.\w{12}; level after \d/,
  );
  const [report] = (await portolan("store", "index", "--rebuild", "--index", "lancedb", "--json")).out.split(
    "\n",
  );
  expect(JSON.parse(report!)).toMatchObject({
    type: "index",
    place: expect.stringMatching(/lance$/),
  });
  expect(await portolan("store", "index", "--index", "db://skills")).toMatchObject({ code: 2, out: "" });
  expect((await portolan("store", "check")).code).toBe(0);
});
