import type { SkillDocument } from "./skill-document.ts";

const SATURATION = 1.2;
const LENGTH_WEIGHT = 0.75;

/** What BM25 knows of the whole library. */
export interface WordStatistics {
  /** Documents in all. */
  size: number;
  /** Mean number of stems of a document. */
  meanLength: number;
  /** In how many documents a stem stands. */
  having: (token: string) => number;
}

/** BM25 of one document for distinct stems. */
export function bm25Of(
  { tokens, counts }: Pick<SkillDocument, "tokens" | "counts">,
  query: readonly string[],
  { size, meanLength, having }: WordStatistics,
): number {
  let sum = 0;
  for (const token of query) {
    const count = counts.get(token) ?? 0;
    if (count === 0) continue;
    sum += stemScore(rarity(size, having(token)), count, tokens.length, meanLength);
  }
  return sum;
}

/** How much a stem says that so many of the documents have. */
export function rarity(documents: number, having: number): number {
  return Math.log(1 + (documents - having + 0.5) / (having + 0.5));
}

/** What a stem adds to a document's BM25: it has it `count` times, among `length` stems. */
export function stemScore(weight: number, count: number, length: number, meanLength: number): number {
  const norm = 1 - LENGTH_WEIGHT + (LENGTH_WEIGHT * length) / (meanLength || 1);
  return (weight * count * (SATURATION + 1)) / (count + SATURATION * norm);
}
