import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import fastGlob from "fast-glob";
import { expect, it } from "vitest";

const bin = fileURLToPath(new URL("../packages/cli/src/bin.ts", import.meta.url));
const small = ["--evaluations", "6000", "--limit", "34", "--json", "--quiet"];

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

function portolan(...args: string[]): { child: ChildProcess; ended: Promise<Ended> } {
  const node = ["--conditions=@portolan/source", "--disable-warning=ExperimentalWarning", bin, ...args];
  const child = spawn(process.execPath, node, { stdio: ["ignore", "pipe", "pipe"], detached: true });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (text) => (stdout += text));
  child.stderr.on("data", (text) => (stderr += text));
  const ended = new Promise<Ended>((resolve) =>
    child.on("close", (code) => resolve({ code, stdout, stderr })),
  );
  return { child, ended };
}

const newStore = (): string => join(mkdtempSync(join(tmpdir(), "portolan-voyage-")), "store");

async function learn(store: string, suite = "lists"): Promise<Ended> {
  return portolan("learn", "--suite", suite, "--store", store, ...small).ended;
}

/** One digest per file of a store, without what can be rebuilt. */
function bytesOf(store: string): Record<string, string> {
  const files = fastGlob.sync("**", { cwd: store, dot: true, ignore: [".portolan/**"] }).toSorted();
  return Object.fromEntries(
    files.map((file) => [
      file,
      createHash("sha256")
        .update(readFileSync(join(store, file)))
        .digest("hex"),
    ]),
  );
}

/** What the command printed, without what differs between two starts: place, time, and how much was resumed. */
function table(stdout: string): unknown[] {
  const lines = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  const fleeting = new Set(["trace", "resumed", "alreadySailed"]);
  return lines.map((line) => Object.fromEntries(Object.entries(line).filter(([key]) => !fleeting.has(key))));
}

/** The trace of the store's only voyage, times aside. */
function eventsOf(store: string): unknown[] {
  const [file] = fastGlob.sync(".portolan/traces/*.jsonl", { cwd: store, dot: true });
  const lines = readFileSync(join(store, file as string), "utf8")
    .trim()
    .split("\n");
  return lines.map((line) => ({ ...(JSON.parse(line) as object), time: undefined, wallMs: undefined }));
}

async function expectClean(store: string): Promise<void> {
  const check = await portolan("store", "check", "--store", store).ended;
  expect(check.stdout + check.stderr).not.toMatch(/error|problem:/i);
  expect(check.code).toBe(0);
}

it("gives the same store, byte for byte, and the same table for the same seed", async () => {
  const [first, second] = [newStore(), newStore()];
  const [a, b] = [await learn(first), await learn(second)];
  expect(a.code).toBe(0);
  expect(table(b.stdout)).toEqual(table(a.stdout));
  expect(bytesOf(second)).toEqual(bytesOf(first));
  expect(eventsOf(second)).toEqual(eventsOf(first));
  expect(Object.keys(bytesOf(first)).length).toBeGreaterThan(50);
});

it("ends with the same store and table after any number of kills", async () => {
  const [whole, broken] = [newStore(), newStore()];
  const straight = await learn(whole);
  for (const afterMs of [1500, 2500, 2000, 3000, 1700]) {
    const { child, ended } = portolan("learn", "--suite", "lists", "--store", broken, ...small);
    await Promise.race([sleep(afterMs), ended]);
    if (child.exitCode === null) process.kill(-(child.pid as number), "SIGKILL");
    await ended;
  }
  const resumed = await learn(broken);
  expect(resumed.code).toBe(0);
  expect(table(resumed.stdout)).toEqual(table(straight.stdout));
  expect(bytesOf(broken)).toEqual(bytesOf(whole));
  await expectClean(broken);
});

it("loses nothing when two processes learn into one store", async () => {
  const store = newStore();
  const ended = await Promise.all([learn(store, "lists"), learn(store, "text"), learn(store, "lists")]);
  expect(ended.map(({ code }) => code)).toEqual([0, 0, 0]);
  await expectClean(store);
  const list = await portolan("list", "--store", store, "--json").ended;
  const names = list.stdout
    .trim()
    .split("\n")
    .map((line) => (JSON.parse(line) as { name: string }).name);
  expect(new Set(names).size).toBe(names.length);
  const newSkills = ended.map(
    ({ stdout }) => JSON.parse(stdout.trim().split("\n").at(-1) as string) as object,
  );
  expect(newSkills.reduce((sum, line) => sum + Number("newSkills" in line && line.newSkills), 0)).toBe(
    names.length,
  );
  const verify = await portolan("verify", "--store", store).ended;
  expect(verify.code).toBe(0);
  const [alone, other] = [newStore(), newStore()];
  await Promise.all([learn(alone, "lists"), learn(other, "text")]);
  // Whoever comes first may find a skill another way; at least as many are known as one suite alone teaches.
  expect(names.length).toBeGreaterThan(
    Object.keys(bytesOf(alone)).filter((file) => file.endsWith("SKILL.md")).length,
  );
});
