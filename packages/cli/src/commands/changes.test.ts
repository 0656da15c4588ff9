import { cpSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSkillStore } from "@portolan/skills";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { main } from "../main.ts";
import { capturedTerminal } from "../testing/captured-terminal.ts";
import { writeTinyStore } from "../testing/tiny-store.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const origin = mkdtempSync(join(tmpdir(), "portolan-changes-"));
let folder: string;

beforeAll(() => writeTinyStore(join(origin, "skills-store")));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "portolan-changes-"));
  cpSync(origin, folder, { recursive: true });
  writeFileSync(
    join(folder, "loop.ts"),
    program("const ys: number[] = [];\n  for (const x of xs) ys.unshift(x);\n  return ys;"),
  );
  writeFileSync(join(folder, "wrong.ts"), program("return xs;"));
});

const program = (body: string): string =>
  `/** Turn a list around. */\nexport function backwards(xs: number[]): number[] {\n  ${body}\n}\n`;

async function portolan(...commandLine: string[]) {
  const terminal = capturedTerminal({ cwd: folder });
  const code = await main(commandLine, terminal);
  return { code, out: terminal.out(), err: terminal.err() };
}

const objects = (out: string): Record<string, unknown>[] =>
  out
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);

test("replace verifies a new program with all that call it, and log, diff, show and revert tell its versions apart", async () => {
  const done = await portolan(
    "replace",
    "backwards",
    "--with",
    "loop.ts",
    "--reason",
    "a loop",
    "--by",
    "me",
    "--json",
  );
  expect(done.code).toBe(0);
  const [replaced, rePinned] = objects(done.out) as Record<string, string>[];
  expect([replaced, rePinned]).toMatchObject([
    { type: "changed", name: "backwards", change: "replaced" },
    { type: "changed", name: "drop-last", change: "re-pinned" },
  ]);
  expect(await portolan("verify")).toMatchObject({
    code: 0,
    err: "3 skills verified: each right on ≥ 22 % of such inputs; for 3 of them only if their cases had been hidden.\n",
  });
  expect(await portolan("run", "drop-last", "[1,2,3]")).toMatchObject({ out: "[1,2]\n" });
  const log = await portolan("log", "backwards");
  expect(log.out).toMatch(/^ +1 {2}\w{12} {2}active {2}– .* admitted for the task tiny\/backwards$/m);
  expect(log.out).toMatch(new RegExp(`^ +2  \\w{12}  active  ${replaced!["id"]}  me  a loop$`, "m"));
  const old = `backwards@${replaced!["from"]!.slice(0, 6)}`;
  expect((await portolan("show", old, "--source")).out).toContain("toReversed");
  const { out } = await portolan("diff", old);
  expect(out).toMatch(/^-.*toReversed/m);
  expect(out).toMatch(/^\+.*unshift/m);
  // What is said of an earlier version is said of that one: nothing calls it any more.
  expect((await portolan("show", old)).out).toMatch(/^status +version 1, replaced by version 2 \(\w{12}\)$/m);
  expect((await portolan("show", old)).out).toMatch(/^used by +nothing$/m);
  expect(objects((await portolan("blame", old, "--json")).out)[0]).toMatchObject({
    replacedBy: replaced!["to"],
    usedBy: [],
  });
  expect((await portolan("explain", old)).out).toMatch(
    /^backwards, version 1, was replaced by version 2 because: a loop\./,
  );
  expect(objects((await portolan("blame", "backwards", "--json")).out)[0]).toMatchObject({
    type: "blame",
    version: 2,
    coder: "me",
    id: "tiny/backwards",
    usedBy: [{ name: "drop-last" }],
  });
  expect(await portolan("revert", replaced!["id"] as string)).toMatchObject({ code: 0 });
  expect((await portolan("show", "backwards", "--source")).out).toContain("toReversed");
  expect(await portolan("store", "check")).toMatchObject({ code: 0, out: "" });
});

test("replace refuses a program that is wrong, and what its callers would not survive, and changes nothing", async () => {
  const wrong = await portolan("replace", "backwards", "--with", "wrong.ts", "--reason", "x");
  expect(wrong).toMatchObject({ code: 1, out: "" });
  expect(wrong.err).toMatch(/^✗ backwards: wrong on 2 of 3 cases\. Nothing was changed\.$/m);
  expect((await portolan("log", "backwards", "--json")).out.trim().split("\n")).toHaveLength(1);
  const tried = await portolan("replace", "backwards", "--with", "loop.ts", "--reason", "x", "--dry-run");
  expect(tried).toMatchObject({ code: 0, err: "Only tried: nothing was changed.\n" });
  expect(await portolan("replace", "backwards", "--with", "loop.ts")).toMatchObject({
    code: 2,
    err: expect.stringContaining("--reason is missing"),
  });
});

