import type { SyntaxNode } from "@portolan/core";
import { bindingNameOf } from "./names-in-syntax.ts";

/** The function that a program exports, with what has to be known to give it more parameters. */
export interface ExportedFunction {
  /** The statement at the top level that it stands in. */
  statement: SyntaxNode;
  /** Its name where it is declared. */
  name: SyntaxNode;
  /** The bracket behind its parameters. */
  close: SyntaxNode;
  parameters: SyntaxNode[];
  /** True when a comma follows the last parameter. */
  trailingComma: boolean;
  async: boolean;
  body: SyntaxNode;
}

const functions = new Set(["ArrowFunction", "FunctionExpression"]);

/** Finds the function of that name; undefined when it is written in a way in which nothing can be added to it. */
export function exportedFunction(root: SyntaxNode, exported: string): ExportedFunction | undefined {
  for (const statement of root.children) {
    const declaration = declarationOf(statement, exported);
    const name = declaration && bindingNameOf(declaration);
    if (!declaration || !name) continue;
    const last = declaration.children.at(-1);
    const node = declaration.kind === "FunctionDeclaration" ? declaration : last;
    if (!node || (node !== declaration && !functions.has(node.kind))) return undefined;
    return partsOf(statement, name, node);
  }
  return undefined;
}

function declarationOf(statement: SyntaxNode, exported: string): SyntaxNode | undefined {
  const declarations =
    statement.kind === "FunctionDeclaration"
      ? [statement]
      : statement.children
          .filter(({ kind }) => kind === "VariableDeclarationList")
          .flatMap(({ children }) => children);
  return declarations.find((one) => bindingNameOf(one)?.text === exported);
}

function partsOf(statement: SyntaxNode, name: SyntaxNode, node: SyntaxNode): ExportedFunction | undefined {
  const open = node.children.findIndex(({ kind }) => kind === "OpenParenToken");
  const end = node.children.findIndex(({ kind }) => kind === "CloseParenToken");
  const [close, body] = [node.children[end], node.children.at(-1)];
  if (open < 0 || end < open || !close || !body) return undefined;
  const between = node.children.slice(open + 1, end);
  return {
    statement,
    name,
    close,
    parameters: between.filter(({ kind }) => kind === "Parameter"),
    trailingComma: between.at(-1)?.kind === "CommaToken",
    async: node.children.some(({ kind }) => kind === "AsyncKeyword"),
    body,
  };
}
