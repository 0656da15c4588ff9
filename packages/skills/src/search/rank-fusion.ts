import type { Finding, View } from "./view.ts";

/** How much each view says in the fusion, and how fast a rank loses its say. */
export const FUSION = {
  /** The larger, the more a skill in the middle of several views beats the first of one. */
  rankOffset: 10,
  /**
   * Set on labelled queries and on which skills the built-in suites' references call. The vector says less than the text
   * while the built-in embedder is lexical itself.
   */
  weights: { text: 1, vector: 0.4, signature: 0.5, uses: 0.5 } satisfies Record<View["name"], number>,
  /** Ranks of a view that take part. */
  depth: 100,
} as const;

/** A skill's place in the fusion of all views. */
export interface Fused {
  name: string;
  score: number;
  reasons: string[];
}

/** Reciprocal rank fusion, best first, ties by name. */
export function fuseRanks(views: View[]): Fused[] {
  const fused = new Map<string, { score: number; parts: { share: number; reason: string }[] }>();
  for (const { name: view, findings } of views) {
    for (const finding of findings.filter(({ rank }) => rank <= FUSION.depth)) {
      const share = FUSION.weights[view] / (FUSION.rankOffset + finding.rank);
      const entry = fused.get(finding.name) ?? { score: 0, parts: [] };
      entry.score += share;
      entry.parts.push({ share, reason: reasonOf(view, finding) });
      fused.set(finding.name, entry);
    }
  }
  const results = [...fused].map(([name, { score, parts }]) => ({
    name,
    score: Number(score.toFixed(6)),
    reasons: parts.toSorted((a, b) => b.share - a.share).map(({ reason }) => reason),
  }));
  return results.toSorted((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1));
}

function reasonOf(view: View["name"], { rank, note }: Finding): string {
  if (view === "uses") return note;
  return view === "signature" ? `signature ${note}` : `${view} ${ordinal(rank)}: ${note}`;
}

function ordinal(n: number): string {
  const suffix = { 1: "st", 2: "nd", 3: "rd" }[n % 10] ?? "th";
  return `${n}${n % 100 >= 11 && n % 100 <= 13 ? "th" : suffix}`;
}
