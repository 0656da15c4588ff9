import { createHash } from "node:crypto";
import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import type { EmbeddedAs, Embedder } from "@portolan/core";
import { ensureFolder } from "../store/ensure-folder.ts";
import { readVectorFile, vectorRecords } from "./vector-file.ts";

export interface CacheOptions {
  /** Told after each batch how many of the texts that were missing are embedded. */
  onProgress?: (progress: { done: number; total: number }) => void;
  /** Texts that are embedded and written at a time; 64 when absent. */
  batch?: number;
  /** Keeps texts embedded as this only, and hands on the others: an index that is kept has the documents already. */
  only?: EmbeddedAs;
}

/**
 * Keeps every vector of an embedder in a file of `folder`, so that nothing is embedded twice. Each batch is appended when
 * it is there: what is interrupted goes on where it was. Several processes may append; the file can be deleted at any time.
 */
export function cachedEmbedder(embedder: Embedder, folder: string, options: CacheOptions = {}): Embedder {
  const { id, dimension } = embedder;
  const { onProgress, batch = 64, only } = options;
  const path = join(folder, `${sha256(`${id} ${dimension}`).toString("hex").slice(0, 12)}.vectors`);
  let reading: Promise<Map<string, Float32Array>> | undefined;

  const embedMissing = async (texts: string[], as: EmbeddedAs, known: Map<string, Float32Array>) => {
    // By length, so that no short text of a batch is padded to a long one.
    const missing = [...new Set(texts)]
      .filter((text) => !known.has(keyOf(text, as)))
      .toSorted((a, b) => a.length - b.length);
    for (let at = 0; at < missing.length; at += batch) {
      const part = missing.slice(at, at + batch);
      const vectors = await embedder.embed(part, as);
      const keys = part.map((text) => keyOf(text, as));
      for (const [i, key] of keys.entries()) known.set(key, vectors[i] as Float32Array);
      await append(folder, path, vectorRecords(keys, vectors));
      onProgress?.({ done: at + part.length, total: missing.length });
    }
  };

  return {
    id,
    dimension,
    embed: async (texts, as = "document") => {
      if (only !== undefined && as !== only) return embedder.embed(texts, as);
      const known = await (reading ??= readVectorFile(path, dimension));
      await embedMissing(texts, as, known);
      return texts.map((text) => (known.get(keyOf(text, as)) as Float32Array).slice());
    },
  };
}

async function append(folder: string, path: string, records: Uint8Array): Promise<void> {
  try {
    await ensureFolder(folder);
    await appendFile(path, records);
  } catch {
    // A cache that cannot be written costs time, not results.
  }
}

/** Queries and documents have vectors of their own. */
function keyOf(text: string, as: EmbeddedAs): string {
  return sha256(`${as}\n${text}`).toString("latin1");
}

function sha256(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
