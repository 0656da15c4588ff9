import type { Embedder } from "@portolan/core";
import { embedFields } from "../embedders/weighted-fields.ts";
import type { SkillDocument } from "./skill-document.ts";

/**
 * One vector a document, in their order: of unit length, or all zeros where the embedder knew no word. Name, description and
 * code are embedded apart and count the same, however long they are: in one text, the code would drown the others.
 */
export function embedDocuments(
  embedder: Embedder,
  documents: readonly Pick<SkillDocument, "fields">[],
): Promise<Float32Array[]> {
  return embedFields(
    embedder,
    documents.map(({ fields }) => fields.map((text) => ({ text, weight: 1 }))),
  );
}
