import { type Node, NodeFlags, SyntaxKind } from "typescript/unstable/ast";
import { isPropertyDeclaration, isVariableStatement } from "typescript/unstable/ast/is";

/** How complaints about shared state begin. */
export const instead = "A program keeps nothing from one call to the next:";
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
