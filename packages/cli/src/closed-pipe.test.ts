import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkStore } from "@portolan/skills";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startChild } from "./testing/child.ts";
import { writeTinyStore } from "./testing/tiny-store.ts";
import { writeTinySuite } from "./testing/tiny-suite.ts";

vi.setConfig({ testTimeout: 60_000 });

const folder = mkdtempSync(join(tmpdir(), "portolan-pipe-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeAll(async () => {
  await writeTinyStore(join(folder, "skills-store"));
  await writeTinySuite(join(folder, "tiny.jsonl"));
});

test.each([
  ["--help"],
  ["config"],
  ["list", "--json"],
  ["show", "drop-last"],
  ["log", "drop-last"],
  ["blame", "drop-last"],
  ["search", "list"],
  ["run", "backwards", "[1]"],
  ["verify"],
  ["tidy", "--json"],
  ["store", "index"],
  ["doctor"],
  ["export", "out.jsonl"],
  ["import", "skills-store", "--store", "there"],
  ["merge", "skills-store", "--store", "here"],
  ["rename", "drop-last", "all-but-last", "--reason", "a test", "--store", "renamed"],
  ["learn", "--suite", "tiny.jsonl", "--evaluations", "5000", "--store", "learned"],
])("%s %s ends quietly when nobody reads it, and leaves the store whole", async (...commandLine) => {
  const [store] = commandLine.slice(-1);
  const isChanging = commandLine.includes("--store");
  if (commandLine[0] === "rename")
    cpSync(join(folder, "skills-store"), join(folder, store!), { recursive: true });
  const child = startChild(commandLine, folder);
  child.process.stdout?.destroy();
  const { code, err } = await child.ended;
  expect(code).toBe(141);
  expect(err).not.toMatch(/error|EPIPE|Error/);
  if (!isChanging) return;
  const problems = await checkStore(join(folder, store!));
  expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
});

test("what was imported before nobody read it any more stays, and the same command goes on", async () => {
  const importing = ["import", "skills-store", "--store", "half"];
  const child = startChild(importing, folder);
  child.process.stdout?.once("data", () => child.process.stdout?.destroy());
  expect((await child.ended).code).toBe(141);
  const again = await startChild(importing, folder).ended;
  expect(again.code).toBe(0);
  expect(again.out).toMatch(/^✓ backwards {2}here already/);
});
