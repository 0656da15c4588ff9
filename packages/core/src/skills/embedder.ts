/** What a text is to a model that treats the two differently: what is searched for, or what is searched through. */
export type EmbeddedAs = "query" | "document";

/** Turns texts into vectors of one space. */
export interface Embedder {
  /** Names the space: vectors of embedders with different ids are never compared. */
  id: string;
  /** Length of each vector. */
  dimension: number;
  /** One unit-length vector per text (all zeros for a text without any known word); `document` when `as` is absent. */
  embed(texts: string[], as?: EmbeddedAs): Promise<Float32Array[]>;
}
