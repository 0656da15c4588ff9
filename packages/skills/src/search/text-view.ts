import { identifierTokens, stem, tellingWords } from "./identifier-tokens.ts";
import type { Library, Proposal } from "./library.ts";
import type { Finding } from "./view.ts";

/** How much more a match counts whose whole name stands in the query. */
const NAME_COVERED = 0.5;
/** Matches that people may see; the words of others are not looked up. */
const MOST_NOTED = 32;
const NOTED_WORDS = 4;

/**
 * BM25 over stems of split identifiers, and more for a name that the query spells out: two words of `count-words` say more
 * than two of `mean-of-the-longest-lines`. The best is worth the share of the query's words that it has: where words fit
 * badly, they say little.
 */
export function textView(query: string, library: Library, proposals: readonly Proposal[]): Finding[] {
  const words = new Map(tellingWords(query).map((word) => [stem(word), word]));
  const found = proposals
    .filter(({ bm25 }) => bm25 > 0)
    .map(({ name, bm25 }) => {
      const stems = new Set(identifierTokens(name));
      const inName = [...stems].filter((one) => words.has(one));
      return { name, inName, measure: bm25 * (1 + (NAME_COVERED * inName.length) / Math.max(1, stems.size)) };
    })
    .toSorted((a, b) => b.measure - a.measure || (a.name < b.name ? -1 : 1));
  const wordsIn = ({ name, inName }: { name: string; inName: string[] }): string[] => {
    const counts = library.document(name)?.counts;
    const elsewhere = [...words.keys()].filter((one) => counts?.has(one) && !inName.includes(one));
    return [...inName, ...elsewhere];
  };
  const [best] = found;
  if (!best) return [];
  const covered = wordsIn(best).length / words.size;
  return found.map((one, i) => ({
    name: one.name,
    value: (covered * one.measure) / best.measure,
    note: (i < MOST_NOTED ? wordsIn(one) : one.inName)
      .slice(0, NOTED_WORDS)
      .map((word) => words.get(word))
      .join(", "),
  }));
}
