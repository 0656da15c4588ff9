import { type Node, type SourceFile, SyntaxKind } from "typescript/unstable/ast";
import {
  isClassDeclaration,
  isExportAssignment,
  isExportDeclaration,
  isFunctionDeclaration,
  isIdentifier,
  isInterfaceDeclaration,
  isNamedExports,
  isTypeAliasDeclaration,
  isVariableStatement,
} from "typescript/unstable/ast/is";

/** Something a module exports; `node` is where its name stands. */
export interface ExportedName {
  name: string;
  node: Node;
}

/** Everything a module exports, types included; what has no name of its own appears as `default` or `*`. */
export function exportedNames(file: SourceFile): ExportedName[] {
  return file.statements.flatMap((statement): ExportedName[] => {
    if (isExportAssignment(statement)) return [{ name: "default", node: statement }];
    if (isExportDeclaration(statement)) {
      const { exportClause } = statement;
      if (!exportClause || !isNamedExports(exportClause)) return [{ name: "*", node: statement }];
      return exportClause.elements.map(({ name }) => ({ name: name.text, node: name }));
    }
    const modifiers =
      "modifiers" in statement ? (statement.modifiers as readonly Node[] | undefined) : undefined;
    const has = (kind: SyntaxKind): boolean => modifiers?.some((modifier) => modifier.kind === kind) ?? false;
    if (!has(SyntaxKind.ExportKeyword)) return [];
    if (has(SyntaxKind.DefaultKeyword)) return [{ name: "default", node: statement }];
    if (isVariableStatement(statement)) {
      return statement.declarationList.declarations.map(({ name }) => ({
        name: isIdentifier(name) ? name.text : "a destructured value",
        node: name,
      }));
    }
    const named =
      isFunctionDeclaration(statement) ||
      isClassDeclaration(statement) ||
      isInterfaceDeclaration(statement) ||
      isTypeAliasDeclaration(statement);
    const name = named ? statement.name : undefined;
    return [name ? { name: name.text, node: name } : { name: "something else", node: statement }];
  });
}
