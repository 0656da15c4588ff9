import type { SyntaxNode } from "../sandbox/syntax-tree.ts";

const withoutBehaviour = new Set([
  "ImportDeclaration",
  "ExportDeclaration",
  "InterfaceDeclaration",
  "TypeAliasDeclaration",
  "TypeReference",
  "TypeLiteral",
  "TypeQuery",
  "TypeParameter",
  "TypePredicate",
]);

/** True for what vanishes before a program runs, and for imports, which say nothing about what it computes. */
export function isWithoutBehaviour({ kind }: SyntaxNode): boolean {
  return withoutBehaviour.has(kind) || kind.endsWith("Type");
}

/** Visits all nodes that have a part in what a program does, parents first, each with the node around it. */
export function visit(
  node: SyntaxNode,
  look: (node: SyntaxNode, parent: SyntaxNode | undefined) => void,
  parent?: SyntaxNode,
): void {
  if (isWithoutBehaviour(node)) return;
  look(node, parent);
  for (const child of node.children) visit(child, look, node);
}

/** The arguments of a call, without brackets and commas; empty for what is no call. */
export function argumentsOf({ kind, children }: SyntaxNode): SyntaxNode[] {
  if (kind !== "CallExpression" && kind !== "NewExpression") return [];
  const open = children.findLastIndex((child) => child.kind === "OpenParenToken");
  if (open < 0) return [];
  return children
    .slice(open + 1)
    .filter(({ kind: mark }) => mark !== "CommaToken" && mark !== "CloseParenToken");
}

/** `{ on: text, name: "trim" }` of `text.trim`; undefined for what is no access by name. */
export function memberOf(
  node: SyntaxNode | undefined,
): { on: SyntaxNode; name: string; at: SyntaxNode } | undefined {
  if (node?.kind !== "PropertyAccessExpression") return undefined;
  const on = node.children[0];
  const at = node.children.at(-1);
  return on && at?.text !== undefined ? { on, name: at.text, at } : undefined;
}

/** `{ left, mark, right }` of `a + b`. */
export function operationOf(
  node: SyntaxNode,
): { left: SyntaxNode; mark: SyntaxNode; right: SyntaxNode } | undefined {
  if (node.kind !== "BinaryExpression" || node.children.length !== 3) return undefined;
  const [left, mark, right] = node.children as [SyntaxNode, SyntaxNode, SyntaxNode];
  return { left, mark, right };
}

/** What stands in the brackets of `if (…)`, `while (…)`, `switch (…)`. */
export function conditionOf({ children }: SyntaxNode): SyntaxNode | undefined {
  const open = children.findIndex(({ kind }) => kind === "OpenParenToken");
  return open < 0 ? undefined : children[open + 1];
}

/** What stands inside of needless brackets and claims about types: `(x as T)!` is `x`. */
export function bare(node: SyntaxNode): SyntaxNode {
  const inner =
    node.kind === "ParenthesizedExpression"
      ? node.children[1]
      : ["AsExpression", "SatisfiesExpression", "NonNullExpression"].includes(node.kind)
        ? node.children[0]
        : undefined;
  return inner ? bare(inner) : node;
}
