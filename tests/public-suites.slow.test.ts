import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { describe, expect, it } from "vitest";

const suites = process.env.PORTOLAN_SUITES;
const script = fileURLToPath(new URL("../packages/core/scripts/synth-score.ts", import.meta.url));

if (!suites) console.log("PORTOLAN_SUITES is not set: the public suites are skipped.");

/** What the built-in coder must reach without a library at 200,000 candidate evaluations a task, on score cases. */
describe.each([
  ["list-functions-250", 125, 250],
  ["dreamcoder-lists", 165, 217],
  ["sygus-strings", 155, 205],
])("%s", (name, floor, tasks) => {
  const path = join(suites ?? "", `${name}.jsonl`);

  it.skipIf(!suites || !existsSync(path))(`solves at least ${floor} of ${tasks}`, async () => {
    const node = ["--conditions=@portolan/source", "--disable-warning=ExperimentalWarning", script];
    const { stdout } = await execa(process.execPath, [...node, path, "--budget", "200000"]);
    const [, right, of] = /(\d+) of (\d+) right on score/.exec(stdout) ?? [];
    console.log(stdout.trim().split("\n").at(-1));
    expect(Number(of)).toBe(tasks);
    expect(Number(right)).toBeGreaterThanOrEqual(floor);
  });
});
