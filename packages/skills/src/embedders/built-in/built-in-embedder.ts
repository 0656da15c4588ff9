import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Embedder, PortolanError } from "@portolan/core";
import type { FeatureExtractionPipeline } from "@xenova/transformers";
import { loadPipeline, runPipeline } from "../pipeline.ts";
import { modelWords } from "./model-words.ts";

const folder = fileURLToPath(new URL("../../../models/portolan-words/", import.meta.url));
const BATCH = 16;

/** The pipeline is of the process, not of a store: opening the same store twice loads nothing twice. */
let loading: Promise<FeatureExtractionPipeline> | undefined;

/**
 * The embedder that ships: a table of word vectors, trained by this project on documentation comments, which transformers.js
 * runs. It needs no download. The model is loaded by the first text, so that a store that only opens pays nothing for it.
 * @throws PortolanError `embedder-failed` when the model's files are missing or do not load.
 */
export function builtInEmbedder(): Embedder {
  const { digest, dimension } = tableFacts();
  return {
    id: `built-in:${digest}`,
    dimension,
    embed: async (texts) => {
      const vectors: Float32Array[] = texts.map(() => new Float32Array(dimension));
      const spoken = texts
        .map((text, i) => ({ i, words: modelWords(text) }))
        .filter(({ words }) => words.length > 0)
        // By length, so that no short text of a batch is padded to a long one.
        .toSorted((a, b) => a.words.length - b.words.length);
      for (let at = 0; at < spoken.length; at += BATCH) {
        const part = spoken.slice(at, at + BATCH);
        const pipe = await loaded();
        const made = await runPipeline(
          pipe,
          folder,
          part.map(({ words }) => words.join(" ")),
          "mean",
        );
        for (const [k, { i }] of part.entries()) vectors[i] = made[k] as Float32Array;
      }
      return vectors;
    },
  };
}

function loaded(): Promise<FeatureExtractionPipeline> {
  loading ??= loadPipeline(folder, { dtype: "q8", local: true }).catch((error: unknown) => {
    // Another try may find the files.
    loading = undefined;
    throw error;
  });
  return loading;
}

function tableFacts(): { digest: string; dimension: number } {
  try {
    return JSON.parse(readFileSync(`${folder}table.json`, "utf8")) as { digest: string; dimension: number };
  } catch (cause) {
    throw new PortolanError("embedder-failed", `The built-in model is not at ${folder}.`, {
      value: folder,
      cause,
      next: "Install the package again; in a copy of the repository, run `pnpm train:embedder`.",
    });
  }
}
