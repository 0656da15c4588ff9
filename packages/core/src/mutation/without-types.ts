import type { SyntaxNode, SyntaxTree } from "../sandbox/syntax-tree.ts";

/** Statements that say something about types alone. */
const typeStatements = new Set(["InterfaceDeclaration", "TypeAliasDeclaration"]);
/** What cannot be made JavaScript by leaving something out, or only with more care than it is worth. */
const refused = new Set([
  "ClassDeclaration",
  "ClassExpression",
  "EnumDeclaration",
  "ModuleDeclaration",
  "ImportEqualsDeclaration",
  "ExportAssignment",
  "ExportDeclaration",
  "TypeAssertionExpression",
  "TaggedTemplateExpression",
  "Decorator",
  "DeclareKeyword",
  "AbstractKeyword",
]);
const functions = new Set([
  "FunctionDeclaration",
  "FunctionExpression",
  "ArrowFunction",
  "MethodDeclaration",
  "GetAccessor",
  "SetAccessor",
]);
const annotated = new Set([...functions, "Parameter", "VariableDeclaration"]);
const generic = new Set([...functions, "CallExpression", "NewExpression"]);

/** What is left out; a `statement` leaves a semicolon behind, for what stands before it may have none. */
interface Range {
  start: number;
  end: number;
  what: "type" | "mark" | "statement";
}

/**
 * The same program as JavaScript, every type replaced by spaces: all nodes stand where they stood. The sandbox runs its text as it is,
 * where it would strip each of many variants of a program for itself.
 * @returns `undefined` for programs with syntax that is not only left out
 */
export function withoutTypes(tree: SyntaxTree): SyntaxTree | undefined {
  const { source, root } = tree;
  const ranges: Range[] = [];
  if (!collect(root)) return undefined;
  let text = "";
  let at = 0;
  for (const { start, end, what } of ranges.toSorted((a, b) => a.start - b.start)) {
    if (start < at || (what === "type" && isContinued(source.slice(end)))) return undefined;
    const by = what === "statement" ? ";" : "";
    text += source.slice(at, start) + by + source.slice(start + by.length, end).replaceAll(/[^\r\n]/g, " ");
    at = end;
  }
  return { source: text + source.slice(at), root };

  /** False where it meets what it does not know. */
  function collect(node: SyntaxNode): boolean {
    const { kind, start, end, children } = node;
    if (refused.has(kind) || isType(kind)) return false;
    if (isStatementOfTypes(node)) {
      ranges.push({ start, end, what: "statement" });
      return true;
    }
    const inner = [...children];
    const leaveOut = (from: SyntaxNode | undefined, to: SyntaxNode | undefined): void => {
      if (!from || !to) return;
      ranges.push({ start: from.start, end: to.end, what: from === to ? "mark" : "type" });
      inner.splice(inner.indexOf(from), inner.indexOf(to) - inner.indexOf(from) + 1);
    };
    switch (kind) {
      case "AsExpression":
      case "SatisfiesExpression":
        leaveOut(children[1], children.at(-1));
        break;
      case "NonNullExpression":
        leaveOut(children.at(-1), children.at(-1));
        break;
      case "ImportSpecifier":
        if (children[0]?.kind === "TypeKeyword") return false;
        break;
      case "ArrowFunction": {
        // No line may end before an arrow, nor between what begins it, `async` or a `return`, and its brackets, where one may within a type.
        const first = (mark: string): SyntaxNode | undefined => children.find((child) => child.kind === mark);
        const hasLines = (from: SyntaxNode | undefined, to: SyntaxNode | undefined): boolean =>
          from !== undefined &&
          to !== undefined &&
          /[\r\n\u2028\u2029]/.test(source.slice(from.end, to.start));
        if (hasLines(first("CloseParenToken"), first("EqualsGreaterThanToken"))) return false;
        if (hasLines(first("LessThanToken"), first("OpenParenToken"))) return false;
      }
    }
    if (generic.has(kind)) {
      const open = inner.find((child) => child.kind === "LessThanToken");
      leaveOut(
        open,
        open && inner.find((child) => child.kind === "GreaterThanToken" && child.start > open.start),
      );
    }
    if (annotated.has(kind)) {
      const colon = inner.find((child) => child.kind === "ColonToken");
      const type = colon && inner[inner.indexOf(colon) + 1];
      const mark = inner.find((child) => child.kind === "QuestionToken" || child.kind === "ExclamationToken");
      leaveOut(mark, mark);
      leaveOut(colon, type);
    }
    if (inner[0]?.text === "this" && kind === "Parameter") return false;
    return inner.every(collect);
  }
}

function isType(kind: string): boolean {
  return (
    kind.endsWith("Type") ||
    /^(?:Type(?:Reference|Literal|Query|Parameter|Predicate|Operator)|ExpressionWithTypeArguments)$/.test(
      kind,
    ) ||
    /^(?:Type|Any|Unknown|Never|Number|String|Boolean|Symbol|BigInt|Object|Readonly|KeyOf|Infer|Is|Asserts)Keyword$/.test(
      kind,
    )
  );
}

function isStatementOfTypes({ kind, children }: SyntaxNode): boolean {
  if (typeStatements.has(kind)) return true;
  if (kind === "FunctionDeclaration") return !children.some((child) => child.kind === "Block");
  if (kind !== "ImportDeclaration") return false;
  const clause = children.find((child) => child.kind === "ImportClause");
  return clause?.children[0]?.kind === "TypeKeyword";
}

/** Whether, with the type gone, the next line would belong to this one: `let a: A` before `(b)`. */
function isContinued(rest: string): boolean {
  return /^[^\S\n]*\n\s*[([`+\-*/]/.test(rest);
}
