import { type SourceFile, SyntaxKind } from "typescript/unstable/ast";
import {
  NodeBuilderFlags,
  type Project,
  SignatureKind,
  SymbolFlags,
  type Symbol as TypeScriptSymbol,
} from "typescript/unstable/sync";
import { docComment, firstSentence } from "./doc-comment.ts";
import { typesNamedIn } from "./named-types.ts";

/**
 * Declares the functions that a module exports: the exact types that TypeScript gives them, with the types of the module that
 * they name and the first sentence of their comments. `files` are the module's file and those of all it imports; undefined
 * when it exports no function or does not parse.
 */
export function declareExports(project: Project, files: readonly SourceFile[]): string | undefined {
  const [file] = files;
  const module = file && project.checker.getSymbolAtLocation(file);
  if (!module || project.program.getSyntacticDiagnostics(file.fileName).length > 0) return undefined;
  const functions = project.checker
    .getExportsOfModule(module)
    .flatMap((symbol) => declareFunction(project, file, symbol) ?? []);
  if (functions.length === 0) return undefined;

  const types = typesNamedIn(functions.map(({ signatures }) => signatures.join("\n")).join("\n"), files);
  const declared = functions.map(({ name, doc, signatures }) => {
    const shown = types ? signatures : ["(...input: unknown[]): unknown;"];
    const lines = shown.map((signature) => `export declare function ${name}${signature}\n`);
    const why = types ? "" : "Its types cannot be named outside of its module.";
    return `${docComment([doc, why])}${lines.join("")}`;
  });
  // Everything in a declaration file is exported unless something says that it exports.
  const own = types && types.length > 0 ? `${types.join("\n")}\nexport {};\n` : "";
  return `${own}${declared.join("")}`;
}

function declareFunction(
  project: Project,
  file: SourceFile,
  symbol: TypeScriptSymbol,
): { name: string; doc: string; signatures: string[] } | undefined {
  const { checker, emitter } = project;
  const target = symbol.flags & SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const type = checker.getTypeOfSymbol(target);
  const signatures = type ? checker.getSignaturesOfType(type, SignatureKind.Call) : [];
  const printed = signatures.flatMap((signature) => {
    const node = checker.signatureToSignatureDeclaration(
      signature,
      SyntaxKind.CallSignature,
      file,
      NodeBuilderFlags.NoTruncation,
    );
    return node ? onOneLine(emitter.printNode(node)) : [];
  });
  if (printed.length === 0) return undefined;
  const doc = firstSentence(checker.getDocumentationCommentOfSymbol(target));
  return { name: symbol.name, doc, signatures: printed };
}

function onOneLine(text: string): string {
  // A line break in a template belongs to its type.
  return text.includes("`") ? text : text.replace(/;?\s*\n\s*\}/g, " }").replace(/\s*\n\s*/g, " ");
}
