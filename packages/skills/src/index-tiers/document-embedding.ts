import type { Embedder } from "@portolan/core";
import type { CatalogEntry, CatalogView } from "../catalog/catalog-view.ts";
import { embedDocuments } from "../search/embed-documents.ts";
import { documentOf } from "../search/skill-document.ts";
import type { VectorStore } from "./vector-store.ts";

/** Texts embedded at once; their vectors are kept before the next are made, so a killed rebuild goes on where it was. */
const BATCH = 64;

/** How embedding goes on: texts done, of how many. */
export type EmbedProgress = (done: number, total: number) => void;

/** Sees to it that the text of every entry has its vector in the store. */
export async function embedEntries(
  view: CatalogView,
  entries: readonly CatalogEntry[],
  {
    embedder,
    vectors,
    progress,
  }: {
    embedder: Embedder;
    vectors: VectorStore;
    progress?: EmbedProgress;
  },
): Promise<void> {
  const missing = entries.filter(({ textDigest }) => vectors.get(textDigest) === undefined);
  for (let i = 0; i < missing.length; i += BATCH) {
    progress?.(i, missing.length);
    const documents = missing.slice(i, i + BATCH).flatMap(({ id }) => {
      const skill = view.brief(id);
      return skill ? [documentOf(skill)] : [];
    });
    const made = await embedDocuments(embedder, documents);
    vectors.put(documents.map(({ textDigest }, j) => [textDigest, made[j] as Float32Array] as const));
  }
  if (missing.length > 0) progress?.(missing.length, missing.length);
}
