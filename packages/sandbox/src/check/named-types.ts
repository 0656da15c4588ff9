import type { SourceFile } from "typescript/unstable/ast";
import {
  isClassDeclaration,
  isInterfaceDeclaration,
  isTypeAliasDeclaration,
} from "typescript/unstable/ast/is";

/**
 * The texts of the types that a text names, and of those that these name, from the files that may declare them. Undefined when
 * one cannot be told by its text: a class, the type of a value, or a name that several files give to different types.
 */
export function typesNamedIn(text: string, files: readonly SourceFile[]): string[] | undefined {
  const known = declaredIn(files);
  const named = new Map<string, string>();
  const waiting = [text];
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    if (/\btypeof\b/.test(one)) return undefined;
    for (const [name] of one.matchAll(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu)) {
      const texts = known.get(name);
      if (!texts || named.has(name)) continue;
      const [declaration] = texts;
      if (declaration === undefined || texts.size > 1) return undefined;
      named.set(name, declaration);
      waiting.push(declaration);
    }
  }
  return [...named.values()].toSorted();
}

/** What files declare by the name of it; no text for classes. */
function declaredIn(files: readonly SourceFile[]): Map<string, ReadonlySet<string | undefined>> {
  const known = new Map<string, Set<string | undefined>>();
  for (const file of files) {
    for (const statement of file.statements) {
      const isType = isInterfaceDeclaration(statement) || isTypeAliasDeclaration(statement);
      if (!isType && !isClassDeclaration(statement)) continue;
      const name = statement.name?.text;
      if (name === undefined) continue;
      const text = isType ? statement.getText(file).replace(/^export\s+/, "") : undefined;
      known.set(name, (known.get(name) ?? new Set()).add(text));
    }
  }
  return known;
}
