import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { modelEndpoint } from "@portolan/core/testing";
import { afterAll, expect, test, vi } from "vitest";
import { main } from "../main.ts";
import { capturedTerminal } from "../testing/captured-terminal.ts";

vi.setConfig({ testTimeout: 60_000 });

const folder = mkdtempSync(join(tmpdir(), "portolan-judge-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const line = (returned: string, label: string): string =>
  JSON.stringify({ goal: "A polite greeting.", runs: [{ input: ["Ada"], outcome: { returned } }], label });
const labelled = [
  ...Array.from({ length: 10 }, () => line("Dear Ada,", "passed")),
  ...Array.from({ length: 40 }, () => line("Hey!", "failed")),
].join("\n");

/** Finds everything polite in which there is a Dear; or everything. */
const judging = (always = false) =>
  modelEndpoint(({ body }) => {
    const text = JSON.stringify(body);
    if (!text.includes("You judge whether"))
      return "```ts\nexport const greet = (name: string): string => `Dear ${name},`;\n```";
    const ids = [...new Set([...text.matchAll(/- ([a-z-]+): /g)].map((match) => match[1]))];
    const met = always || text.includes("Dear");
    const quotes = text.includes("Dear") ? ["Dear"] : ["Hey!"];
    return JSON.stringify({
      criteria: ids.map((id) => ({ id, met, quotes: met ? quotes : [], reason: "…" })),
    });
  });

async function portolan(...commandLine: string[]) {
  const terminal = capturedTerminal({ cwd: folder });
  const code = await main(commandLine, terminal);
  return { code, out: terminal.out(), err: terminal.err() };
}

test("a judge is measured, kept, and then judges what a model wrote for a goal without cases", async () => {
  writeFileSync(join(folder, "labelled.jsonl"), labelled);
  await using endpoint = await judging();
  const model = ["--model", "small", "--model-url", endpoint.url];
  const out = join(folder, "judge.json");
  const measured = await portolan("judge", "calibrate", "labelled.jsonl", ...model, "--out", out);
  expect(measured).toMatchObject({
    code: 0,
    out: expect.stringContaining("wrong results that it refuses:  40 of 40"),
  });
  const task = ["--goal", "A polite greeting.", "--name", "greet", "--signature", "(name: string) => string"];
  const examples = ["Ada", "Bo", "Cy"].flatMap((name) => ["--example", `"${name}" => "Dear ${name},"`]);
  const solve = ["solve", ...task, ...examples, "--coder", "model", ...model, "--store", "none"];
  const judged = await portolan(...solve, "--judge-calibration", out);
  expect(judged.err).toContain("✓ judge");
  expect(judged.code).toBe(0);
  // Another judge than the one that was measured.
  const edited = readFileSync(out, "utf8").replace(/"judge": "[^"]*"/, '"judge": "another"');
  writeFileSync(join(folder, "other.json"), edited);
  const doubted = await portolan(...solve, "--judge-calibration", join(folder, "other.json"));
  expect(doubted.code).toBe(1);
  expect(doubted.err).toContain("calibration is of another judge");
});

test("a judge that passes everything is told apart", async () => {
  writeFileSync(join(folder, "labelled.jsonl"), labelled);
  await using endpoint = await judging(true);
  const { code, out } = await portolan(
    "judge",
    "calibrate",
    "labelled.jsonl",
    "--model",
    "small",
    "--model-url",
    endpoint.url,
  );
  expect(code).toBe(1);
  expect(out).toMatch(/may veto, and admits nothing alone.*0 of 40/);
});

test.each([
  [
    "a file that is not there",
    ["judge", "calibrate", "none.jsonl", "--model", "m", "--model-url", "http://127.0.0.1:9/v1"],
    /none\.jsonl cannot be read/,
  ],
  [
    "a line that is no result",
    ["judge", "calibrate", "broken.jsonl", "--model", "m", "--model-url", "http://127.0.0.1:9/v1"],
    /broken\.jsonl/,
  ],
])("%s is named", async (_, commandLine, said) => {
  writeFileSync(join(folder, "broken.jsonl"), "{}\n");
  const { code, err } = await portolan(...commandLine);
  expect(code).toBe(2);
  expect(err).toMatch(said);
});

test("a calibration that could not be kept is not paid for, and a folder for it is made", async () => {
  writeFileSync(join(folder, "labelled.jsonl"), labelled);
  await using endpoint = await judging();
  const calibrate = ["judge", "calibrate", "labelled.jsonl", "--model", "m", "--model-url", endpoint.url];
  const refused = await portolan(...calibrate, "--out", folder);
  expect(refused).toMatchObject({
    code: 2,
    err: expect.stringContaining("cannot be written: it is a folder"),
  });
  expect((await portolan(...calibrate, "--out", join(folder, "labelled.jsonl", "judge.json"))).code).toBe(2);
  expect(endpoint.requests).toEqual([]);
  expect((await portolan(...calibrate, "--out", "new/judge.json")).code).toBe(0);
  expect(JSON.parse(readFileSync(join(folder, "new", "judge.json"), "utf8"))).toHaveProperty("trueNegative");
});
