import { type Term, termKey } from "./term.ts";

/** What several terms have in common. Leaves of the kind `Hole` are where they differ: their text counts the holes from 0. */
export interface Generalisation {
  term: Term;
  /** Of each hole, what stands there in each term. */
  holes: Term[][];
}

/**
 * The least general generalisation of terms (first-order anti-unification): everything they share stays, and where they
 * differ in the same way they have the same hole.
 */
export function antiUnify(terms: readonly Term[]): Generalisation {
  const holes = new Map<string, Term[]>();
  const indices = new Map<string, number>();
  const common = (parts: readonly Term[]): Term => {
    const [first] = parts as [Term];
    const alike = parts.every(
      ({ kind, text, children }) =>
        kind === first.kind && text === first.text && children.length === first.children.length,
    );
    if (alike)
      return {
        ...first,
        children: first.children.map((_, i) => common(parts.map(({ children }) => children[i] as Term))),
      };
    const key = parts.map(termKey).join("\n");
    if (!indices.has(key)) indices.set(key, holes.size);
    holes.set(key, [...parts]);
    return { kind: "Hole", text: String(indices.get(key)), children: [], node: first.node };
  };
  return { term: common(terms), holes: [...holes.values()] };
}

/** The generalisation with its holes filled as one of the terms had them: that term again. */
export function instantiate({ term, holes }: Generalisation, member: number): Term {
  const fill = (part: Term): Term =>
    part.kind === "Hole"
      ? (holes[Number(part.text)]?.[member] as Term)
      : { ...part, children: part.children.map(fill) };
  return fill(term);
}

/** A place of a hole. */
export interface HoleSite {
  hole: number;
  term: Term;
  /** What it stands in, innermost last. */
  within: Term[];
}

/** Every place of every hole, in order. */
export function holeSites({ term }: Generalisation): HoleSite[] {
  const walk = (part: Term, within: Term[]): HoleSite[] =>
    part.kind === "Hole"
      ? [{ hole: Number(part.text), term: part, within }]
      : part.children.flatMap((child) => walk(child, [...within, part]));
  return walk(term, []);
}
