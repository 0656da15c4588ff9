import type { Embedder } from "@portolan/core";

/** A part of a document, such as its name, and how much of the document's vector it makes up. */
export interface WeightedField {
  text: string;
  weight: number;
}

/**
 * One unit vector a document: the weighted sum of the vectors of its fields. A short name then counts as much as its weight
 * says, where in one text with the source its words would be a few among hundreds.
 */
export async function embedFields(
  embedder: Embedder,
  documents: readonly (readonly WeightedField[])[],
): Promise<Float32Array[]> {
  const fields = documents.map((document) => document.filter(({ text }) => text.trim() !== ""));
  const texts = [...new Set(fields.flat().map(({ text }) => text))];
  const made = await embedder.embed(texts, "document");
  const vectors = new Map(texts.map((text, i) => [text, made[i] as Float32Array]));
  return fields.map((document) => {
    const sum = new Float64Array(embedder.dimension);
    for (const { text, weight } of document) {
      for (const [d, value] of (vectors.get(text) as Float32Array).entries()) {
        sum[d] = (sum[d] as number) + weight * value;
      }
    }
    const norm = Math.sqrt(sum.reduce((total, value) => total + value * value, 0));
    return Float32Array.from(sum, (value) => (norm === 0 ? 0 : value / norm));
  });
}
