import type { Node, SourceFile } from "typescript/unstable/ast";
import { isCallExpression, isFunctionLikeDeclaration, isIdentifier } from "typescript/unstable/ast/is";
import { NodeBuilderFlags, type Project, SignatureKind, SymbolFlags } from "typescript/unstable/sync";

/** An imported function that is called. */
export interface CalledFunction {
  /** `writeText: (input: { path: string; text: string; }) => Promise<null>` */
  declaration: string;
  /** The properties of its first parameter, with their types, when that is an object. */
  fields: string[];
}

const mostChars = 300;
const mostFieldChars = 120;

/** The imported function whose call a place belongs to: the call itself or one of its arguments. */
export function calledAt(token: Node, project: Project, file: SourceFile): CalledFunction | undefined {
  const { checker } = project;
  let call: Node | undefined = token;
  while (call && !isCallExpression(call)) {
    // What stands in a function that is an argument is its own business.
    if (isFunctionLikeDeclaration(call)) return undefined;
    call = call.parent;
  }
  if (!call || !isIdentifier(call.expression)) return undefined;
  const symbol = checker.getSymbolAtLocation(call.expression);
  if (!symbol || !(symbol.flags & SymbolFlags.Alias)) return undefined;
  const type = checker.getTypeOfSymbol(checker.getAliasedSymbol(symbol));
  if (!type) return undefined;
  const text = (one: typeof type): string => checker.typeToString(one, file, NodeBuilderFlags.NoTruncation);
  const [signature] = checker.getSignaturesOfType(type, SignatureKind.Call);
  const input = signature && checker.getParameterType(signature, 0);
  const fields =
    input?.isObjectType() && !checker.isArrayLikeType(input) ? checker.getPropertiesOfType(input) : [];
  return {
    declaration: `${call.expression.text}: ${text(type)}`.slice(0, mostChars),
    fields: fields.slice(0, 8).map((field) => {
      const fieldType = checker.getTypeOfSymbol(field);
      return `${field.name}: ${fieldType ? text(fieldType) : "unknown"}`.slice(0, mostFieldChars);
    }),
  };
}
