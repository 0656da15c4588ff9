import { type Identifier, type Node, NodeFlags, SyntaxKind } from "typescript/unstable/ast";
import {
  isAccessExpression,
  isAsExpression,
  isAssignmentOperator,
  isBinaryExpression,
  isCallExpression,
  isDeleteExpression,
  isIdentifier,
  isNonNullExpression,
  isParenthesizedExpression,
  isPostfixUnaryExpression,
  isPrefixUnaryExpression,
  isPropertyAccessExpression,
  isPropertyDeclaration,
  isVariableStatement,
} from "typescript/unstable/ast/is";
import type { Suspect } from "./suspect.ts";

const instead = "A program keeps nothing from one call to the next:";
const statements: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.ImportDeclaration,
  SyntaxKind.ExportDeclaration,
  SyntaxKind.FunctionDeclaration,
  SyntaxKind.ClassDeclaration,
  SyntaxKind.InterfaceDeclaration,
  SyntaxKind.TypeAliasDeclaration,
  SyntaxKind.EmptyStatement,
  // These have complaints of their own.
  SyntaxKind.ExportAssignment,
  SyntaxKind.EnumDeclaration,
  SyntaxKind.ModuleDeclaration,
  SyntaxKind.ImportEqualsDeclaration,
]);

/** Why a statement may not stand at the top level of a program, if it may not. */
export function refusedStatement(statement: Node): string | undefined {
  const modifiers =
    "modifiers" in statement ? (statement.modifiers as readonly Node[] | undefined) : undefined;
  const types = [
    SyntaxKind.InterfaceDeclaration,
    SyntaxKind.TypeAliasDeclaration,
    SyntaxKind.ModuleDeclaration,
  ];
  if (!types.includes(statement.kind) && modifiers?.some(({ kind }) => kind === SyntaxKind.DeclareKeyword))
    return "declare is not allowed: it promises what is not there.";
  if (isVariableStatement(statement)) {
    const kind: NodeFlags = statement.declarationList.flags & NodeFlags.BlockScoped;
    return kind === NodeFlags.Const
      ? undefined
      : `${instead} make this a const, or move it into the function.`;
  }
  return statements.has(statement.kind)
    ? undefined
    : "Only imports, constants, functions, classes and types may stand at the top level: move this into the function.";
}

/** Why a member of a class is state of the whole module, if it is. */
export function refusedMember(node: Node): string | undefined {
  if (node.kind === SyntaxKind.ClassStaticBlockDeclaration)
    return "Static blocks are not allowed: give the fields their values where they are declared.";
  if (!isPropertyDeclaration(node)) return undefined;
  const has = (kind: SyntaxKind): boolean =>
    node.modifiers?.some((modifier) => modifier.kind === kind) ?? false;
  if (!has(SyntaxKind.StaticKeyword) || has(SyntaxKind.ReadonlyKeyword)) return undefined;
  return `${instead} make this static readonly.`;
}

// Methods by which built-in objects change; `sort` of a list at the top level would be seen by the next call, too.
const changing = new Set(
  "push pop shift unshift splice sort reverse fill copyWithin set add delete clear append".split(" "),
);

/** What a node changes, if that may outlive the call: it does when the name is the module's or the language's. */
export function changedBy(node: Node): Suspect | undefined {
  const target = targetOf(node);
  if (target && isAccessExpression(target)) {
    const name = rootOf(target);
    const message = `${instead} this changes what lies outside of the function. Make a new value in it.`;
    return name && { name, owners: ["module", "language"], message, at: node };
  }
  if (!isCallExpression(node) || !isPropertyAccessExpression(node.expression)) return undefined;
  const { expression, name: method } = node.expression;
  const name = changing.has(method.text) ? rootOf(expression) : undefined;
  if (!name || !isIdentifier(method)) return undefined;
  const message = `${instead} ${method.text} changes ${name.text}, which lies outside of the function. Make it inside.`;
  return { name, owners: ["module"], message, at: node, method };
}

function targetOf(node: Node): Node | undefined {
  if (isBinaryExpression(node))
    return isAssignmentOperator(node.operatorToken.kind) ? bare(node.left) : undefined;
  if (isPostfixUnaryExpression(node)) return bare(node.operand);
  if (isPrefixUnaryExpression(node)) {
    const steps = node.operator === SyntaxKind.PlusPlusToken || node.operator === SyntaxKind.MinusMinusToken;
    return steps ? bare(node.operand) : undefined;
  }
  return isDeleteExpression(node) ? bare(node.expression) : undefined;
}

/** The name that a chain of accesses starts from: `state` of `state.calls[0]`. */
function rootOf(node: Node): Identifier | undefined {
  const inner = bare(node);
  if (isAccessExpression(inner)) return rootOf(inner.expression);
  return isIdentifier(inner) ? inner : undefined;
}

/** A node without what only the checker sees around it: parentheses, `as`, `!`. */
function bare(node: Node): Node {
  const wrapped = isParenthesizedExpression(node) || isAsExpression(node) || isNonNullExpression(node);
  return wrapped ? bare(node.expression) : node;
}
