import { homedir } from "node:os";
import { join } from "node:path";
import type { DataType, FeatureExtractionPipeline } from "@xenova/transformers";
import { type Embedder, PortolanError } from "@portolan/core";
import { findModelFolder, modelFileDigest, type ModelDtype } from "./model-files.ts";

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
  pooling?: "mean" | "cls" | "last_token";
  /** Text put before every text, where the model wants one. */
  prefix?: string;
  /** Lets a model that is not on this machine be downloaded; `false` when absent. */
  allowRemoteModels?: boolean;
}

const BATCH = 16;

/**
 * An embedder that runs a model through transformers.js. It uses no network unless asked to.
 * @throws PortolanError `embedder-failed` naming the files that are missing, or what the model said.
 */
export async function transformersEmbedder(options: TransformersEmbedderOptions): Promise<Embedder> {
  const { model, pooling = "mean", prefix = "", dtype = "fp32" } = options;
  const cacheDir = options.cacheDir ?? join(homedir(), ".cache", "portolan", "models");
  const folder = await findModelFolder({ ...options, dtype, cacheDir });
  const version = folder ? `@${await modelFileDigest(folder, dtype)}` : "";
  const pipe = await load(folder ?? model, { dtype, cacheDir, local: folder !== undefined });
  const embedBatch = async (texts: string[]): Promise<Float32Array[]> => {
    const prefixed = texts.map((text) => prefix + text);
    const output = await pipe(prefixed, { pooling, normalize: true });
    const [, dimension] = output.dims as [number, number];
    const data = Float32Array.from(output.data as Float32Array);
    return texts.map((_, i) => data.slice(i * dimension, (i + 1) * dimension));
  };
  const [probe] = await failing(model, () => embedBatch(["probe"]));
  return {
    id: `transformers:${model}${version}:${dtype}:${pooling}:${JSON.stringify(prefix)}`,
    dimension: (probe as Float32Array).length,
    embed: async (texts) => {
      const vectors: Float32Array[] = [];
      for (let i = 0; i < texts.length; i += BATCH) {
        vectors.push(...(await failing(model, () => embedBatch(texts.slice(i, i + BATCH)))));
      }
      return vectors;
    },
  };
}

async function load(
  model: string,
  { dtype, cacheDir, local }: { dtype: DataType; cacheDir: string; local: boolean },
): Promise<FeatureExtractionPipeline> {
  return failing(model, async () => {
    const { env, pipeline } = await import("@xenova/transformers");
    // Its own default lies inside node_modules, where a package manager deletes it.
    env.cacheDir = cacheDir;
    return pipeline("feature-extraction", model, { dtype, cache_dir: cacheDir, local_files_only: local });
  });
}

async function failing<T>(model: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (cause) {
    throw new PortolanError(
      "embedder-failed",
      `The model ${model} cannot embed: ${(cause as Error).message}`,
      {
        value: model,
        cause,
        next: "Check the model's files, its dtype and, for a download, the network.",
      },
    );
  }
}
