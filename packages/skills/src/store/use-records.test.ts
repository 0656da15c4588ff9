import { type ChildProcessByStdio, spawn } from "node:child_process";
import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { functionNameOf, skillDigest } from "@portolan/core";
import { exampleCandidate, exampleEvidence, exampleTrial, exampleUse } from "@portolan/core/testing";
import { expect, it } from "vitest";
import { levelIndex } from "../index-tiers/level-index.ts";
import { builtInEmbedder } from "../embedders/built-in/built-in-embedder.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { checkStore } from "./check-store.ts";
import { openSkillStore } from "./open-skill-store.ts";
import { repairStore } from "./repair-store.ts";

const script = fileURLToPath(new URL("../testing/use-worker.ts", import.meta.url));
const flags = ["--conditions=@portolan/source", "--disable-warning=ExperimentalWarning"];

function startRecording(
  root: string,
  writer: string,
  count: number,
): ChildProcessByStdio<null, Readable, null> {
  return spawn(process.execPath, [...flags, script, root, writer, String(count)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
}

/** How many records a worker said it had kept. */
async function said(worker: ChildProcessByStdio<null, Readable, null>): Promise<number> {
  let text = "";
  worker.stdout.on("data", (data) => (text += String(data)));
  await new Promise((resolve) => worker.once("close", resolve));
  return text.split("\n").length - 1;
}

const file = (root: string) => join(root, "uses", "voyage-1.jsonl");
const three = [0, 1, 2].map((episode) => exampleUse({ episode }));

async function recorded(): Promise<string> {
  const root = temporaryFolder();
  await using store = await openSkillStore({ root });
  await store.admit(exampleCandidate("first-line"), exampleEvidence());
  await store.recordUses(three);
  return root;
}

it("loses nothing when four processes record in the same file at once", async () => {
  const root = temporaryFolder();
  const workers = ["a", "b", "c", "d"].map((writer) => startRecording(root, writer, 25));
  expect(await Promise.all(workers.map(said))).toEqual([25, 25, 25, 25]);
  await using store = await openSkillStore({ root });
  expect(await store.uses()).toHaveLength(100);
  expect(await checkStore(root)).toEqual([]);
});

it("keeps what was acknowledged when writers are killed, and every line whole", async () => {
  const root = temporaryFolder();
  const workers = ["a", "b", "c"].map((writer) => startRecording(root, writer, 400));
  const counts = workers.map(said);
  await Promise.all(workers.map((worker) => new Promise((resolve) => worker.stdout.once("data", resolve))));
  await new Promise((resolve) => setTimeout(resolve, 60));
  for (const worker of workers) worker.kill("SIGKILL");
  const acknowledged = await Promise.all(counts);
  await using store = await openSkillStore({ root });
  const kept = await store.uses();
  for (const [i, writer] of ["a", "b", "c"].entries()) {
    const own = kept.filter(({ task }) => task === `task-of-${writer}`).length;
    expect(own).toBeGreaterThanOrEqual(acknowledged[i]!);
  }
  await store.recordUses(three);
  expect(await checkStore(root)).toEqual([]);
});

it("cuts off the rest of a line that a killed writer left, and writes the same bytes as without it", async () => {
  const root = await recorded();
  const whole = readFileSync(file(root), "utf8");
  const torn = whole.slice(0, -40);
  writeFileSync(file(root), torn);
  expect(await checkStore(root)).toMatchObject([{ kind: "uses-broken", severity: "notice" }]);
  await using store = await openSkillStore({ root });
  expect(await store.uses()).toEqual(three.slice(0, 2));
  await store.recordUses(three);
  expect(readFileSync(file(root), "utf8")).toBe(whole);
});

it("survives the loss of everything that can be made again, and an index that is built anew", async () => {
  const root = await recorded();
  rmSync(join(root, ".portolan"), { recursive: true });
  await levelIndex(root, { embedder: builtInEmbedder(), rebuild: true });
  expect(await checkStore(root)).toEqual([]);
  await using store = await openSkillStore({ root });
  expect(await store.uses()).toEqual(three);
  expect((await store.list()).map(({ name }) => name)).toEqual(["first-line"]);
});

it("says what is no record, and a repair keeps the rest", async () => {
  const root = await recorded();
  appendFileSync(file(root), 'nonsense\n{"type":"use"}\n');
  const [problem, ...others] = await checkStore(root);
  expect(others).toEqual([]);
  expect(problem).toMatchObject({ kind: "uses-broken", severity: "error" });
  expect(problem?.message).toMatch(/^Line 4 of voyage-1\.jsonl, and 1 more/);
  const { repaired, left } = await repairStore(root);
  expect([repaired.length, left]).toEqual([1, []]);
  expect(readdirSync(join(root, "uses"))).toEqual(["voyage-1.jsonl", "voyage-1.jsonl.broken"]);
  await using store = await openSkillStore({ root });
  expect(await store.uses()).toEqual(three);
});

it("counts a record that a merge of two clones left twice once", async () => {
  const root = await recorded();
  appendFileSync(file(root), readFileSync(file(root), "utf8"));
  await using store = await openSkillStore({ root });
  expect(await store.uses()).toEqual(three);
});

it("writes nothing outside the store, nor into one that is only read", async () => {
  const [root, elsewhere] = [temporaryFolder(), temporaryFolder()];
  await using reading = await openSkillStore({ root, readOnly: true });
  await reading.recordUses(three);
  expect(readdirSync(root)).toEqual([]);
  await using store = await openSkillStore({ root });
  await store.recordUses([exampleUse({ voyage: "../../evil" }), exampleTrial(["with"])]);
  expect(readdirSync(join(root, "uses")).every((name) => /^[a-z0-9-]+\.jsonl$/.test(name))).toBe(true);
  rmSync(join(root, "uses"), { recursive: true });
  mkdirSync(join(elsewhere, "target"));
  symlinkSync(join(elsewhere, "target"), join(root, "uses"));
  await expect(store.recordUses(three)).rejects.toMatchObject({ code: "store-invalid" });
  expect(readdirSync(join(elsewhere, "target"))).toEqual([]);
});

it("lets what was lost by a skill decide between near-equals in a search, and success not", async () => {
  const root = temporaryFolder();
  await using store = await openSkillStore({ root });
  const named = (name: string) =>
    exampleCandidate(name, {
      description: "Appends a word to a text.",
      source: `export function ${functionNameOf(name)}(text: string): string {\n  return text;\n}\n`,
    });
  const first = async () => {
    const matches = await store.search({ text: "append a word", limit: 1 });
    return [matches[0]?.skill.name, ...(matches[0]?.folded ?? [])];
  };
  for (const name of ["word-end", "end-word"])
    await store.admit(named(name), exampleEvidence({ checks: { examples: 3, cases: 60, lowerBound: 0.95 } }));
  const [before, after] = (await first()) as [string, string];
  const ref = (name: string) => ({ name, digest: skillDigest(named(name)) });
  await store.recordUses(
    Array.from({ length: 50 }, (_, episode) => exampleUse({ episode, skill: ref(after) })),
  );
  expect((await first())[0]).toBe(before);
  const lost = Array.from({ length: 12 }, (_, i) =>
    exampleTrial(["without"], { skill: ref(before), task: `task-${i}` }),
  );
  await store.recordUses(lost);
  expect((await first())[0]).toBe(after);
});
