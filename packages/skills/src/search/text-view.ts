import { stem, tellingWords } from "./identifier-tokens.ts";
import type { Library, Proposal } from "./library.ts";
import { type Finding, rankByValue } from "./view.ts";

const NOTED_WORDS = 4;

/** BM25 with the word statistics of the whole library, and the words of the query that a skill has. */
export function textView(query: string, library: Library, proposals: readonly Proposal[]): Finding[] {
  const words = new Map(tellingWords(query).map((word) => [stem(word), word]));
  const findings = proposals.flatMap(({ name, bm25 }) => {
    const counts = bm25 > 0 ? library.document(name)?.counts : undefined;
    if (!counts) return [];
    const shared = [...words].filter(([token]) => counts.has(token)).map(([, word]) => word);
    return [{ name, value: bm25, note: shared.slice(0, NOTED_WORDS).join(", ") }];
  });
  return rankByValue(findings);
}
