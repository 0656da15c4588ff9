import type { CatalogView } from "../catalog/catalog-view.ts";
import { countTerms } from "../catalog/term-counts.ts";
import type { LibraryQuery, Proposal } from "../search/library.ts";
import { rarity, stemScore } from "../search/bm25.ts";
import { exactDot } from "./quantise.ts";
import type { ReadSkill } from "./read-skills.ts";

/** BM25 and cosine of these skills, to the last bit what the exact tier computes of all. */
export function measureNamed(
  view: CatalogView,
  skills: readonly ReadSkill[],
  { tokens, vector }: Pick<LibraryQuery, "tokens" | "vector">,
): Proposal[] {
  const { documents, length } = view.totals;
  const meanLength = length / (documents || 1);
  const terms = view.known(tokens);
  const places = new Map(terms.map(({ id }, place) => [id, place]));
  const weights = terms.map((term) => rarity(documents, term.documents));
  const counts = new Uint32Array(terms.length);
  return skills.map(({ document, vector: own }) => {
    counts.fill(0);
    countTerms(document.terms, places, counts);
    let bm25 = 0;
    for (let i = 0; i < weights.length; i++) {
      const weight = weights[i] as number;
      const count = counts[i] as number;
      if (count > 0) bm25 += stemScore(weight, count, document.length, meanLength);
    }
    return { name: document.name, bm25, cosine: vector && own ? exactDot(vector, own.values, own.at) : 0 };
  });
}
