import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { access } from "node:fs/promises";
import { isAbsolute, join, resolve } from "node:path";
import { PortolanError } from "@portolan/core";

/** Number formats that transformers.js knows. */
export type ModelDtype = "fp32" | "fp16" | "q8" | "int8" | "uint8" | "q4" | "bnb4" | "q4f16";

const MODEL_FILES = ["config.json", "tokenizer.json", "tokenizer_config.json"];

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

/** The first 12 digits of the SHA-256 of all of a model's files: other weights or another tokenizer are another space. */
export async function modelDigest(folder: string, dtype: ModelDtype): Promise<string> {
  const hash = createHash("sha256");
  for (const file of [...MODEL_FILES, weightsFile(dtype), `${weightsFile(dtype)}_data`]) {
    hash.update(`${file}\n`);
    const path = join(folder, file);
    // Large models keep their weights in a second file; most have none.
    if (!(await exists(path))) continue;
    for await (const part of createReadStream(path)) hash.update(part as Buffer);
  }
  return hash.digest("hex").slice(0, 12);
}

async function missingFiles(folder: string, dtype: ModelDtype): Promise<string[]> {
  const missing: string[] = [];
  for (const file of [...MODEL_FILES, weightsFile(dtype)]) {
    if (!(await exists(join(folder, file)))) missing.push(file);
  }
  return missing;
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function weightsFile(dtype: ModelDtype): string {
  return `onnx/model${SUFFIXES[dtype]}.onnx`;
}
