import type { EmbeddedAs, Embedder } from "@portolan/core";

/** Counts letters: an embedder for tests that is done at once, and that remembers what it was asked. */
export function letterEmbedder(): Embedder & { asked: [as: EmbeddedAs, text: string][] } {
  const asked: [EmbeddedAs, string][] = [];
  return {
    id: "letters",
    dimension: 27,
    asked,
    embed: async (texts, as = "document") => {
      asked.push(...texts.map((text): [EmbeddedAs, string] => [as, text]));
      return texts.map((text) => lettersOf(text, as));
    },
  };
}

function lettersOf(text: string, as: EmbeddedAs): Float32Array {
  const vector = new Float32Array(27);
  vector[26] = as === "query" ? 2 : 1;
  for (const letter of text.toLowerCase().replaceAll(/[^a-z]/g, "")) {
    const index = letter.charCodeAt(0) - 97;
    vector[index] = (vector[index] as number) + 1;
  }
  const norm = Math.hypot(...vector);
  return vector.map((value) => value / norm);
}
