import type { CatalogView } from "../catalog/catalog-view.ts";
import type { LibraryQuery, Proposal } from "../search/library.ts";
import { rarity, stemScore } from "../search/bm25.ts";
import type { KnownDocument } from "./known-documents.ts";
import { exactDot } from "./quantise.ts";

/** BM25 and cosine of these skills, to the last bit what the exact tier computes of all. */
export function measureNamed(
  view: CatalogView,
  skills: readonly KnownDocument[],
  { tokens, vector }: Pick<LibraryQuery, "tokens" | "vector">,
): Proposal[] {
  const { documents, length } = view.totals;
  const meanLength = length / (documents || 1);
  const terms = view.known(tokens);
  const places = new Map(terms.map(({ id }, i) => [id, i]));
  const weights = terms.map((term) => rarity(documents, term.documents));
  const counts = new Uint32Array(terms.length);
  return skills.map((skill) => {
    counts.fill(0);
    const pairs = skill.terms;
    for (let i = 0; i < pairs.length; i += 2) {
      const place = places.get(pairs[i] as number);
      if (place !== undefined) counts[place] = pairs[i + 1] as number;
    }
    let bm25 = 0;
    for (const [i, weight] of weights.entries()) {
      const count = counts[i] as number;
      if (count > 0) bm25 += stemScore(weight, count, skill.length, meanLength);
    }
    const own = skill.vector;
    return { name: skill.name, bm25, cosine: vector && own ? exactDot(vector, own) : 0 };
  });
}