test("rename leaves an alias that programs call and no list shows", async () => {
  const { code, out } = await portolan("rename", "backwards", "turned-around", "--reason", "clearer");
  expect(code).toBe(0);
  expect(out).toMatch(/^✓ turned-around {2}added/m);
  expect(out).toMatch(/^✓ backwards {2}aliased/m);
  expect((await portolan("list")).out).not.toMatch(/^backwards /m);
  expect((await portolan("show", "turned-around", "--source")).out).toContain("function turnedAround");
  expect((await portolan("run", "backwards", "[1,2]")).out).toBe("[2,1]\n");
  expect((await portolan("run", "drop-last", "[1,2,3]")).out).toBe("[1,2]\n");
  expect(await portolan("verify", "backwards", "drop-last", "turned-around")).toMatchObject({ code: 0 });
});

test("deprecate takes callers along, and restore brings each back once it is verified", async () => {
  const away = await portolan(
    "deprecate",
    "drop-first",
    "--reason",
    "not needed",
    "--evidence",
    '{"calls":0}',
  );
  expect(away.out.match(/deprecated/g)).toHaveLength(2);
  expect(await portolan("restore", "drop-last", "--reason", "x")).toMatchObject({
    code: 1,
    err: expect.stringContaining("drop-first, which it uses, is deprecated"),
  });
  expect((await portolan("restore", "drop-first", "--reason", "needed")).code).toBe(0);
  expect((await portolan("restore", "drop-last", "--reason", "needed")).code).toBe(0);
  expect(objects((await portolan("log", "drop-first", "--json")).out).slice(1)).toMatchObject([
    { status: "deprecated", evidence: { calls: 0 }, by: "the command line" },
    { status: "active", evidence: { checks: { cases: 2 } } },
  ]);
});

test("restore gives a skill a new version where what it calls has got one", async () => {
  await portolan("deprecate", "drop-last", "--reason", "x");
  await portolan("replace", "backwards", "--with", "loop.ts", "--reason", "x");
  expect(await portolan("restore", "drop-last", "--reason", "x")).toMatchObject({
    code: 0,
    out: expect.stringMatching(/drop-last {2}replaced/),
  });
  expect((await portolan("run", "drop-last", "[1,2,3]")).out).toBe("[1,2]\n");
});

test("revoke is final, quarantines callers, and lists what was written while it was shown", async () => {
  await using store = await openSkillStore({ root: join(folder, "skills-store") });
  const { source, ...first } = (await store.get("drop-first"))!;
  const shown = [{ name: "backwards", digest: first.digest }];
  const copy = { ...first, name: "drop-one", source: source.replace("dropFirst", "dropOne") };
  await store.admit(copy, { ...first.evidence, shown });
  const { code, out, err } = await portolan("revoke", "backwards", "--reason", "wrong");
  expect(code).toBe(0);
  expect(out).toMatch(/^✓ drop-last {2}quarantined/m);
  expect(out).toMatch(/^ {2}drop-one$/m);
  expect(err).toContain("portolan verify drop-one");
  expect(err).toContain("does not come back");
  expect(err).not.toContain("undoes it");
  expect(await portolan("restore", "backwards", "--reason", "x")).toMatchObject({ code: 1 });
  expect((await portolan("show", "backwards")).out).toContain("revoked");
  expect(await portolan("restore", "drop-last", "--reason", "x")).toMatchObject({
    code: 1,
    err: expect.stringContaining("a skill that it calls is missing"),
  });
  expect((await portolan("list")).out).not.toContain("drop-last");
});

test("a version is named without doubt, or the command says which there are", async () => {
  await portolan("replace", "backwards", "--with", "loop.ts", "--reason", "x");
  for (const [version, said] of [
    ["backwards@abc", "at least 4"],
    ["backwards@zzzz", "at least 4"],
    ["backwards@00000000000", "There are "],
  ] as const)
    expect(await portolan("show", version)).toMatchObject({ code: 2, err: expect.stringContaining(said) });
  expect(await portolan("revert", "ffff")).toMatchObject({ code: 2 });
});
