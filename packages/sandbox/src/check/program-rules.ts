import { type Identifier, type Node, type SourceFile, SyntaxKind } from "typescript/unstable/ast";
import {
  isCallExpression,
  isExportDeclaration,
  isImportClause,
  isImportDeclaration,
  isStringLiteral,
} from "typescript/unstable/ast/is";
import type { Complaint } from "./complaint.ts";
import { exportedNames } from "./exported-names.ts";
import { moduleInsteadOf } from "./instead.ts";
import type { Owner } from "./name-owners.ts";
import { judgePurity } from "./purity-rules.ts";

/** What the rules found in a program. */
export interface RuleReport {
  complaints: Complaint[];
  imports: string[];
  /** Where the required function is exported; undefined when it is not. */
  exportedAt: number | undefined;
  /** Places of imports that are not linked and of names that are refused: TypeScript's own complaint about them says less. */
  saidAt: Set<number>;
}

const refused = new Map<SyntaxKind, string>([
  [SyntaxKind.AnyKeyword, "The type any is not allowed; use unknown or a real type."],
  [SyntaxKind.ModuleDeclaration, "Namespaces, declare module and declare global are not allowed."],
  [SyntaxKind.ImportEqualsDeclaration, "import = is not allowed."],
  // These are neither types nor JavaScript as engines run it today.
  [SyntaxKind.Decorator, "Decorators are not allowed; call the function."],
  [SyntaxKind.AccessorKeyword, "accessor is not allowed; write a field, or get and set."],
]);

/** Judges a parsed program by our own rules: its exports, its imports, its purity, and nothing that silences the type checker. */
export function judgeProgram(
  file: SourceFile,
  exported: string,
  linked: ReadonlySet<string>,
  owners: (names: readonly Identifier[]) => Owner[],
): RuleReport {
  const complaints: Complaint[] = [];
  const imports = new Set<string>();
  const saidAt = new Set<number>();
  const complain = (message: string, position: number, instead?: Complaint["instead"]): void => {
    complaints.push({ message, position, ...(instead ? { instead } : {}) });
  };

  silencers(file.text, complain);
  const walk = (node: Node): void => {
    if (
      node.kind === SyntaxKind.ImportType ||
      (isCallExpression(node) && node.expression.kind === SyntaxKind.ImportKeyword)
    ) {
      complain("import(…) is not allowed; use an import declaration.", startOf(node, file));
    }
    const message = refused.get(node.kind);
    if (message !== undefined) complain(message, startOf(node, file));
    if (isImportClause(node) && node.phaseModifier === SyntaxKind.DeferKeyword)
      complain("import defer is not allowed; use a plain import.", startOf(node, file));
    if (
      (isImportDeclaration(node) || isExportDeclaration(node)) &&
      node.moduleSpecifier &&
      isStringLiteral(node.moduleSpecifier)
    ) {
      const specifier = node.moduleSpecifier.text;
      const at = startOf(node.moduleSpecifier, file);
      imports.add(specifier);
      if (!linked.has(specifier)) {
        // TypeScript's own complaints about it, and about what it names, say less.
        const said = (part: Node): void => {
          saidAt.add(startOf(part, file));
          part.forEachChild(said);
        };
        said(node);
        complain(
          `There is no module "${specifier}"; a program may import the skills and tools it was given.`,
          at,
          () => moduleInsteadOf(specifier, linked),
        );
      }
    }
    node.forEachChild(walk);
  };
  file.forEachChild(walk);
  judgePurity(file, owners, (message, node) => {
    saidAt.add(startOf(node, file));
    complain(message, startOf(node, file));
  });

  const names = exportedNames(file);
  for (const { name, node } of names) {
    if (name !== exported) complain(`Only ${exported} may be exported, not ${name}.`, startOf(node, file));
  }
  const own = names.find(({ name }) => name === exported);
  if (!own) complain(`The program must export a function named ${exported}.`, 0);
  return {
    complaints,
    imports: [...imports].toSorted(),
    exportedAt: own && startOf(own.node, file),
    saidAt,
  };
}

// Comments are not in the tree; a text like this in a string is refused too, which costs little.
function silencers(text: string, complain: (message: string, position: number) => void): void {
  for (const match of text.matchAll(
    /@ts-(?:nocheck|ignore|expect-error)|\/\/\/\s*<\s*(?:reference|amd-)/gi,
  )) {
    complain(`${match[0].startsWith("@") ? match[0] : "/// <reference>"} is not allowed.`, match.index);
  }
}

/** Where the text of a node starts, without the comments before it. */
function startOf(node: Node, file: SourceFile): number {
  return node.getStart(file);
}
