import { expect, it } from "vitest";
import { letterEmbedder } from "../testing/letter-embedder.ts";
import { embedFields } from "./weighted-fields.ts";

const field = (text: string, weight = 1) => ({ text, weight });
const product = (a: Float32Array, b: Float32Array) => a.reduce((sum, x, i) => sum + x * (b[i] as number), 0);

it("sums the fields by their weights, to a unit vector", async () => {
  const documents = [
    [field("aa", 3), field("zz")],
    [field("aa"), field("zz", 3)],
  ];
  const [left, right] = (await embedFields(letterEmbedder(), documents)) as [Float32Array, Float32Array];
  const [a] = (await letterEmbedder().embed(["aa"])) as [Float32Array];
  expect(Math.hypot(...left)).toBeCloseTo(1, 5);
  expect(product(left, a)).toBeGreaterThan(product(right, a));
});

it("embeds equal fields once and blank ones never", async () => {
  const embedder = letterEmbedder();
  await embedFields(embedder, [[field("aa"), field(" ")], [field("aa")]]);
  expect(embedder.asked).toEqual([["document", "aa"]]);
});

it("gives a document without text the zero vector", async () => {
  const [vector] = await embedFields(letterEmbedder(), [[field("")]]);
  expect(vector?.every((value) => value === 0)).toBe(true);
});
