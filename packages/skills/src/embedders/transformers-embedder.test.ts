import { appendFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { embedderConformance } from "@portolan/core/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { writeTinyModel } from "../testing/tiny-model.ts";
import { modelDigest } from "./model-files.ts";
import { transformersEmbedder } from "./transformers-embedder.ts";

const models = temporaryFolder();
const attempts: string[] = [];
const realFetch = globalThis.fetch;

beforeAll(() => {
  writeTinyModel(join(models, "test", "tiny"));
  // Before transformers.js is imported: it keeps the `fetch` that it finds.
  globalThis.fetch = async (input) => {
    attempts.push(typeof input === "string" ? input : "url" in input ? input.url : input.href);
    throw new Error("there is no network in this test");
  };
});
afterAll(() => {
  globalThis.fetch = realFetch;
});

const tiny = () => transformersEmbedder({ model: "test/tiny", localModelPath: models });

embedderConformance("a transformers.js model", tiny);

it("touches no network for a local model", async () => {
  const { env } = await import("@xenova/transformers");
  expect((await tiny()).dimension).toBe(32);
  await expect(env.fetch("https://example.org")).rejects.toThrow("no network");
  expect(attempts).toEqual(["https://example.org"]);
});

it("names its space after model, weights and settings", async () => {
  const ids = [
    (await tiny()).id,
    (await transformersEmbedder({ model: "test/tiny", localModelPath: models, pooling: "cls" })).id,
    (await transformersEmbedder({ model: "test/tiny", localModelPath: models, queryPrefix: "query: " })).id,
    (await transformersEmbedder({ model: "test/tiny", localModelPath: models, documentPrefix: "query: " }))
      .id,
  ];
  expect(new Set(ids).size).toBe(4);
  expect(ids[0]).toMatch(/^transformers:test\/tiny@[0-9a-f]{12}:fp32:mean:/);
});

it.each(["config.json", "tokenizer.json", "tokenizer_config.json", "onnx/model.onnx"])(
  "names another space after a change of %s",
  async (file) => {
    const folder = temporaryFolder();
    writeTinyModel(folder);
    const digest = await modelDigest(folder, "fp32");
    appendFileSync(join(folder, file), " ");
    expect(await modelDigest(folder, "fp32")).not.toBe(digest);
  },
);

it("puts another prefix before queries than before documents", async () => {
  const options = { model: "test/tiny", localModelPath: models };
  const prefixed = await transformersEmbedder({ ...options, queryPrefix: "sum ", documentPrefix: "all " });
  const plain = await transformersEmbedder(options);
  expect(await prefixed.embed(["words"], "query")).toEqual(await plain.embed(["sum words"]));
  expect(await prefixed.embed(["words"])).toEqual(await plain.embed(["all words"]));
});

it("gives each text its own vector, whatever the batches and lengths", async () => {
  const options = { model: "test/tiny", localModelPath: models };
  const texts = ["remove the first of all words", "sum", "sort a line", "all", "the last line of words"];
  const one = await transformersEmbedder({ ...options, batch: 1 });
  const two = await (await transformersEmbedder({ ...options, batch: 2 })).embed(texts);
  for (const [i, text] of texts.entries()) {
    const [alone] = (await one.embed([text])) as [Float32Array];
    expect(alone.reduce((sum, value, d) => sum + value * (two[i]?.[d] as number), 0)).toBeCloseTo(1, 4);
  }
});

it("takes the first or the last token where the model was trained so", async () => {
  const options = { model: "test/tiny", localModelPath: models };
  const [cls] = await (await transformersEmbedder({ ...options, pooling: "cls" })).embed(["sort words"]);
  const [last] = await (
    await transformersEmbedder({ ...options, pooling: "last_token" })
  ).embed(["sort words"]);
  expect(cls).not.toEqual(last);
  expect(Math.hypot(...(last as Float32Array))).toBeCloseTo(1, 4);
});

it("takes the model's folder itself", async () => {
  expect((await transformersEmbedder({ model: join(models, "test", "tiny") })).dimension).toBe(32);
});

it.each(["config.json", "tokenizer.json", "tokenizer_config.json", "onnx/model.onnx"])(
  "names %s when it is missing",
  async (file) => {
    const folder = temporaryFolder();
    writeTinyModel(folder);
    rmSync(join(folder, file));
    await expect(transformersEmbedder({ model: folder })).rejects.toMatchObject({
      code: "embedder-failed",
      message: expect.stringContaining(file),
    });
  },
);

it("says what it wanted to download when the network is gone", async () => {
  const options = { model: "nobody/nothing", cacheDir: temporaryFolder() };
  await expect(transformersEmbedder(options)).rejects.toMatchObject({
    code: "embedder-failed",
    next: expect.stringContaining("allowRemoteModels"),
  });
  const before = attempts.length;
  const remote = transformersEmbedder({ ...options, allowRemoteModels: true });
  await expect(remote).rejects.toMatchObject({ code: "embedder-failed" });
  expect(attempts.length).toBeGreaterThan(before);
});
