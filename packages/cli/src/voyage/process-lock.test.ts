import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { takeLock } from "./process-lock.ts";

const folder = mkdtempSync(join(tmpdir(), "portolan-lock-"));

test("is exclusive until it is given back", () => {
  const path = join(folder, "deep", "a.lock");
  const lock = takeLock(path);
  expect(lock).toBeDefined();
  expect(takeLock(path)).toBeUndefined();
  lock?.[Symbol.dispose]();
  expect(existsSync(path)).toBe(false);
});

test("takes over from a process that is gone, and leaves nothing behind", () => {
  const path = join(folder, "b.lock");
  const pid = execFileSync(process.execPath, ["-p", "process.pid"], { encoding: "utf8" });
  writeFileSync(path, JSON.stringify({ pid: Number(pid), started: "1" }));
  using lock = takeLock(path);
  expect(lock).toBeDefined();
  expect(readdirSync(folder).filter((name) => name.startsWith("b.lock"))).toEqual(["b.lock"]);
});

test.each([
  ["an earlier process that had our pid", JSON.stringify({ pid: process.pid, started: null })],
  ["a write that was cut off", ""],
])("takes over from %s", (_, text) => {
  const path = join(folder, "c.lock");
  writeFileSync(path, text);
  using lock = takeLock(path);
  expect(lock).toBeDefined();
});

test("respects a living process of the same start, and not one that got its pid later", () => {
  const path = join(folder, "d.lock");
  writeFileSync(path, JSON.stringify({ pid: process.ppid, started: "0" }));
  using first = takeLock(path);
  expect(first !== undefined).toBe(process.platform === "linux");
});

test("says which folder cannot be written", () => {
  const file = join(folder, "file");
  writeFileSync(file, "");
  expect(() => takeLock(join(file, "x.lock"))).toThrow(expect.objectContaining({ code: "store-unwritable" }));
});
