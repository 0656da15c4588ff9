import { type Embedder, PortolanError } from "@portolan/core";

/** An embedder whose failures are told from those of the index, and whose vectors are what it promised. */
export function guardedEmbedder(embedder: Embedder): Embedder {
  const { id, dimension } = embedder;
  return {
    id,
    dimension,
    embed: async (texts, as) => {
      const vectors = await embedder.embed(texts, as).catch((cause: unknown) => {
        throw cause instanceof PortolanError ? cause : failed(id, (cause as Error).message, cause);
      });
      const wrong = vectors.find((vector) => vector.length !== dimension || !vector.every(Number.isFinite));
      if (vectors.length !== texts.length)
        throw failed(id, `it gave ${vectors.length} vectors for ${texts.length} texts`);
      if (wrong) throw failed(id, `it gave a vector that is not of ${dimension} finite numbers`);
      return vectors;
    },
  };
}

function failed(id: string, what: string, cause?: unknown): PortolanError {
  return new PortolanError("embedder-failed", `The embedder ${id} failed: ${what}.`, {
    value: id,
    cause,
    next: "Check the embedder, or open the store without one to use the built-in.",
  });
}
