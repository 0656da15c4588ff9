import type { Embedder } from "@portolan/core";
import { expect, it } from "vitest";
import { guardedEmbedder } from "./guarded-embedder.ts";

const giving = (vectors: number[][]): Embedder =>
  guardedEmbedder({
    id: "given",
    dimension: 2,
    embed: async () => vectors.map((one) => Float32Array.from(one)),
  });

it.each([
  ["another length", [[1, 0, 0]], "2 finite numbers"],
  ["a number that is none", [[1, Number.NaN]], "2 finite numbers"],
  ["too few vectors", [], "0 vectors for 1 texts"],
])("refuses %s", async (_, vectors, message) => {
  const wrong = { code: "embedder-failed", message: expect.stringContaining(message) };
  await expect(giving(vectors).embed(["text"])).rejects.toMatchObject(wrong);
});

it("passes on what the texts are", async () => {
  const asked: unknown[] = [];
  const embed: Embedder["embed"] = async (texts, as) => (asked.push(as), texts.map(() => Float32Array.of(1)));
  await guardedEmbedder({ id: "asked", dimension: 1, embed }).embed(["text"], "query");
  expect(asked).toEqual(["query"]);
});

it("passes right vectors on, zeros too", async () => {
  expect(await giving([[0, 0]]).embed(["text"])).toEqual([Float32Array.of(0, 0)]);
});
