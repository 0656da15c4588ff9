import { join } from "node:path";
import { homeFolder, PortolanError } from "@portolan/core";
import type { DataType, FeatureExtractionPipeline } from "@xenova/transformers";

/** How the vectors of a text's tokens become one, as the model was trained. */
export type Pooling = "mean" | "cls" | "last_token";

/** Where downloaded models lie unless told otherwise. */
export function defaultModelCache(): string {
  return join(homeFolder(process.env), ".cache", "portolan", "models");
}

/**
 * Loads a model, a folder or an id of the hub, with transformers.js; `local` keeps it off the network.
 * @throws PortolanError `embedder-failed` with what transformers.js said
 */
export async function loadPipeline(
  model: string,
  options: { dtype: DataType; local: boolean; cacheDir?: string },
): Promise<FeatureExtractionPipeline> {
  const { dtype, local, cacheDir = defaultModelCache() } = options;
  return failing(model, async () => {
    const { env, pipeline } = await import("@xenova/transformers");
    // Its own default lies inside node_modules, where a package manager deletes it.
    env.cacheDir = cacheDir;
    return pipeline("feature-extraction", model, { dtype, cache_dir: cacheDir, local_files_only: local });
  });
}

/** One unit vector a text, of a batch that is run as one. */
export async function runPipeline(
  pipe: FeatureExtractionPipeline,
  model: string,
  texts: string[],
  pooling: Pooling,
): Promise<Float32Array[]> {
  return failing(model, async () => {
    const output = await pipe(texts, { pooling, normalize: true });
    const [, dimension] = output.dims as [number, number];
    const data = Float32Array.from(output.data as Float32Array);
    return texts.map((_, i) => data.slice(i * dimension, (i + 1) * dimension));
  });
}

async function failing<T>(model: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (cause) {
    const what = `The model ${model} cannot embed: ${(cause as Error).message}`;
    const next = "Check the model's files, its dtype and, for a download, the network.";
    throw new PortolanError("embedder-failed", what, { value: model, cause, next });
  }
}
