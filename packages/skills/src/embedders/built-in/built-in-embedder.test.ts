import { readFileSync } from "node:fs";
import { embedderConformance } from "@portolan/core/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { builtInEmbedder } from "./built-in-embedder.ts";

const attempts: unknown[] = [];
const realFetch = globalThis.fetch;
beforeAll(() => {
  // Before transformers.js is imported: it keeps the `fetch` that it finds.
  globalThis.fetch = async (input) => {
    attempts.push(input);
    throw new Error("there is no network in this test");
  };
});
afterAll(() => {
  globalThis.fetch = realFetch;
});

embedderConformance("the built-in table", builtInEmbedder);

async function similarity(a: string, b: string): Promise<number> {
  const [x, y] = (await builtInEmbedder().embed([a, b])) as [Float32Array, Float32Array];
  return x.reduce((sum, value, i) => sum + value * (y[i] as number), 0);
}

it("touches no network", async () => {
  await builtInEmbedder().embed(["sort"]);
  const { env } = await import("@xenova/transformers");
  await expect(env.fetch("https://example.org")).rejects.toThrow("no network");
  expect(attempts).toEqual(["https://example.org"]);
});

it("knows identifiers and other forms of a word", async () => {
  expect(await similarity("capitalizeWords", "capitalize words")).toBeCloseTo(1, 4);
  expect(await similarity("sorting", "sorted")).toBeCloseTo(1, 4);
});

it.each([
  ["remove", "delete", "sort"],
  ["average", "mean", "join"],
  ["uppercase", "capital letters", "multiply"],
])("brings %s nearer to %s than to %s", async (word, near, far) => {
  expect(await similarity(word, near)).toBeGreaterThan((await similarity(word, far)) + 0.1);
});

it.each(["find", "given", "use", "qwertzuiop", "東京", "Ωμέγα", "7"])("has a vector for %s", async (text) => {
  expect(await similarity(text, text)).toBeCloseTo(1, 4);
});

it("gives a text without letters and digits the zero vector", async () => {
  const [vector] = await builtInEmbedder().embed(["+ - *"]);
  expect(vector?.every((value) => value === 0)).toBe(true);
});

it("does not load the model to say what its space is", () => {
  const { id, dimension } = builtInEmbedder();
  const facts = new URL("../../../models/portolan-words/table.json", import.meta.url);
  expect(JSON.parse(readFileSync(facts, "utf8"))).toMatchObject({ digest: id.split(":")[1], dimension });
});
