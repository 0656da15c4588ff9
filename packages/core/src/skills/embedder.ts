/** Turns texts into vectors of one space. */
export interface Embedder {
  /** Names the space: vectors of embedders with different ids are never compared. */
  id: string;
  /** Length of each vector. */
  dimension: number;
  /** One unit-length vector per text (all zeros for a text without any known word). */
  embed(texts: string[]): Promise<Float32Array[]>;
}
