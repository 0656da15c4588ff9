import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test, vi } from "vitest";
import { main } from "../main.ts";
import { capturedTerminal } from "../testing/captured-terminal.ts";
import { writeTinySuite } from "../testing/tiny-suite.ts";

vi.setConfig({ testTimeout: 60_000 });

const folder = mkdtempSync(join(tmpdir(), "portolan-voyages-"));
const learn = ["learn", "--suite", join(folder, "tiny.jsonl"), "--evaluations", "5000"];

beforeAll(() => writeTinySuite(join(folder, "tiny.jsonl")));

async function portolan(...commandLine: string[]) {
  const terminal = capturedTerminal({ cwd: folder });
  const code = await main(commandLine, terminal);
  return { code, out: terminal.out(), err: terminal.err() };
}

function objects(text: string): Record<string, unknown>[] {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** The table that a voyage ends with, without what follows it. */
function firstTable(text: string): string {
  return text.slice(0, text.indexOf("\n\n"));
}

test("learn shows a line for each task, a table, and the same table when it is given again", async () => {
  const first = await portolan(...learn, "--store", "first");
  expect(first.code).toBe(0);
  expect(first.err.trimEnd().split("\n")).toEqual([
    expect.stringMatching(/1\/3 ✓ lists\/backwards · 20\/20 right/),
    expect.stringMatching(/2\/3 ✓ lists\/drop-first .* · 2 skills$/),
    expect.stringMatching(/3\/3 ✓ lists\/drop-last .* · 3 skills$/),
  ]);
  expect(first.out).toMatch(/^level {2}tasks {2}passed gate .*\n1 +3 +3 +3 +\d /);
  expect(first.out).toContain("3 new skills; 0 were in the library already.");
  const again = await portolan(...learn, "--store", "first", "--json");
  expect(again.err).toBe("");
  const lines = objects(again.out);
  expect(lines.map(({ type }) => type)).toEqual(["task", "task", "task", "voyage"]);
  expect(lines[2]).toMatchObject({
    task: "lists/drop-last",
    skill: "drop-last",
    right: 20,
    of: 20,
    librarySize: 2,
  });
  expect(lines[3]).toMatchObject({ solved: 3, right: 3, newSkills: 3, resumed: 3, alreadySailed: true });
});

const inWorld = ["learn", "--suite", "techtree-milestones", "--limit", "3", "--store", "crafting"];

test("learn plays the worlds of a suite and keeps what it found, which can be verified in new ones", async () => {
  const first = await portolan(...inWorld);
  expect(first.code, first.err).toBe(0);
  expect(first.err).toMatch(
    /3\/3 ✓ techtree-milestones\/obtain-velmet · 10\/10 worlds .* calls obtain-velm /,
  );
  expect(first.out).toMatch(/^level {2}tasks {2}passed gate {2}reached goal .*\n[^]*all +3 +3 +3 +1 /);
  expect((await portolan(...inWorld)).out).toContain("3 new skills");
  const world = fileURLToPath(new URL("../../../../examples/techtree/world.ts", import.meta.url));
  const given = ["--store", "crafting", "--tools", world, "--allow-writes"];
  expect((await portolan("run", "obtain-velmet", "3", ...given)).out).toMatch(/^\d+\n$/);
  const verified = await portolan("verify", ...given.slice(0, 4), "--evaluators", world);
  expect(verified).toMatchObject({
    code: 0,
    out: expect.stringMatching(/✓ obtain-velmet {2}5 evaluators/) as string,
  });
});

test("learn without a library in a world keeps nothing, and calls nothing", async () => {
  const { code, out } = await portolan(...inWorld.slice(0, -1), "none", "--arm", "none", "--json", "--quiet");
  expect(code).toBe(0);
  expect(objects(out).at(-1)).toMatchObject({ solved: 3, right: 3, calling: 0, newSkills: 0 });
});

test("a command that has no world says who plays in one", async () => {
  const { code, err } = await portolan("demo", "--suite", "techtree");
  expect(code).toBe(2);
  expect(err).toMatch(/are in a world[^]*portolan learn --suite techtree/);
});

test("learn that goes on with another ranking of searches says so", async () => {
  await portolan(...learn, "--store", "ranked", "--quiet");
  const traces = join(folder, "ranked", ".portolan", "traces");
  const name = readdirSync(traces).find((file) => file.endsWith(".jsonl")) ?? "";
  const lines = readFileSync(join(traces, name), "utf8").trimEnd().split("\n");
  expect(lines.at(-1)).toContain('"voyage-end"');
  const begun = lines.slice(0, -1).join("\n").concat("\n");
  writeFileSync(join(traces, name), begun);
  expect((await portolan(...learn, "--store", "ranked")).err).not.toContain("Searches rank otherwise");
  writeFileSync(join(traces, name), begun.replace(/"ranking":"[0-9a-f]+"/, '"ranking":"0"'));
  expect((await portolan(...learn, "--store", "ranked")).err).toContain(
    "Searches rank otherwise than when this voyage began",
  );
});

test("learn without library keeps nothing", async () => {
  const { code, out } = await portolan(...learn, "--store", "none", "--arm", "none", "--quiet");
  expect(code).toBe(0);
  expect(out).toMatch(/\n1 +3 +3 +3 +0 /);
  expect(readdirSync(join(folder, "none"))).toEqual([".portolan"]);
});

test("Ctrl-C ends with 130, and the same command goes on to the same table", async () => {
  const terminal = capturedTerminal({
    cwd: folder,
    onError: (text) => text.includes("1/3") && queueMicrotask(() => terminal.interrupt()),
  });
  const commandLine = [...learn, "--store", "stopped"];
  expect(await main(commandLine, terminal)).toBe(130);
  expect(terminal.out()).toBe("");
  expect(terminal.err()).toMatch(/Stopping…[^]*Run the same command again/);
  const resumed = await portolan(...commandLine);
  expect(resumed.out).toContain("Resumed: 1 of 3 tasks");
  expect(firstTable(resumed.out)).toBe(firstTable((await portolan(...learn, "--store", "first")).out));
});

test("two at once sail under two names, and both end", async () => {
  const commandLine = [...learn, "--store", "shared"];
  const [one, two] = await Promise.all([portolan(...commandLine), portolan(...commandLine)]);
  expect([one.code, two.code]).toEqual([0, 0]);
  expect(`${one.err}${two.err}`).toMatch(
    /Another process is sailing this voyage; this one is sailed as \w+-2/,
  );
  const files = readdirSync(join(folder, "shared", ".portolan", "traces"));
  expect(files.filter((name) => name.endsWith(".jsonl"))).toHaveLength(2);
});

test("a broken line of a suite is named with its place", async () => {
  writeFileSync(join(folder, "broken.jsonl"), '{"id":"a/b"}\n');
  const { code, err } = await portolan("learn", "--suite", join(folder, "broken.jsonl"));
  expect(code).toBe(2);
  expect(err).toMatch(/error: .*broken\.jsonl:1: \w+/);
});

test("a store below a file cannot be written: exit code 3", async () => {
  writeFileSync(join(folder, "file"), "");
  const { code, err } = await portolan(...learn, "--store", "file/store");
  expect(code).toBe(3);
  expect(err).toContain("cannot be written");
});

test("bench compares two arms, writes a report, and resumes", async () => {
  const bench = ["bench", ...learn.slice(1)];
  const first = await portolan(...bench, "--out", "report.json", "--quiet");
  expect(first.code).toBe(0);
  expect(first.out).toMatch(/^level {2}tasks {2}with library/);
  expect(first.out).toContain("McNemar");
  const report = JSON.parse(readFileSync(join(folder, "report.json"), "utf8")) as Record<string, unknown>;
  expect(Object.keys(report)).toEqual(["comparison", "withLibrary", "without"]);
  const again = objects((await portolan(...bench, "--json")).out);
  expect(again.map(({ type }) => type)).toEqual(["cell", "cell", "comparison", "experiment"]);
  expect(again[1]).toMatchObject({ arm: "library", seed: 0, trials: 3, succeeded: 3, error: null });
  expect((await portolan(...bench)).err).toBe("");
});

test("demo starts anew each time, and the commands that it names work", async () => {
  const earlier = join(folder, ".portolan", "demo", "skills-store", "earlier");
  mkdirSync(earlier, { recursive: true });
  const { code, out } = await portolan("demo", ...learn.slice(1), "--quiet");
  expect(code).toBe(0);
  expect(existsSync(earlier)).toBe(false);
  expect(out).toMatch(/The program of [a-z-]+:\n[^]*export function/);
  const named = [...out.matchAll(/portolan ((?:list|show|run) .+)$/gm)].map((match) => match[1] as string);
  expect(named).toHaveLength(3);
  for (const line of named) {
    const words = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(
      ([, quoted, plain]) => quoted ?? (plain as string),
    );
    expect((await portolan(...words)).code).toBe(0);
  }
  expect((await portolan("demo", ...learn.slice(1), "--limit", "1", "--quiet")).code).toBe(0);
});
