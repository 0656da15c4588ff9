import type { SourceFile } from "typescript/unstable/ast";
import { isStringLiteral } from "typescript/unstable/ast/is";
import type { Project } from "typescript/unstable/sync";
import { resolveSpecifier } from "../runner/resolve-specifier.ts";
import { declareExports } from "./declare-exports.ts";
import { oneLine } from "./doc-comment.ts";
import type { DeclareMessage } from "./messages.ts";
import { files, modulePath, type Workspace } from "./workspace.ts";

/** The declarations of what modules export, by specifier. */
export function declareModules(workspace: Workspace, message: DeclareMessage): [string, string][] {
  const importable = message.specifiers.filter((specifier) => modulePath(specifier) !== undefined);
  // A module is in the program when something imports it.
  const roster = importable.map((specifier) => `import ${JSON.stringify(specifier)};\n`).join("");
  const project = workspace.update(message, { roster });
  if (!project.program.getSourceFile(files.roster)) throw new Error("TypeScript lost the roster");
  return message.specifiers.map((specifier) => {
    const declared = declareExports(project, filesFrom(project, specifier));
    return [specifier, declared ?? `// ${oneLine(specifier)} exports no function.\nexport {};\n`];
  });
}

/** The file of a module, then those of all it imports: what it infers may name types of theirs. */
function filesFrom(project: Project, specifier: string): SourceFile[] {
  const found = new Map<string, SourceFile>();
  const waiting = [specifier];
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    const path = modulePath(one);
    const file = path === undefined || found.has(one) ? undefined : project.program.getSourceFile(path);
    if (!file) continue;
    found.set(one, file);
    for (const node of file.imports) {
      const target = isStringLiteral(node) ? resolveSpecifier(node.text, one) : undefined;
      if (target !== undefined) waiting.push(target);
    }
  }
  return [...found.values()];
}
