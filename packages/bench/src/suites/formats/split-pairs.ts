import { type Case, canonicalJson } from "@portolan/core";

/** What the coder sees, and what only the report uses. */
export interface SplitCases {
  examples: Case[];
  score: Case[];
}

/**
 * Splits the pairs of a source that holds nothing out: the last third is the score, or more, where `mostExamples` is less than the
 * rest. Pairs that occur twice count once, so that nothing that was seen is scored.
 */
export function splitPairs(pairs: readonly Case[], mostExamples: number = Infinity): SplitCases {
  const seen = new Set<string>();
  const own = pairs.filter(({ input }) => {
    const key = canonicalJson(input);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  const examples = Math.max(1, Math.min(own.length - Math.floor(own.length / 3), mostExamples));
  return { examples: own.slice(0, examples), score: own.slice(examples) };
}
