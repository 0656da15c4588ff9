import { createHash } from "node:crypto";
import { appendFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Embedder } from "@portolan/core";
import { ensureFolder } from "../store/ensure-folder.ts";

/**
 * Keeps every vector of an embedder in a file of `folder`, so that rebuilding an index with a slow model embeds nothing
 * twice. The file can be deleted at any time; each line is one vector, and a torn line is skipped.
 */
export function cachedEmbedder(embedder: Embedder, folder: string): Embedder {
  const path = join(folder, `${sha256(`${embedder.id} ${embedder.dimension}`).slice(0, 12)}.vectors`);
  let known: Promise<Map<string, Float32Array>> | undefined;
  return {
    id: embedder.id,
    dimension: embedder.dimension,
    embed: async (texts) => {
      const vectors = await (known ??= readVectors(path, embedder.dimension));
      const missing = [...new Set(texts.filter((text) => !vectors.has(sha256(text))))];
      const made = missing.length === 0 ? [] : await embedder.embed(missing);
      for (const [i, text] of missing.entries()) vectors.set(sha256(text), made[i] as Float32Array);
      if (missing.length > 0) await append(folder, path, missing.map(sha256), made);
      return texts.map((text) => (vectors.get(sha256(text)) as Float32Array).slice());
    },
  };
}

async function readVectors(path: string, dimension: number): Promise<Map<string, Float32Array>> {
  const text = await readFile(path, "utf8").catch(() => "");
  const vectors = new Map<string, Float32Array>();
  for (const line of text.split("\n")) {
    const [key, base64] = line.split(" ");
    const bytes = new Uint8Array(Buffer.from(base64 ?? "", "base64"));
    if (key && bytes.length === dimension * 4) vectors.set(key, new Float32Array(bytes.buffer));
  }
  return vectors;
}

async function append(folder: string, path: string, keys: string[], vectors: Float32Array[]): Promise<void> {
  const lines = keys.map((key, i) => `${key} ${base64Of(vectors[i] as Float32Array)}\n`);
  try {
    await ensureFolder(folder);
    // It begins with a line end, in case a killed process left half a line.
    await appendFile(path, `\n${lines.join("")}`);
  } catch {
    // A cache that cannot be written costs time, not results.
  }
}

function base64Of({ buffer, byteOffset, byteLength }: Float32Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString("base64");
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
