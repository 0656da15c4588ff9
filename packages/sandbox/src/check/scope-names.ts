import { type Node, type SourceFile, SyntaxKind } from "typescript/unstable/ast";
import { isBlock, isFunctionLikeDeclaration, isIdentifier } from "typescript/unstable/ast/is";

// What ES2024 and the sandbox offer, without what programs may not use.
const globals = (
  "AggregateError Array ArrayBuffer BigInt BigInt64Array BigUint64Array Boolean DataView Date Error EvalError Float32Array " +
  "Float64Array Infinity Int16Array Int32Array Int8Array Intl JSON Map Math NaN Number Object Promise Proxy RangeError " +
  "ReferenceError Reflect RegExp Set String Symbol SyntaxError TypeError URIError Uint16Array Uint32Array Uint8Array " +
  "Uint8ClampedArray WeakMap WeakSet console decodeURI decodeURIComponent encodeURI encodeURIComponent isFinite isNaN " +
  "parseFloat parseInt undefined"
).split(" ");
const globalTypes = (
  "Array Awaited Date Error Exclude Extract Iterable Map NonNullable Omit Parameters Partial Pick Promise Readonly " +
  "ReadonlyArray ReadonlyMap ReadonlySet Record RegExp Required ReturnType Set bigint boolean never null number object string " +
  "symbol undefined unknown"
).split(" ");

const values: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.VariableDeclaration,
  SyntaxKind.Parameter,
  SyntaxKind.BindingElement,
  SyntaxKind.FunctionDeclaration,
  SyntaxKind.ClassDeclaration,
  SyntaxKind.ImportSpecifier,
  SyntaxKind.ImportClause,
  SyntaxKind.NamespaceImport,
]);
const types: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.InterfaceDeclaration,
  SyntaxKind.TypeAliasDeclaration,
  SyntaxKind.TypeParameter,
  SyntaxKind.ClassDeclaration,
]);
const loops: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.ForStatement,
  SyntaxKind.ForOfStatement,
  SyntaxKind.ForInStatement,
  SyntaxKind.CatchClause,
]);

/** The names that mean something at a place of a file: its own, with the imported, and those of the language. */
export function namesInScope(file: SourceFile, at: Node): { own: string[]; language: readonly string[] } {
  const isType = at.parent.kind === SyntaxKind.TypeReference;
  const wanted = isType ? types : values;
  const own: string[] = [];
  const walk = (node: Node, scope: Node): void => {
    if (wanted.has(node.kind)) {
      const { name } = node as { name?: Node };
      if (name && isIdentifier(name) && contains(scope, at)) own.push(name.text);
    }
    const inner = isFunctionLikeDeclaration(node) || isBlock(node) || loops.has(node.kind) ? node : scope;
    node.forEachChild((child) => {
      walk(child, inner);
    });
  };
  file.forEachChild((child) => {
    walk(child, file);
  });
  return { own, language: isType ? globalTypes : globals };
}

function contains(scope: Node, node: Node): boolean {
  return scope.pos <= node.pos && node.end <= scope.end;
}
