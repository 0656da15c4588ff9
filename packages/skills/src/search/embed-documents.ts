import type { Embedder } from "@portolan/core";
import type { SkillDocument } from "./skill-document.ts";

/**
 * One vector a document, in their order: of unit length, or all zeros where the embedder knew no word. Name, description and
 * code are embedded apart and count the same, however long they are: in one text, the code would drown the others.
 */
export async function embedDocuments(
  embedder: Embedder,
  documents: readonly Pick<SkillDocument, "fields">[],
): Promise<Float32Array[]> {
  const texts = documents.flatMap(({ fields }) => fields.filter((field) => field.trim() !== ""));
  const vectors = (await embedder.embed(texts)).values();
  return documents.map(({ fields }) => {
    const sum = new Float32Array(embedder.dimension);
    for (const field of fields) {
      if (field.trim() === "") continue;
      const { value: vector } = vectors.next();
      for (let i = 0; i < sum.length; i++)
        sum[i] = (sum[i] as number) + ((vector as Float32Array)[i] as number);
    }
    const norm = Math.hypot(...sum);
    return norm === 0 ? sum : sum.map((value) => value / norm);
  });
}
