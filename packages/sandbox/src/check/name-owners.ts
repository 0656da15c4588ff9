import type { Identifier, Node } from "typescript/unstable/ast";
import { isFunctionLikeDeclaration, isShorthandPropertyAssignment } from "typescript/unstable/ast/is";
import type { Project, Symbol as TypeScriptSymbol } from "typescript/unstable/sync";

/** Who gave a name its meaning: the language, the top level of the program (its imports included), or a function in it. */
export type Owner = "language" | "module" | "function";

/** Finds the owners of names in a program. Asked in one batch, because every question goes to another process. */
export function ownersOf(project: Project, path: string, names: readonly Identifier[]): Owner[] {
  if (names.length === 0) return [];
  const symbols = project.checker.getSymbolAtLocation(names);
  return names.map((name, i) => {
    // `{ Date }` is a property and a use; the use is meant.
    const symbol = isShorthandPropertyAssignment(name.parent)
      ? project.checker.getShorthandAssignmentValueSymbol(name.parent)
      : symbols[i];
    return ownerOf(symbol, project, path);
  });
}

function ownerOf(symbol: TypeScriptSymbol | undefined, project: Project, path: string): Owner {
  const declaration = symbol?.declarations.find((one) => one.path.endsWith(path));
  if (!declaration) return "language";
  for (let node: Node | undefined = declaration.resolve(project)?.parent; node; node = node.parent) {
    if (isFunctionLikeDeclaration(node)) return "function";
  }
  return "module";
}
