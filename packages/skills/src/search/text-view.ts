import { stem, tellingWords } from "./identifier-tokens.ts";
import type { Library, Proposal } from "./library.ts";
import { stemsOfName } from "./skill-document.ts";
import type { Finding } from "./view.ts";

/** How much more a match counts whose whole name stands in the query. */
const NAME_COVERED = 0.5;
const NOTED_WORDS = 4;

/**
 * BM25 over stems of split identifiers, and more for a name that the query spells out: two words of `count-words` say more
 * than two of `mean-of-the-longest-lines`. The best is worth the share of the query's words that it has: where words fit
 * badly, they say little.
 */
export function textView(query: string, library: Library, proposals: readonly Proposal[]): Finding[] {
  const words = new Map(tellingWords(query).map((word) => [stem(word), word]));
  const found = proposals.flatMap(({ name, bm25 }) => {
    const document = library.document(name);
    if (bm25 <= 0 || !document) return [];
    const stems = stemsOfName(document);
    const inName = [...stems].filter((one) => words.has(one));
    const elsewhere = [...words.keys()].filter((one) => document.counts.has(one) && !stems.has(one));
    const matched = [...inName, ...elsewhere];
    const measure = bm25 * (1 + (NAME_COVERED * inName.length) / stems.size);
    return [{ name, measure, matched }];
  });
  const best = found.reduce((a, b) => (b.measure > a.measure ? b : a), { measure: 0, matched: [""] });
  const covered = best.matched.length / words.size;
  return found.map(({ name, measure, matched }) => ({
    name,
    value: (covered * measure) / best.measure,
    note: matched
      .slice(0, NOTED_WORDS)
      .map((one) => words.get(one))
      .join(", "),
  }));
}
