const SATURATION = 1.2;
const LENGTH_WEIGHT = 0.75;

/** How much a stem says that so many of the documents have. */
export function rarity(documents: number, having: number): number {
  return Math.log(1 + (documents - having + 0.5) / (having + 0.5));
}

/** What a stem adds to a document's BM25: it has it `count` times, among `length` stems. */
export function stemScore(weight: number, count: number, length: number, meanLength: number): number {
  const norm = 1 - LENGTH_WEIGHT + (LENGTH_WEIGHT * length) / (meanLength || 1);
  return (weight * count * (SATURATION + 1)) / (count + SATURATION * norm);
}
