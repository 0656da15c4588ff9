import { type Finding, ranksOf, type View, type ViewName } from "./view.ts";

/**
 * How much each view says, set on labelled queries and on half of the built-in suites (`pnpm bench:retrieval`). What they say
 * adds up; types are the least of it, so that wrong ones decide among near-equals only.
 */
export const FUSION = {
  text: 1,
  vector: 4,
  behaviour: 6,
  signature: 0.82,
  /** Most that a callee of the best gets. */
  uses: 1,
} as const satisfies Record<ViewName | "uses", number>;

/** A skill's place in the fusion of all views. */
export interface Fused {
  name: string;
  score: number;
  /** Why, the weightiest reason first. */
  reasons: string[];
}

/** What the views found together, best first; ties by name. */
export function fuseViews(views: readonly View[]): Fused[] {
  const found = new Map<string, { view: ViewName; finding: Finding; rank: number }[]>();
  for (const { name: view, findings } of views) {
    const ranks = ranksOf(findings);
    for (const finding of findings) {
      const entry = { view, finding, rank: ranks.get(finding.name) as number };
      const entries = found.get(finding.name);
      if (entries) entries.push(entry);
      else found.set(finding.name, [entry]);
    }
  }
  const fused = [...found].map(([name, entries]) => {
    const parts = entries.map((entry) => ({
      share: FUSION[entry.view] * entry.finding.value,
      reason: reasonOf(entry),
    }));
    const score = parts.reduce((total, { share }) => total + share, 0);
    const reasons = parts.toSorted((a, b) => b.share - a.share).map(({ reason }) => reason);
    return { name, score: Number(score.toFixed(6)), reasons };
  });
  return fused.toSorted(byScore);
}

/** Best first, ties by name. */
export function byScore(a: Pick<Fused, "name" | "score">, b: Pick<Fused, "name" | "score">): number {
  return b.score - a.score || (a.name < b.name ? -1 : 1);
}

function reasonOf({ view, finding, rank }: { view: ViewName; finding: Finding; rank: number }): string {
  return view === "text" || view === "vector"
    ? `${view} ${ordinal(rank)}: ${finding.note}`
    : `${view} ${finding.note}`;
}

function ordinal(n: number): string {
  const suffix = { 1: "st", 2: "nd", 3: "rd" }[n % 10] ?? "th";
  return `${n}${n % 100 >= 11 && n % 100 <= 13 ? "th" : suffix}`;
}
