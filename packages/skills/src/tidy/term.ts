import type { SyntaxNode } from "@portolan/core";

/** A normal form of syntax: what means the same has equal terms, whatever the names of locals, the quotes and the brackets. */
export interface Term {
  kind: string;
  /** Of a leaf. */
  text?: string;
  children: readonly Term[];
  /** Where it comes from. */
  node: SyntaxNode;
}

/** Text that equal terms share. */
export function termKey(term: Term): string {
  if (term.children.length === 0) return JSON.stringify([term.kind, term.text ?? ""]);
  return `[${JSON.stringify(term.kind)},${term.children.map(termKey).join(",")}]`;
}

/** How many words and marks a term, or a tree, has: the measure of a program's length. */
export function tokenCount(tree: { text?: string; children: readonly object[] }): number {
  if (tree.children.length === 0) return tree.text ? 1 : 0;
  return tree.children.reduce((sum, child) => sum + tokenCount(child as Term), 0);
}
