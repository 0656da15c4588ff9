import type { CatalogEntry, CatalogView } from "../catalog/catalog-view.ts";
import type { TermCounts } from "../catalog/term-counts.ts";
import type { Proposal } from "../search/library.ts";
import { rarity, stemScore } from "../search/bm25.ts";
import { exactDot } from "./quantise.ts";

/** BM25 and cosine of these skills, to the last bit what the exact tier computes of all. */
export function measureNamed(
  view: CatalogView,
  vectors: ReadonlyMap<string, Float32Array>,
  entries: readonly (CatalogEntry & { terms: TermCounts; length: number })[],
  { tokens, vector }: { tokens: readonly string[]; vector: Float32Array | undefined },
): Proposal[] {
  const { documents, length } = view.totals;
  const meanLength = length / (documents || 1);
  const terms = view.known(tokens);
  const places = new Map(terms.map(({ id }, i) => [id, i]));
  return entries.map((entry) => {
    const counts = new Uint32Array(terms.length);
    const pairs = entry.terms;
    for (let i = 0; i < pairs.length; i += 2) {
      const place = places.get(pairs[i] as number);
      if (place !== undefined) counts[place] = pairs[i + 1] as number;
    }
    let bm25 = 0;
    for (const [i, term] of terms.entries()) {
      const count = counts[i] as number;
      if (count > 0) bm25 += stemScore(rarity(documents, term.documents), count, entry.length, meanLength);
    }
    const own = vector && vectors.get(entry.textDigest);
    return { name: entry.name, bm25, cosine: vector && own ? exactDot(vector, own) : 0 };
  });
}
