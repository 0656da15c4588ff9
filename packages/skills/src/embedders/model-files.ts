import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { access } from "node:fs/promises";
import { isAbsolute, join, resolve } from "node:path";
import { PortolanError } from "@portolan/core";

/** Number formats that transformers.js knows. */
export type ModelDtype = "fp32" | "fp16" | "q8" | "int8" | "uint8" | "q4" | "bnb4" | "q4f16";

const SUFFIXES: Record<ModelDtype, string> = {
  fp32: "",
  fp16: "_fp16",
  q8: "_quantized",
  int8: "_int8",
  uint8: "_uint8",
  q4: "_q4",
  bnb4: "_bnb4",
  q4f16: "_q4f16",
};

/**
 * The folder of a model on this machine; `undefined` when it has to be downloaded, which `allowRemoteModels` permits.
 * @throws PortolanError `embedder-failed` naming the files that are missing; transformers.js itself fails with riddles.
 */
export async function findModelFolder(options: {
  model: string;
  localModelPath?: string;
  cacheDir: string;
  dtype: ModelDtype;
  allowRemoteModels?: boolean;
}): Promise<string | undefined> {
  const { model, localModelPath, cacheDir, dtype } = options;
  const places = isAbsolute(model) || model.startsWith(".") ? [resolve(model)] : [];
  if (places.length === 0 && localModelPath) places.push(resolve(localModelPath, model));
  if (places.length === 0) places.push(resolve(model));
  if (!isAbsolute(model)) places.push(resolve(cacheDir, model));
  const searched: string[] = [];
  for (const place of places) {
    const missing = await missingFiles(place, dtype);
    if (missing.length === 0) return place;
    searched.push(`${place} lacks ${missing.join(", ")}`);
  }
  if (options.allowRemoteModels) return undefined;
  throw new PortolanError(
    "embedder-failed",
    `The model ${model} is not on this machine: ${searched.join("; ")}.`,
    {
      value: model,
      next: "Put the files there, or allow the download with allowRemoteModels.",
    },
  );
}

/** The first 12 digits of the SHA-256 of a model's weights: another file is another space. */
export async function modelFileDigest(folder: string, dtype: ModelDtype): Promise<string> {
  const hash = createHash("sha256");
  for await (const part of createReadStream(join(folder, weightsFile(dtype)))) hash.update(part as Buffer);
  return hash.digest("hex").slice(0, 12);
}

async function missingFiles(folder: string, dtype: ModelDtype): Promise<string[]> {
  const files = ["config.json", "tokenizer.json", "tokenizer_config.json", weightsFile(dtype)];
  const missing: string[] = [];
  for (const file of files) {
    await access(join(folder, file)).catch(() => missing.push(file));
  }
  return missing;
}

function weightsFile(dtype: ModelDtype): string {
  return `onnx/model${SUFFIXES[dtype]}.onnx`;
}
