import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { main } from "../main.ts";
import { capturedTerminal } from "../testing/captured-terminal.ts";

test.each([
  ["--seeds", "5..1", "--seeds takes whole numbers"],
  ["--seeds", "9007199254740993", "--seeds takes whole numbers"],
  ["--seeds", "1..1000000000", "--seeds takes 10000 seeds at most"],
  ["--seeds", "1..9000,20001..29000", "--seeds takes 10000 seeds at most"],
  ["--out", "one-arm.json", "A file holds the comparison of the arms library and none"],
  ["--limit-tasks", "0", "--limit-tasks takes a whole number above 0"],
])("bench run refuses %s %s before it writes anything", async (flag, value, message) => {
  const cwd = mkdtempSync(join(tmpdir(), "portolan-bench-run-"));
  const terminal = capturedTerminal({ cwd });
  const code = await main(["bench", "run", "--suite", "lists", "--arm", "none", flag, value], terminal);
  expect(code).toBe(2);
  expect(terminal.err()).toContain(message);
  expect(terminal.err()).toMatch(new RegExp(`value: .*${value}`));
  expect(readdirSync(cwd)).toEqual([]);
});

test("bench run says what to do about a folder with a broken plan", async () => {
  const cwd = mkdtempSync(join(tmpdir(), "portolan-bench-run-"));
  writeFileSync(join(cwd, "experiment.json"), '{"format":1');
  const terminal = capturedTerminal({ cwd });
  const code = await main(["bench", "run", "--suite", "lists", "--arm", "none", "--out", "."], terminal);
  expect(code).toBe(2);
  expect(terminal.err()).toContain(`value: ${join(cwd, "experiment.json")}`);
  expect(terminal.err()).toContain("Move the file away");
  expect(readdirSync(cwd)).toEqual(["experiment.json"]);
});

test("bench run says in what the experiment that is in its folder differs", async () => {
  const cwd = mkdtempSync(join(tmpdir(), "portolan-bench-run-"));
  const plan = { arms: ["library"], seeds: [3], settings: { retrieve: 5 }, budget: { evaluations: 1_000 } };
  const suites = [{ name: "lists", digest: "0".repeat(64), tasks: 94 }];
  const rest = { format: 1, id: "1a2b3c4d5e6f", suites, versions: { coder: "synth" } };
  writeFileSync(join(cwd, "experiment.json"), JSON.stringify({ ...plan, ...rest }));
  const terminal = capturedTerminal({ cwd });
  expect(await main(["bench", "run", "--suite", "lists", "--arm", "none", "--out", "."], terminal)).toBe(2);
  expect(terminal.err()).toContain("(there → asked for):");
  for (const line of [
    "arms: library → none",
    "seeds: 3 → 0",
    "evaluations a task: 1,000 → ",
    "retrieve: 5 → 12",
  ])
    expect(terminal.err()).toContain(`\n         ${line}`);
});
