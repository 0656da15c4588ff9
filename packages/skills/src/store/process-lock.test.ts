import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
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
  using again = takeLock(path);
  expect(again).toBeDefined();
});

test("goes with the process that has it, even by a kill", async () => {
  const path = join(folder, "b.lock");
  const module = new URL("process-lock.ts", import.meta.url).href;
  const script = `const { takeLock } = await import(${JSON.stringify(module)});
    globalThis.lock = takeLock(${JSON.stringify(path)});
    console.log("taken");
    setInterval(() => {}, 1000);`;
  const child = spawn(
    process.execPath,
    ["--conditions=@portolan/source", "--input-type=module", "-e", script],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  await once(child.stdout, "data");
  expect(takeLock(path)).toBeUndefined();
  child.kill("SIGKILL");
  await once(child, "exit");
  using lock = takeLock(path);
  expect(lock).toBeDefined();
});

test("says which folder cannot be written", () => {
  const file = join(folder, "file");
  writeFileSync(file, "");
  const unwritable = expect.objectContaining({
    code: "store-unwritable",
    message: expect.stringContaining(file),
  });
  expect(() => takeLock(join(file, "x.lock"))).toThrow(unwritable);
  expect(existsSync(join(file, "x.lock"))).toBe(false);
});
