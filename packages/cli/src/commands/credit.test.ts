import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { main } from "../main.ts";
import { capturedTerminal } from "../testing/captured-terminal.ts";
import { writeTinySuite } from "../testing/tiny-suite.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const folder = mkdtempSync(join(tmpdir(), "portolan-credit-"));
const flags = ["--suite", join(folder, "tiny.jsonl"), "--evaluations", "3000", "--store", "store"];

async function portolan(...commandLine: string[]) {
  const terminal = capturedTerminal({ cwd: folder });
  const code = await main(commandLine, terminal);
  const lines = terminal.out().split("\n").slice(0, -1);
  return { code, lines, err: terminal.err() };
}

beforeAll(async () => {
  await writeTinySuite(join(folder, "tiny.jsonl"));
  await portolan("learn", ...flags, "--quiet");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("uses tells of the calls that learning made, show in one line, and tidy retires none of them", async () => {
  const { code, lines } = await portolan("uses", "drop-first", "--store", "store", "--json");
  const records = lines.map((line) => JSON.parse(line) as object);
  expect(code).toBe(0);
  expect(records.at(-1)).toMatchObject({
    type: "tally",
    name: "drop-first",
    uses: records.length - 1,
    credit: { standing: "undecided", harm: 1 },
  });
  expect(records[0]).toMatchObject({ type: "use", task: "lists/drop-last", outcome: "right", origin: null });
  expect((await portolan("uses", "drop-first", "--store", "store")).lines.join("\n")).toMatch(
    /lists\/drop-last +call, attempt 1 +right[^]*uses?: \d+ right[^]*\nnot tried without it yet$/,
  );
  expect((await portolan("show", "drop-first", "--store", "store")).lines.join("\n")).toMatch(
    /^in use +\d+ uses?: .*\ncredit +not tried without it yet$/m,
  );
  expect((await portolan("tidy", "--only", "retire", "--store", "store")).err).toContain("nothing to tidy");
});

test("credit plans first, makes the trials with --run, and tries none of them again", async () => {
  const planned = await portolan("credit", "drop-first", ...flags, "--json");
  expect(planned.lines.map((line) => JSON.parse(line) as object)).toMatchObject([
    { type: "planned", skill: "drop-first", task: "lists/drop-last" },
  ]);
  expect(planned.err).toContain("1 trial, two episodes each: at most 6,000 evaluations.");
  expect(existsSync(join(folder, "store", "uses"))).toBe(true);
  const made = await portolan("credit", "drop-first", ...flags, "--run", "--json");
  expect(made.lines.map((line) => JSON.parse(line) as object)).toMatchObject([
    { type: "trial", skill: { name: "drop-first" }, task: "lists/drop-last", seed: 0 },
    { type: "credit", name: "drop-first", standing: "undecided", trials: { tasks: 1 } },
  ]);
  for (const run of [[], ["--run"]])
    expect((await portolan("credit", "drop-first", ...flags, ...run)).err).toContain(
      "There is nothing to try",
    );
});

test("credit says what is wrong with how it was called", async () => {
  expect((await portolan("credit", "--store", "store")).err).toContain("No suite is named");
  expect((await portolan("credit", "absent", ...flags)).err).toContain("There is no skill named absent");
  expect((await portolan("credit", ...flags, "--trials", "0")).err).toContain(
    "--trials takes a whole number",
  );
});
