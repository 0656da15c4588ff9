import { readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { builtInEmbedder } from "../src/embedders/built-in/built-in-embedder.ts";
import { modelWords } from "../src/embedders/built-in/model-words.ts";
import { loadPipeline, runPipeline } from "../src/embedders/pipeline.ts";
import { temporaryFolder } from "../src/testing/temporary-folder.ts";
import { dequantize, quantize } from "./quantize.ts";
import { randomNumbers } from "./random-numbers.ts";
import { buildVocabulary, wordPieces } from "./vocabulary.ts";
import { writeModel } from "./write-model.ts";

const TEXTS = ["sort the words", "removeDuplicates", "dropwhile zzz", "7 lines, 東京", "sum"];
const words = "sort the word remov duplicate drop line sum while".split(" ");

it("says in ONNX what a plain look-up says", async () => {
  const vocabulary = buildVocabulary(new Map(words.map((word) => [word, 9])), {
    leastCount: 1,
    words: 100,
    pieces: 0,
    compounds: 20,
  });
  const random = randomNumbers(3);
  const values = Float32Array.from({ length: vocabulary.length * 32 }, (_, i) =>
    i < 64 ? 0 : random() - 0.5,
  );
  const table = quantize(values, 32);
  const folder = temporaryFolder();
  writeModel(folder, vocabulary, table);
  const pipe = await loadPipeline(folder, { dtype: "q8", local: true });
  const texts = TEXTS.map((text) => modelWords(text).join(" "));
  const vectors = await runPipeline(pipe, folder, texts, "mean");
  for (const [i, text] of TEXTS.entries()) {
    const expected = lookUp(text, vocabulary, dequantize(table), 32);
    expect(product(vectors[i] as Float32Array, expected)).toBeGreaterThan(0.999);
  }
});

it("reads words into the entries that the training read them into", async () => {
  const folder = fileURLToPath(new URL("../models/portolan-words/", import.meta.url));
  const file = readFileSync(`${folder}tokenizer.json`, "utf8");
  const { vocab } = (JSON.parse(file) as { model: { vocab: Record<string, number> } }).model;
  const { AutoTokenizer } = await import("@xenova/transformers");
  const tokenizer = await AutoTokenizer.from_pretrained(folder, { local_files_only: true });
  const ids = new Map(Object.entries(vocab));
  for (const text of [...TEXTS, "qwertzuiop uppercased"]) {
    const expected = modelWords(text).flatMap((word) => wordPieces(word, ids));
    expect(tokenizer.encode(modelWords(text).join(" "))).toEqual(expected);
    expect(expected).not.toEqual([]);
  }
});

it("ships a model of at most four megabytes, whose vectors are of its dimension", async () => {
  const folder = fileURLToPath(new URL("../models/portolan-words/", import.meta.url));
  const files = ["config.json", "tokenizer.json", "tokenizer_config.json", "onnx/model_quantized.onnx"];
  const bytes = files.reduce((sum, file) => sum + statSync(folder + file).size, 0);
  expect(bytes).toBeLessThanOrEqual(4_000_000);
  const [vector] = await builtInEmbedder().embed(["sort"]);
  expect(vector).toHaveLength(builtInEmbedder().dimension);
});

function lookUp(text: string, vocabulary: string[], table: Float32Array, dimension: number): Float32Array {
  const ids = new Map(vocabulary.map((entry, id) => [entry, id]));
  const sum = new Float32Array(dimension);
  for (const id of modelWords(text).flatMap((word) => wordPieces(word, ids))) {
    for (let d = 0; d < dimension; d++) sum[d] = (sum[d] as number) + (table[id * dimension + d] as number);
  }
  const norm = Math.hypot(...sum);
  return sum.map((value) => value / norm);
}

function product(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);
}
