import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { startChild } from "../testing/child.ts";

const plan = [
  "--suite",
  "lists",
  "--limit",
  "3",
  "--evaluations",
  "1500",
  "--seeds",
  "0..1",
  "--load-bearing",
];
const arms = ["library", "frozen"].flatMap((arm) => ["--arm", arm]);
const bench = ["bench", "run", ...plan, ...arms, "--out", "experiment", "--json"];

let whole: unknown;

beforeAll(async () => {
  whole = await recordsOf(1);
}, 300_000);

test(
  "an experiment killed again and again ends with the records of one that never was",
  { timeout: 400_000 },
  async () => {
    const cwd = freshFolder();
    for (const place of [" 2/12", " 5/12", "10/12"]) {
      const child = startChild([...bench, "--workers", "2"], cwd);
      await child.said(place);
      child.process.kill("SIGKILL");
      expect((await child.ended).signal).toBe("SIGKILL");
    }
    expect((await startChild([...bench, "--workers", "2"], cwd).ended).code).toBe(0);
    expect(timeless(cwd)).toEqual(whole);
  },
);

test("the number of workers changes nothing", { timeout: 400_000 }, async () => {
  expect(await recordsOf(2)).toEqual(whole);
  expect(await recordsOf(4)).toEqual(whole);
});

test("Ctrl-C ends an experiment with 130, and keeps what is done", { timeout: 300_000 }, async () => {
  const cwd = freshFolder();
  const child = startChild(bench, cwd);
  await child.said(" 3/12");
  child.process.kill("SIGINT");
  const { code, err } = await child.ended;
  expect(code).toBe(130);
  expect(err).toContain("Run the same command again");
  expect(timeless(cwd).length).toBeGreaterThanOrEqual(3);
});

async function recordsOf(workers: number): Promise<unknown> {
  const cwd = freshFolder();
  const { code, err } = await startChild([...bench, "--workers", String(workers)], cwd).ended;
  expect(code, err).toBe(0);
  return timeless(cwd);
}

function freshFolder(): string {
  return mkdtempSync(join(tmpdir(), "portolan-bench-"));
}

/** The records without times, which differ; the stores of the cells stand for what they were made with. */
function timeless(cwd: string): unknown[] {
  const folder = join(cwd, "experiment");
  const lines = readFileSync(join(folder, "trials.jsonl"), "utf8").trimEnd().split("\n");
  const trials = lines.map((line) => ({ ...(JSON.parse(line) as object), wallMs: 0 }));
  return [...trials, ...readdirSync(join(folder, "cells")).toSorted()];
}
