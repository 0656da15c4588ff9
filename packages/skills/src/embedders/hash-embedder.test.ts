import { embedderConformance } from "@portolan/core/testing";
import { expect, it } from "vitest";
import { hashEmbedder } from "./hash-embedder.ts";

embedderConformance("hashed n-grams", hashEmbedder);

async function similarity(a: string, b: string): Promise<number> {
  const [x, y] = (await hashEmbedder().embed([a, b])) as [Float32Array, Float32Array];
  return x.reduce((sum, value, i) => sum + value * (y[i] as number), 0);
}

it("brings identifiers, other word forms and misspellings near", async () => {
  expect(await similarity("capitalizeWords", "capitalize words")).toBeGreaterThan(0.8);
  expect(await similarity("sorted numbers", "sort a number")).toBeGreaterThan(0.6);
  expect(await similarity("capitalise", "capitalize")).toBeGreaterThan(
    await similarity("capitalise", "reverse"),
  );
});

it("gives a text without words the zero vector", async () => {
  const [vector] = await hashEmbedder().embed(["+ - *"]);
  expect(vector?.every((value) => value === 0)).toBe(true);
});
