/** What one view found: a skill, its rank from 1 in that view, and a note for people. */
export interface Finding {
  name: string;
  /** Smaller is better; skills that the view cannot tell apart share a rank. */
  rank: number;
  note: string;
}

/** The findings of one view, in any order. */
export interface View {
  name: "text" | "vector" | "signature" | "uses";
  findings: Finding[];
}

/** Findings ranked by a measure of their view, where more is better; equal values share the best of their ranks. */
export function rankByValue(findings: { name: string; value: number; note: string }[]): Finding[] {
  const ordered = findings.toSorted((a, b) => b.value - a.value);
  let rank = 0;
  let last: number | undefined;
  return ordered.map(({ name, value, note }, i) => {
    if (value !== last) rank = i + 1;
    last = value;
    return { name, rank, note };
  });
}
