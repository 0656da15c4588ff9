import { expect, it } from "vitest";
import type { CorpusPair } from "./corpus.ts";
import { makeExamples } from "./examples.ts";
import { dequantize, quantize } from "./quantize.ts";
import { trainTable, type TrainingSettings } from "./train-table.ts";
import { wordPieces } from "./vocabulary.ts";

const DEEDS = [
  ["remove", "delete"],
  ["sort", "order"],
  ["count", "tally"],
  ["join", "concatenate"],
] as const;
const THINGS = ["word", "number", "key", "line", "node", "entry", "color", "path"];

/** Eight things, four deeds of two words each: what one word describes, the other one names. */
const corpus: CorpusPair[] = THINGS.flatMap((thing) =>
  DEEDS.flatMap(([one, other]) => [
    pair(`${other} ${thing}`, `${one} the ${thing}`),
    pair(`${one} ${thing}`, `${other} a ${thing}`),
  ]),
);
const limits = { leastCount: 2, words: 100, pieces: 20, compounds: 5 };
const settings: TrainingSettings = {
  dimension: 32,
  batch: 16,
  epochs: 12,
  rate: 0.05,
  temperature: 0.08,
  neighbours: 1,
  seed: 7,
  glossShare: 1,
};

function pair(name: string, summary: string): CorpusPair {
  return { name, summary, details: "", params: "", code: "", source: "made" };
}

async function train(seed = settings.seed): Promise<{ table: Float32Array; losses: number[] }> {
  const { vocabulary, examples } = makeExamples(corpus, limits);
  const losses: number[] = [];
  const onEpoch = ({ loss }: { loss: number }) => losses.push(loss);
  return { table: await trainTable(examples, vocabulary.length, { ...settings, seed }, onEpoch), losses };
}

it("gives the same bytes for the same corpus and seed, and others for another seed", async () => {
  const [first, second, other] = [await train(), await train(), await train(8)];
  expect(Buffer.from(first.table.buffer).equals(Buffer.from(second.table.buffer))).toBe(true);
  expect(Buffer.from(first.table.buffer).equals(Buffer.from(other.table.buffer))).toBe(false);
});

it("learns: the loss falls, and words that describe each other come near", async () => {
  const { table, losses } = await train();
  expect(losses.at(-1)).toBeLessThan((losses[0] as number) / 2);
  const { vocabulary } = makeExamples(corpus, limits);
  const cosineOf = (a: string, b: string) => cosine(rowOf(table, vocabulary, a), rowOf(table, vocabulary, b));
  expect(cosineOf("remov", "delet")).toBeGreaterThan(cosineOf("remov", "sort") + 0.3);
  expect(cosineOf("count", "tally")).toBeGreaterThan(cosineOf("count", "join") + 0.3);
});

it("keeps the rows of padding and of the unknown at zero, and every other away from it", async () => {
  const { table } = await train();
  const norms = Array.from({ length: table.length / 32 }, (_, row) =>
    Math.hypot(...table.subarray(row * 32, row * 32 + 32)),
  );
  expect(norms.slice(0, 2)).toEqual([0, 0]);
  expect(Math.min(...norms.slice(2))).toBeGreaterThan(0.01);
});

it("loses little in four bits", async () => {
  const { table } = await train();
  const rounded = dequantize(quantize(table, 32));
  for (let row = 2; row < table.length / 32; row++) {
    const [a, b] = [table, rounded].map((one) => one.subarray(row * 32, row * 32 + 32));
    expect(cosine(a as Float32Array, b as Float32Array)).toBeGreaterThan(0.98);
  }
});

it("makes an unknown word of pieces, the longest first, and none of unknown letters", () => {
  const ids = new Map(["drop", "##while", "##w", "x"].map((entry, id) => [entry, id]));
  expect(wordPieces("dropwhile", ids)).toEqual([0, 1]);
  expect(wordPieces("dropw", ids)).toEqual([0, 2]);
  expect(wordPieces("xyz", ids)).toEqual([]);
});

function rowOf(table: Float32Array, vocabulary: string[], word: string): Float32Array {
  const row = vocabulary.indexOf(word);
  return table.subarray(row * 32, row * 32 + 32);
}

function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, x, i) => sum + x * (b[i] as number), 0) / (Math.hypot(...a) * Math.hypot(...b));
}
