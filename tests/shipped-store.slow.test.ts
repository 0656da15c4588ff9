import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../", import.meta.url));
const node = ["--conditions=@portolan/source", "--disable-warning=ExperimentalWarning"];
const portolan = (...args: string[]) =>
  execa(process.execPath, [...node, join(root, "packages/cli/src/bin.ts"), ...args], {
    cwd: root,
    reject: false,
  });

it("re-verifies every skill of the library that ships, from its own folder", async () => {
  const { exitCode, stdout } = await portolan("verify", "--json");
  const lines = stdout
    .split("\n")
    .map((line) => JSON.parse(line) as { name: string; passed: boolean; of: number });
  expect(lines.filter(({ passed }) => !passed)).toEqual([]);
  const page = readFileSync(join(root, "docs/results/first-voyage.md"), "utf8");
  expect(lines.length).toBe(Number(/<!-- measured:store -->(\d+) skills/.exec(page)?.[1]));
  expect(Math.min(...lines.map(({ of }) => of))).toBeGreaterThanOrEqual(12);
  expect(exitCode).toBe(0);
});

it("finds nothing wrong with it", async () => {
  const { exitCode, stdout } = await portolan("store", "check", "--json");
  expect(stdout).not.toContain('"severity":"error"');
  expect(exitCode).toBe(0);
});
