import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { main } from "../main.ts";
import { capturedTerminal } from "../testing/captured-terminal.ts";

const example = fileURLToPath(new URL("../../../../examples/bench-experiment", import.meta.url));

async function portolan(...commandLine: string[]) {
  const terminal = capturedTerminal({ cwd: mkdtempSync(join(tmpdir(), "portolan-report-")) });
  const code = await main(commandLine, terminal);
  return { code, out: terminal.out(), err: terminal.err(), cwd: terminal.cwd };
}

const objects = (text: string): Record<string, unknown>[] =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

test("bench report shows verdicts, a table, milestones and a chart", async () => {
  const { code, out, err } = await portolan("bench", "report", example);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toMatch(/^Experiment 5a3b7e0c91d2: 3 arms, 4 seeds, coder synth@1\n/);
  expect(out).toMatch(/\nlibrary is better: library solved 77 % and none 50 % of 24 tasks × 4 seeds/);
  expect(out).toMatch(/\narm +solved +95 % interval +gain +p +e-value/);
  expect(out).toMatch(/\nlevel 6 +0 of 4 +4 of 4 after [\d,]+ +0 of 4\n/);
  expect(out).toMatch(/\ntasks solved {4}○ none {3}● library {3}▲ none-3x\n/);
});

test("bench report writes every format, whole, in folders that it makes", async () => {
  const files = ["--html", "a/r.html", "--markdown", "r.md", "--csv", "r.csv", "--parquet", "r.parquet"];
  const { code, err, cwd } = await portolan("bench", "report", example, ...files, "--inspect", "logs");
  expect(code).toBe(0);
  expect(err.match(/^Written: /gm)).toHaveLength(7);
  expect(readFileSync(join(cwd, "a", "r.html"), "utf8")).toMatch(/^<!doctype html>/);
  expect(readFileSync(join(cwd, "r.md"), "utf8")).toMatch(/^# Experiment/);
  expect(readFileSync(join(cwd, "r.csv"), "utf8").split("\r\n")).toHaveLength(1 + 288 + 1);
  expect(readFileSync(join(cwd, "r.parquet")).subarray(0, 4).toString()).toBe("PAR1");
  const logs = readdirSync(join(cwd, "logs"));
  expect(logs).toHaveLength(3);
  for (const log of logs)
    expect(JSON.parse(readFileSync(join(cwd, "logs", log), "utf8"))).toMatchObject({ version: 2 });
  expect(readdirSync(cwd).toSorted()).toEqual(["a", "logs", "r.csv", "r.md", "r.parquet"]);
});

test("bench report --json prints the experiment, its arms, comparisons and milestones", async () => {
  const { out } = await portolan(
    "bench",
    "report",
    example,
    "--json",
    "--milestone",
    "joined=join-evens,join-runs",
  );
  const lines = objects(out);
  const types = "experiment arm arm arm comparison comparison milestone milestone milestone";
  expect(lines.map(({ type }) => type).join(" ")).toBe(types);
  expect(lines[0]).toMatchObject({ id: "5a3b7e0c91d2", done: 288, of: 288 });
  expect(lines.at(-2)).toMatchObject({ milestone: "joined", arm: "library", reached: 4 });
});

test("bench report measures effort in the unit that is asked for, on every page", async () => {
  const files = ["--html", "r.html", "--markdown", "r.md"];
  const { code, out, cwd } = await portolan("bench", "report", example, "--unit", "attempts", ...files);
  expect(code).toBe(0);
  expect(out).toContain("spent: attempts for one of none");
  expect(out).toMatch(/\nreached, attempts +none/);
  expect(out).toMatch(/\d attempts spent\n/);
  const page = readFileSync(join(cwd, "r.html"), "utf8");
  expect(page).toContain("Attempts for a solved task");
  expect(page).toContain("Growth over attempts spent");
  expect(page).not.toMatch(/evaluations spent|evaluations for a solved/);
  expect(readFileSync(join(cwd, "r.md"), "utf8")).toContain("median attempts");
  const { out: compared } = await portolan("bench", "compare", example, "--unit", "attempts");
  expect(compared).toMatch(/It spent [\d.]+ × the attempts/);
});

test("bench report finds an experiment by its id, and says how far one has come", async () => {
  const terminal = capturedTerminal({ cwd: mkdtempSync(join(tmpdir(), "portolan-report-")) });
  const folder = join(terminal.cwd, ".portolan", "bench", "5a3b7e0c91d2");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "experiment.json"), readFileSync(join(example, "experiment.json")));
  const lines = readFileSync(join(example, "trials.jsonl"), "utf8").split("\n").slice(0, 100);
  writeFileSync(join(folder, "trials.jsonl"), `${lines.join("\n")}\n{"torn`);
  expect(await main(["bench", "report", "5a3b7e0c91d2"], terminal)).toBe(0);
  expect(terminal.out()).toContain("Half-finished: 100 of 288 trials; 8 cells are not whole.");
});

test("bench compare says what differs, by level and by task", async () => {
  const { code, out } = await portolan("bench", "compare", example, "--arms", "none,none-3x");
  expect(code).toBe(0);
  expect(out).toMatch(/^What differs \(none → none-3x\):\n {2}evaluations a task: 30,000 → 90,000\n/);
  expect(out).toMatch(/\nsample: none-3x against none\nNo difference shown/);
  expect(out).toMatch(/\nlevel +none +none-3x +difference +p, corrected\n/);
  expect(out).toMatch(/\nsolved by seeds +none +none-3x\n/);
  const { out: same } = await portolan("bench", "compare", example, example, "--json");
  expect(objects(same).map(({ type, adjusted }) => [type, adjusted])).toEqual([
    ["sides", undefined],
    ...[0, 1, 2].map(() => ["comparison", 1]),
  ]);
});

test.each([
  [["report", "nowhere"], "There is no experiment in that folder"],
  [["report", example, "--milestone", "iron"], "A milestone is a name and the tasks that reach it"],
  [["report", example, "--unit", "hours"], "--unit takes what a trial spends"],
  [["report", example, "--csv", "/proc/x/y.csv"], "cannot be written"],
  [["compare", example, "--arms", "none"], "An arm cannot be compared with itself"],
  [["compare", example, example, "--arms", "all"], 'There is no arm "all" in A'],
])("bench %j is refused", async (commandLine, message) => {
  const { code, out, err } = await portolan("bench", ...commandLine);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toContain(message);
  expect(err).toMatch(/next: {2}\S/);
});
