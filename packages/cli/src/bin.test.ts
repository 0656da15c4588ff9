import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { startChild } from "./testing/child.ts";
import { writeTinySuite } from "./testing/tiny-suite.ts";

vi.setConfig({ testTimeout: 60_000 });

const folder = mkdtempSync(join(tmpdir(), "portolan-bin-"));

test("exit code, stdout and stderr are those of the command", async () => {
  const { code, out, err } = await startChild(["lern"], folder).ended;
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toContain("Did you mean learn?");
});

test("SIGINT ends a voyage with 130, and leaves its lock to nobody", async () => {
  await writeTinySuite(join(folder, "tiny.jsonl"));
  const learn = ["learn", "--suite", "tiny.jsonl", "--evaluations", "5000"];
  const child = startChild(learn, folder);
  await child.said("1/3");
  child.process.kill("SIGINT");
  const { code, err } = await child.ended;
  expect(code).toBe(130);
  expect(err).toContain("Run the same command again");
  const resumed = await startChild([...learn, "--quiet"], folder).ended;
  expect(resumed).toMatchObject({ code: 0, err: "" });
});

// Node's own recursive mkdir spins for ever there, so each runs in a process that can be killed.
test.runIf(existsSync("/proc/self")).each([
  ["learn", "--suite", "lists", "--limit", "1", "--store", "/proc/portolan"],
  ["doctor", "--store", "/proc/portolan"],
])("where no folder can be made, %s ends with exit code 3 and names the folder", async (...commandLine) => {
  const child = startChild(commandLine, folder);
  onTestFinished(() => void child.process.kill("SIGKILL"));
  const { code, out, err } = await child.ended;
  expect(code).toBe(3);
  expect(`${out}${err}`).toMatch(/\/proc.* cannot be written/);
});

test("what a program logs comes out without control sequences", async () => {
  const source = String.raw`export function evil(): number { console.log("a\x1b]0;title\x07b\rc"); return 1; }`;
  writeFileSync(join(folder, "evil.ts"), source);
  expect(await startChild(["run", "evil.ts"], folder).ended).toMatchObject({
    code: 0,
    out: "1\n",
    err: String.raw`a\x1b]0;title\x07b\x0dc` + "\n",
  });
});

test("SIGINT cancels a run, and a tool that is still waiting does not hold the process", async () => {
  writeFileSync(
    join(folder, "patient.ts"),
    `export const tools = ({ z }) => ({ bell: { wait: { description: "Waits.", input: z.null(), output: z.null(),
      effect: "read", call: () => new Promise((resolve) => setTimeout(resolve, 600_000)) } } });`,
  );
  writeFileSync(
    join(folder, "waits.ts"),
    `import { wait } from "#tools/bell";
export async function waits(): Promise<void> {
  console.log("waiting");
  await wait();
}`,
  );
  const run = ["run", "waits.ts", "--tools", "patient.ts", "--limit", "wallMs=10min", "--no-check"];
  const child = startChild(run, folder);
  onTestFinished(() => void child.process.kill("SIGKILL"));
  await child.said("waiting");
  child.process.kill("SIGINT");
  expect(await child.ended).toEqual({
    code: 130,
    signal: null,
    out: "",
    err: "waiting\nThe program was cancelled.\n",
  });
});

test("what an old Node reads first asks it for nothing new", () => {
  const source = readFileSync(new URL("bin.ts", import.meta.url), "utf8");
  const before = source.slice(0, source.indexOf("} else {"));
  expect(before).toContain("process.exitCode = 3");
  expect(source).not.toMatch(/^import /m);
});
