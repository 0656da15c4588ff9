import type { SyntaxNode, SyntaxTree } from "@portolan/core";
import type { PlainSyntax } from "./messages.ts";

/** A tree with the texts of its leaves, which are those of the source whatever the parser says. */
export function treeOf(source: string, syntax: PlainSyntax): SyntaxTree {
  return { source, root: nodeOf(source, syntax) };
}

function nodeOf(source: string, [kind, start, end, inner]: PlainSyntax): SyntaxNode {
  const children = inner.map((child) => nodeOf(source, child));
  return children.length > 0
    ? { kind, start, end, children }
    : { kind, start, end, text: source.slice(start, end), children };
}
