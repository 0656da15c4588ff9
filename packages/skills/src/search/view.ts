/** The ways of looking for a skill. */
export type ViewName = "text" | "vector" | "signature" | "behaviour";

/** What one view found: a skill, how well it fits, and a note for people. */
export interface Finding {
  name: string;
  /** 0 to 1, where more is better; what 1 means is the view's own: its best, or all that can be wished for. */
  value: number;
  note: string;
}

/** The findings of one view, in any order. */
export interface View {
  name: ViewName;
  findings: Finding[];
}

/** The rank of every finding, from 1; equal values share the best of their ranks. */
export function ranksOf(findings: readonly Finding[]): Map<string, number> {
  const ranks = new Map<string, number>();
  let rank = 0;
  let last: number | undefined;
  for (const [i, { name, value }] of findings.toSorted((a, b) => b.value - a.value).entries()) {
    if (value !== last) rank = i + 1;
    last = value;
    ranks.set(name, rank);
  }
  return ranks;
}
