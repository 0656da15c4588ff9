import { type Identifier, type Node, SyntaxKind } from "typescript/unstable/ast";
import {
  isAccessExpression,
  isArrayLiteralExpression,
  isAsExpression,
  isAssignmentOperator,
  isBinaryExpression,
  isCallExpression,
  isDeleteExpression,
  isForInStatement,
  isForOfStatement,
  isIdentifier,
  isNonNullExpression,
  isObjectLiteralExpression,
  isParenthesizedExpression,
  isPostfixUnaryExpression,
  isPrefixUnaryExpression,
  isPropertyAccessExpression,
  isPropertyAssignment,
  isSatisfiesExpression,
  isSpreadAssignment,
  isSpreadElement,
} from "typescript/unstable/ast/is";
import { statefulPattern } from "./stateful-pattern.ts";
import type { Suspect } from "./suspect.ts";
import { instead } from "./shared-state.ts";

// Methods by which built-in objects change; `sort` of a list at the top level would be seen by the next call, too.
const changing = new Set(
  "push pop shift unshift splice sort reverse fill copyWithin set add delete clear append next".split(" "),
);
// Those of Object and Reflect that change their first argument.
const changingFirst = new Set(
  "assign defineProperty defineProperties setPrototypeOf set deleteProperty".split(" "),
);

/** What a node changes, if that may outlive the call: it does when the name is the module's or the language's. */
export function changedBy(node: Node): Suspect[] {
  const message = `${instead} this changes what lies outside of the function. Make a new value in it.`;
  const assigned = targetsOf(node).flatMap((target): Suspect[] => {
    const name = isAccessExpression(target) ? rootOf(target) : undefined;
    return name ? [{ name, owners: ["module", "language"], message, at: node }] : [];
  });
  if (!isCallExpression(node) || !isPropertyAccessExpression(node.expression)) return assigned;
  const { expression, name: method } = node.expression;
  if (!isIdentifier(method)) return assigned;
  const [first] = node.arguments;
  const byName = isIdentifier(expression) && ["Object", "Reflect"].includes(expression.text);
  if (byName && changingFirst.has(method.text)) {
    const name = first && rootOf(first);
    return name ? [{ name, owners: ["module", "language"], message, at: node, method }] : [];
  }
  const name = changes(method.text) || statefulPattern(node) ? rootOf(expression) : undefined;
  if (!name) return assigned;
  const says = `${instead} ${method.text} changes ${name.text}, which lies outside of the function. Make it inside.`;
  return [{ name, owners: ["module"], message: says, at: node, method }];
}

/** True for methods that change what they belong to, those of dates included: `setTime`. */
function changes(method: string): boolean {
  return changing.has(method) || /^set[A-Z]/.test(method);
}

function targetsOf(node: Node): Node[] {
  if (isBinaryExpression(node))
    return isAssignmentOperator(node.operatorToken.kind) ? partsOf(bare(node.left)) : [];
  if (isForOfStatement(node) || isForInStatement(node)) return partsOf(bare(node.initializer));
  if (isPostfixUnaryExpression(node)) return [bare(node.operand)];
  if (isPrefixUnaryExpression(node)) {
    const steps = node.operator === SyntaxKind.PlusPlusToken || node.operator === SyntaxKind.MinusMinusToken;
    return steps ? [bare(node.operand)] : [];
  }
  return isDeleteExpression(node) ? [bare(node.expression)] : [];
}

/** The targets in a pattern: `a.b` and `c.d` of `[a.b, { x: c.d }] = …`. One with a default is an assignment of its own. */
function partsOf(target: Node): Node[] {
  if (isArrayLiteralExpression(target)) return target.elements.flatMap((one) => partsOf(bare(one)));
  if (isSpreadElement(target) || isSpreadAssignment(target)) return partsOf(bare(target.expression));
  if (isPropertyAssignment(target)) return partsOf(bare(target.initializer));
  return isObjectLiteralExpression(target) ? target.properties.flatMap((one) => partsOf(one)) : [target];
}

/** The name that a chain of accesses starts from: `state` of `state.calls[0]`. */
function rootOf(node: Node): Identifier | undefined {
  const inner = bare(node);
  if (isAccessExpression(inner)) return rootOf(inner.expression);
  return isIdentifier(inner) ? inner : undefined;
}

/** A node without what only the checker sees around it: parentheses, `as`, `!`. */
function bare(node: Node): Node {
  const wrapped =
    isParenthesizedExpression(node) ||
    isAsExpression(node) ||
    isNonNullExpression(node) ||
    isSatisfiesExpression(node);
  return wrapped ? bare(node.expression) : node;
}
