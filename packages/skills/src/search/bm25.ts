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
  const norm = 1 - LENGTH_WEIGHT + (LENGTH_WEIGHT * tokens.length) / (meanLength || 1);
  let sum = 0;
  for (const token of query) {
    const count = counts.get(token) ?? 0;
    if (count === 0) continue;
    const documents = having(token);
    const rarity = Math.log(1 + (size - documents + 0.5) / (documents + 0.5));
    sum += (rarity * count * (SATURATION + 1)) / (count + SATURATION * norm);
  }
  return sum;
}
