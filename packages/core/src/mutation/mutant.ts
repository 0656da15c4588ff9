/** What a mutation operator changes: see `docs/audit.md` for what each does. */
export type MutationOperator =
  | "boundary"
  | "operator"
  | "constant"
  | "branch"
  | "deletion"
  | "argument-swap"
  | "method";

/** Every operator, in the order in which reports name them. */
export const mutationOperators: readonly MutationOperator[] = [
  "boundary",
  "operator",
  "constant",
  "branch",
  "deletion",
  "argument-swap",
  "method",
];

/** Text that takes the place of what stands between two places of a source, in UTF-16 units. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

/** A program with one small change, as a mistake of its author would be. */
export interface Mutant {
  operator: MutationOperator;
  /** Where the change begins and ends in the source that was mutated. */
  start: number;
  end: number;
  /** What stood there, and what stands there now. */
  from: string;
  to: string;
  /** The whole changed source. */
  source: string;
  /** The change as edits that do not overlap, in order. */
  edits: readonly Edit[];
}

/** A source with edits made, which must not overlap; insertions inside of what another edit replaces are lost with it. */
export function applyEdits(source: string, edits: readonly Edit[]): string {
  const ordered = edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
  let text = "";
  let at = 0;
  for (const edit of ordered) {
    if (edit.start < at) continue;
    text += source.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return text + source.slice(at);
}
