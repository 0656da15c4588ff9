/** A part of a program as plain data. Leaves hold the words and marks of the program in order; comments and spaces are in none. */
export interface SyntaxNode {
  /** TypeScript's name of the kind: `CallExpression`, `Identifier`, `OpenParenToken`. */
  kind: string;
  /** Where it stands in the source, in UTF-16 units, comments before it left out. */
  start: number;
  end: number;
  /** Of a leaf: its text, as it stands in the source. */
  text?: string;
  /** Empty for a leaf. */
  children: SyntaxNode[];
}

/** The syntax of one source. The source and the places in it are enough to print the program again, changed or not. */
export interface SyntaxTree {
  source: string;
  root: SyntaxNode;
}

/** Parses programs where they can do no harm; what is parsed is never run. */
export interface SyntaxTrees {
  /** One tree per source; `undefined` for one that does not parse, or is too large or too deeply nested to be looked at. */
  parse(sources: readonly string[], options?: { signal?: AbortSignal }): Promise<(SyntaxTree | undefined)[]>;
}
