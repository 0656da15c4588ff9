import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { main } from "../main.ts";
import { capturedTerminal } from "../testing/captured-terminal.ts";

afterEach(() => vi.unstubAllEnvs());

const folder = mkdtempSync(join(tmpdir(), "portolan-suites-"));
const pairs = JSON.stringify([1, 2, 3, 4].map((n) => ({ i: [n], o: [n] })));
mkdirSync(join(folder, "list-functions-250"));
for (const name of ["c001", "c002"]) {
  writeFileSync(join(folder, "list-functions-250", `${name}_1.json`), `{"id": "${name}", "data": ${pairs}}`);
}
writeFileSync(join(folder, "sygus-strings.jsonl"), "not JSON");

async function suites(...names: string[]) {
  const terminal = capturedTerminal({ cwd: folder });
  const code = await main(["bench", "suites", ...names], terminal);
  return { code, out: terminal.out(), err: terminal.err() };
}

test("every suite is listed with its licence, and how to get those that are not at hand", async () => {
  vi.stubEnv("PORTOLAN_SUITES", "");
  const { code, out, err } = await suites();
  expect(code).toBe(0);
  expect(out).toMatch(/^lists +94 +94 +built in +MIT/m);
  expect(out).toMatch(/^techtree +\d+ +– +built in/m);
  expect(out).toMatch(/^list-functions-250 +250 +188 +no +none stated/m);
  expect(err).toContain("nothing is downloaded for you");
  expect(err).toContain("mbpp-ts: https://github.com/nuprl/MultiPL-E\n  git clone");
});

test("what is at hand is read, and what is broken there is said", async () => {
  vi.stubEnv("PORTOLAN_SUITES", folder);
  const { code, out, err } = await suites("list-functions-250", "sygus-strings", "textcraft", "--json");
  expect([code, err]).toEqual([1, ""]);
  const [lists, sygus, textcraft] = out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as object);
  expect(lists).toMatchObject({ tasks: 2, at: join(folder, "list-functions-250"), world: false });
  expect(sygus).toMatchObject({ problem: expect.stringContaining("sygus-strings.jsonl:1: ") as string });
  expect(textcraft).toMatchObject({ at: null, world: true, licence: "MIT" });
});

test("a suite of one's own is counted by its path, in the format named before it", async () => {
  const { code, out } = await suites(`list-functions:${join(folder, "list-functions-250")}`, "--json");
  expect(code).toBe(0);
  // Both answer alike what both were asked.
  expect(JSON.parse(out)).toMatchObject({ name: "list-functions-250", tasks: 2, distinct: 1 });
});

test("a public suite is learned from by its name, or it is said how to get it", async () => {
  vi.stubEnv("PORTOLAN_SUITES", folder);
  const learn = async (...commandLine: string[]) => {
    const terminal = capturedTerminal({ cwd: folder });
    const code = await main(["learn", "--evaluations", "2000", ...commandLine], terminal);
    return { code, out: terminal.out(), err: terminal.err() };
  };
  expect((await learn("--suite", "list-functions-250", "--limit", "1")).code).toBe(0);
  const absent = await learn("--suite", "mbpp-ts");
  expect(absent.code).toBe(2);
  expect(absent.err).toContain(`The suite mbpp-ts is not at hand: ${folder} holds no mbpp-ts.jsonl.`);
  expect(absent.err).toContain("github.com/nuprl/MultiPL-E (licence: BSD-3-Clause");
  expect((await learn("--suite", folder, "--format", "sgf")).err).toContain('There is no format "sgf"');
});
