import { type Node, SyntaxKind } from "typescript/unstable/ast";
import {
  isCallExpression,
  isIdentifier,
  isPropertyAccessExpression,
  isVariableDeclaration,
} from "typescript/unstable/ast/is";

// Where a value without a type is used as if it had one.
const uses: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.PropertyAccessExpression,
  SyntaxKind.ElementAccessExpression,
  SyntaxKind.NonNullExpression,
  SyntaxKind.SatisfiesExpression,
  SyntaxKind.ForOfStatement,
  SyntaxKind.SpreadElement,
  SyntaxKind.SpreadAssignment,
]);

/** True for `JSON.parse(…)` whose result is used without saying what it is: everything that follows would go unchecked. */
export function isUntypedJson(node: Node): boolean {
  if (!isCallExpression(node) || !isPropertyAccessExpression(node.expression)) return false;
  const { expression, name } = node.expression;
  if (!isIdentifier(expression) || expression.text !== "JSON" || name.text !== "parse") return false;
  const { parent } = node;
  return isVariableDeclaration(parent) ? parent.type === undefined : uses.has(parent.kind);
}
