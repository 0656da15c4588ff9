import { spawn } from "node:child_process";
import { appendFileSync, readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { embedderConformance } from "@portolan/core/testing";
import { expect, it } from "vitest";
import { letterEmbedder } from "../testing/letter-embedder.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { cachedEmbedder } from "./cached-embedder.ts";

embedderConformance("a cached embedder", () => cachedEmbedder(letterEmbedder(), temporaryFolder()));

const fileIn = (folder: string) => join(folder, readdirSync(folder)[0] as string);
const textsAsked = (embedder: ReturnType<typeof letterEmbedder>) => embedder.asked.map(([, text]) => text);

it("embeds a text once for each role, over processes", async () => {
  const folder = temporaryFolder();
  const first = letterEmbedder();
  const made = cachedEmbedder(first, folder);
  const [document] = await made.embed(["sort words", "sort words"]);
  const [query] = await made.embed(["sort words"], "query");
  expect(first.asked).toEqual([
    ["document", "sort words"],
    ["query", "sort words"],
  ]);
  const second = letterEmbedder();
  const again = cachedEmbedder(second, folder);
  expect(await again.embed(["sort words"])).toEqual([document]);
  expect(await again.embed(["sort words"], "query")).toEqual([query]);
  expect(second.asked).toEqual([]);
});

it("keeps only queries where that is wanted", async () => {
  const folder = temporaryFolder();
  const embedder = letterEmbedder();
  for (let i = 0; i < 2; i++) {
    const cached = cachedEmbedder(embedder, folder, { only: "query" });
    await cached.embed(["sort"], "query");
    expect(await cached.embed(["sort"])).toEqual(await letterEmbedder().embed(["sort"]));
  }
  expect(embedder.asked.map(([as]) => as)).toEqual(["query", "document", "document"]);
});

it("gives vectors that a caller may change", async () => {
  const cached = cachedEmbedder(letterEmbedder(), temporaryFolder());
  const [vector] = await cached.embed(["sort"]);
  vector?.fill(0);
  expect(await cached.embed(["sort"])).toEqual(await letterEmbedder().embed(["sort"]));
});

it.each([1, 40, 100, 140])(
  "skips a record that lost its last %i bytes, and reads what came after it",
  async (lost) => {
    const folder = temporaryFolder();
    await cachedEmbedder(letterEmbedder(), folder).embed(["a", "bb"]);
    truncateSync(fileIn(folder), readFileSync(fileIn(folder)).length - lost);
    await cachedEmbedder(letterEmbedder(), folder).embed(["ccc"]);
    const last = letterEmbedder();
    await cachedEmbedder(last, folder).embed(["a", "bb", "ccc"]);
    expect(textsAsked(last)).toEqual(["bb"]);
  },
);

it("skips what is damaged, wherever it is", async () => {
  const folder = temporaryFolder();
  await cachedEmbedder(letterEmbedder(), folder).embed(["a", "bb", "ccc"]);
  const bytes = readFileSync(fileIn(folder));
  bytes[60] = (bytes[60] as number) ^ 1;
  writeFileSync(fileIn(folder), Buffer.concat([Buffer.from("PVR1PVR1"), bytes]));
  appendFileSync(fileIn(folder), "PVR1");
  const again = letterEmbedder();
  await cachedEmbedder(again, folder).embed(["a", "bb", "ccc"]);
  expect(textsAsked(again)).toEqual(["a"]);
});

it("says how far it is, batch by batch", async () => {
  const steps: unknown[] = [];
  const options = { batch: 2, onProgress: (progress: unknown) => steps.push(progress) };
  const cached = cachedEmbedder(letterEmbedder(), temporaryFolder(), options);
  await cached.embed(["a", "b", "c", "d", "e"]);
  await cached.embed(["a"]);
  expect(steps).toEqual([2, 4, 5].map((done) => ({ done, total: 5 })));
});

const script = fileURLToPath(new URL("../testing/embedding-worker.ts", import.meta.url));
const flags = ["--conditions=@portolan/source", "--disable-warning=ExperimentalWarning"];
const start = (...args: string[]) =>
  spawn(process.execPath, [...flags, script, ...args], { stdio: ["ignore", "pipe", "inherit"] });

it("goes on where a killed process was", async () => {
  const folder = temporaryFolder();
  const worker = start(folder, "800");
  let done = 0;
  worker.stdout.on("data", (data) => {
    done = Number(String(data).trim().split("\n").at(-1));
    if (done >= 80) worker.kill("SIGKILL");
  });
  await new Promise((resolve) => worker.once("close", resolve));
  expect(done).toBeLessThan(800);
  const resumed = letterEmbedder();
  await cachedEmbedder(resumed, folder).embed(Array.from({ length: 800 }, (_, i) => `text number ${i}`));
  expect(resumed.asked.length).toBeLessThanOrEqual(800 - done);
  expect(resumed.asked.length).toBeGreaterThan(0);
});

it("lets several processes append at once", async () => {
  const folder = temporaryFolder();
  const workers = [0, 100, 200].map((first) => start(folder, "150", String(first)));
  await Promise.all(workers.map((worker) => new Promise((resolve) => worker.once("close", resolve))));
  const last = letterEmbedder();
  await cachedEmbedder(last, folder).embed(Array.from({ length: 350 }, (_, i) => `text number ${i}`));
  expect(last.asked).toEqual([]);
});

it("works without a writable folder", async () => {
  const vectors = await cachedEmbedder(letterEmbedder(), "/proc/nowhere/at/all").embed(["sort"]);
  expect(vectors).toEqual(await letterEmbedder().embed(["sort"]));
});
