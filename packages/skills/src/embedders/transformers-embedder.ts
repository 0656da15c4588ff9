import { resolve } from "node:path";
import type { EmbeddedAs, Embedder } from "@portolan/core";
import { findModelFolder, modelDigest, type ModelDtype } from "./model-files.ts";
import { defaultModelCache, loadPipeline, type Pooling, runPipeline } from "./pipeline.ts";

export interface TransformersEmbedderOptions {
  /** A folder, or an id such as `Xenova/all-MiniLM-L6-v2` under `localModelPath`, in `cacheDir` or on the hub. */
  model: string;
  /** Folder of model folders. */
  localModelPath?: string;
  /** Where downloaded models lie; `~/.cache/portolan/models` when absent. */
  cacheDir?: string;
  /** Number format of the weights, which names the ONNX file; `fp32` when absent. */
  dtype?: ModelDtype;
  /** How the vectors of tokens become one; as the model was trained, `mean` when absent. */
  pooling?: Pooling;
  /** Text put before every query, where the model was trained with one. */
  queryPrefix?: string;
  /** Text put before every document. */
  documentPrefix?: string;
  /** Texts that are run at a time; 16 when absent. It changes no vector. */
  batch?: number;
  /** Lets a model that is not on this machine be downloaded; `false` when absent. */
  allowRemoteModels?: boolean;
}

/**
 * An embedder that runs a model through transformers.js. It uses no network unless asked to.
 * @throws PortolanError `embedder-failed` naming the files that are missing, or what the model said.
 */
export async function transformersEmbedder(options: TransformersEmbedderOptions): Promise<Embedder> {
  const { model, pooling = "mean", dtype = "fp32", batch = 16, cacheDir = defaultModelCache() } = options;
  const prefixes = { query: options.queryPrefix ?? "", document: options.documentPrefix ?? "" };
  const folder = await findModelFolder({ ...options, dtype, cacheDir });
  const pipe = await loadPipeline(folder ?? model, { dtype, cacheDir, local: folder !== undefined });
  // What was downloaded lies in the cache now: the next process finds it there, under the same name.
  const version = await modelDigest(folder ?? resolve(cacheDir, model), dtype);
  const run = (texts: string[], as: EmbeddedAs) =>
    runPipeline(
      pipe,
      model,
      texts.map((text) => prefixes[as] + text),
      pooling,
    );
  const [probe] = await run(["probe"], "document");
  return {
    id: `transformers:${model}@${version}:${dtype}:${pooling}:${JSON.stringify(prefixes)}`,
    dimension: (probe as Float32Array).length,
    embed: async (texts, as = "document") => {
      const vectors: Float32Array[] = [];
      // By length, so that no short text of a batch is padded to a long one.
      const order = texts.map((_, i) => i).toSorted((a, b) => lengthAt(texts, a) - lengthAt(texts, b));
      for (let at = 0; at < order.length; at += batch) {
        const part = order.slice(at, at + batch);
        const made = await run(
          part.map((i) => texts[i] as string),
          as,
        );
        for (const [k, i] of part.entries()) vectors[i] = made[k] as Float32Array;
      }
      return vectors;
    },
  };
}

function lengthAt(texts: string[], index: number): number {
  return (texts[index] as string).length;
}
