import type { SyntaxNode, SyntaxTree } from "@portolan/core";
import { importsOf, isShorthand, namesDeclaredIn, propertyNameOf } from "./names-in-syntax.ts";
import type { Term } from "./term.ts";

/** The kind of a text between the expressions of a template. */
export const templateText = "TemplateText";

/** The name of the exported function in its normal form; no identifier begins so. */
export const self = "%self";

/**
 * The normal form of a program: locals and parameters are numbered in order of appearance, imports are named by what they
 * import, comments, quotes, semicolons and needless brackets are gone. Undefined for the few programs it does not cover.
 *
 * A name is renamed everywhere in the file or nowhere, and two names never become one, so that equal terms mean equal
 * programs; names that the language has are left as they are, for they may mean the language's somewhere.
 * @param exported the name of the function that the program exports
 */
export function normalForm({ root }: SyntaxTree, exported: string): Term | undefined {
  const imports = importsOf(root);
  if (!imports) return undefined;
  const declared = namesDeclaredIn(root);
  // In some scope such a name is no import.
  if ([...imports.keys()].some((name) => declared.has(name))) return undefined;
  for (const name of declared) if (name in globalThis) declared.delete(name);
  const statements = root.children.filter(({ kind }) => kind !== "ImportDeclaration");
  const numbers = new Map<string, number>();
  const nameOf = (name: string): string => {
    if (name === exported) return self;
    if (!declared.has(name)) return imports.get(name) ?? name;
    if (!numbers.has(name)) numbers.set(name, numbers.size + 1);
    return `%${numbers.get(name)}`;
  };
  const termOf = (node: SyntaxNode, parent: SyntaxNode, raw: boolean): Term => {
    if (node.kind === "Identifier") return { ...leafOf(node, raw), text: nameOf(node.text ?? "") };
    if (node.children.length === 0) return leafOf(node, raw);
    const inner = unwrapped(node);
    if (inner) return termOf(inner, parent, raw);
    const within = rawTemplates.has(node.kind) || (raw && templates.has(node.kind));
    const below = (child: SyntaxNode): Term => termOf(child, node, within);
    if (isShorthand(node, parent)) return shorthandOf(node, below);
    const property = propertyNameOf(node);
    const children = kept(node).map((child) => (child === property ? leafOf(child, raw) : below(child)));
    return { kind: node.kind, children, node };
  };
  const children = statements.map((statement) => termOf(statement, root, false));
  return { kind: root.kind, children, node: root };
}

/** Where the texts of a template are more than texts: a function gets them, or a type is made of them. */
const rawTemplates = new Set(["TaggedTemplateExpression", "TemplateLiteralType"]);
const templates = new Set(["TemplateExpression", "TemplateSpan", "TemplateLiteralTypeSpan"]);

function leafOf(node: SyntaxNode, raw: boolean): Term {
  const isText = !raw && /^Template(?:Head|Middle|Tail)$/.test(node.kind);
  const text = isText ? templateTextOf(node) : undefined;
  if (text) return { kind: templateText, text: text.text, children: [], node: text };
  return { kind: node.kind, text: textOf(node), children: [], node };
}

/** What stands between the marks: that of `}b${` is `b`. */
function templateTextOf({ kind, start, end, text = "" }: SyntaxNode): SyntaxNode {
  const behind = kind === "TemplateTail" ? 1 : 2;
  const place = { start: start + 1, end: end - behind };
  return { kind: templateText, ...place, text: text.slice(1, -behind), children: [] };
}

function textOf({ kind, text = "" }: SyntaxNode): string {
  if (kind !== "StringLiteral") return text;
  const inner = text.slice(1, -1).replace(/\\[^]|"/g, (part) => quotes[part] ?? part);
  return `"${inner}"`;
}

/** How single quotes become double ones. */
const quotes: Readonly<Record<string, string>> = { "\\'": "'", '"': '\\"' };

/** `{ name }` as `{ name: name }`: the property keeps its name whatever the local is called. */
function shorthandOf(node: SyntaxNode, termOf: (node: SyntaxNode) => Term): Term {
  const [name, ...rest] = kept(node) as [SyntaxNode, ...SyntaxNode[]];
  const colon: Term = { kind: "ColonToken", text: ":", children: [], node: name };
  const kind = node.kind === "BindingElement" ? node.kind : "PropertyAssignment";
  return { kind, children: [leafOf(name, true), colon, termOf(name), ...rest.map(termOf)], node };
}

const chained = new Set([
  "PropertyAccessExpression",
  "ElementAccessExpression",
  "CallExpression",
  "NonNullExpression",
]);

/** What stands in brackets that the tree makes needless. Those around a chain may end what `?.` leaves out. */
function unwrapped(node: SyntaxNode): SyntaxNode | undefined {
  if (node.kind !== "ParenthesizedExpression") return undefined;
  const inner = node.children.find(({ kind }) => kind !== "OpenParenToken");
  return inner && !chained.has(inner.kind) ? inner : undefined;
}

const closing = new Set(["CloseParenToken", "CloseBracketToken", "CloseBraceToken"]);

/** The children that mean something: without semicolons, commas before a closing bracket, and brackets of arrow functions. */
function kept(node: SyntaxNode): SyntaxNode[] {
  return node.children.filter(({ kind }, i) => {
    if (kind === "SemicolonToken") return node.kind === "ForStatement" || node.kind === "EmptyStatement";
    if (kind === "CommaToken") return !closing.has(node.children[i + 1]?.kind ?? "");
    const bracket = kind === "OpenParenToken" || kind === "CloseParenToken";
    return !(bracket && node.kind === "ArrowFunction");
  });
}
