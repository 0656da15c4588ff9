import type { SyntaxNode } from "@portolan/core";

const declaring = new Set([
  "VariableDeclaration",
  "Parameter",
  "BindingElement",
  "FunctionDeclaration",
  "FunctionExpression",
  "ClassDeclaration",
  "ClassExpression",
  "TypeParameter",
  "TypeAliasDeclaration",
  "InterfaceDeclaration",
]);

const patterns = new Set(["ObjectBindingPattern", "ArrayBindingPattern"]);

/** The names that a program gives to something of its own, imports left out. */
export function namesDeclaredIn(root: SyntaxNode): Set<string> {
  const names = new Set<string>();
  const walk = (node: SyntaxNode): void => {
    if (declaring.has(node.kind)) {
      const name = bindingNameOf(node);
      if (name?.text) names.add(name.text);
    }
    node.children.forEach(walk);
  };
  walk(root);
  return names;
}

/** Every identifier of a program, properties included. */
export function identifiersIn(root: SyntaxNode): Set<string> {
  const names = new Set<string>();
  const walk = (node: SyntaxNode): void => {
    if (node.kind === "Identifier" && node.text) names.add(node.text);
    node.children.forEach(walk);
  };
  walk(root);
  return names;
}

/** The name that a declaration declares, unless it is a pattern. */
export function bindingNameOf(node: SyntaxNode): SyntaxNode | undefined {
  const colon = node.children.findIndex(({ kind }) => kind === "ColonToken");
  // `{ property: name }`; everywhere else a colon stands before a type.
  const from = node.kind === "BindingElement" ? colon + 1 : 0;
  const name = node.children.slice(from).find(({ kind }) => kind === "Identifier" || patterns.has(kind));
  return name?.kind === "Identifier" ? name : undefined;
}

/** True for `{ name }` and for what it takes apart: the name of a property and of a local in one. */
export function isShorthand(node: SyntaxNode, parent: SyntaxNode): boolean {
  if (node.kind === "ShorthandPropertyAssignment") return true;
  const [first] = node.children;
  return (
    node.kind === "BindingElement" &&
    parent.kind === "ObjectBindingPattern" &&
    first?.kind === "Identifier" &&
    first === bindingNameOf(node)
  );
}

const nameKinds = new Set([
  "Identifier",
  "ComputedPropertyName",
  "StringLiteral",
  "NumericLiteral",
  "PrivateIdentifier",
]);
const named = new Set([
  "PropertyAssignment",
  "PropertySignature",
  "PropertyDeclaration",
  "MethodDeclaration",
  "MethodSignature",
  "GetAccessor",
  "SetAccessor",
  "NamedTupleMember",
  "MetaProperty",
]);

/** The child of a node that is the name of a property, and so of nothing in the program. */
export function propertyNameOf(node: SyntaxNode): SyntaxNode | undefined {
  const { kind, children } = node;
  if (kind === "PropertyAccessExpression" || kind === "QualifiedName") return children.at(-1);
  // `{ [name]: value }` has a name that is none of these, and a value that may look like one.
  const first = named.has(kind) ? children.find((child) => nameKinds.has(child.kind)) : children[0];
  const isName = named.has(kind) || (kind === "BindingElement" && children[1]?.kind === "ColonToken");
  return isName && first?.kind === "Identifier" ? first : undefined;
}

/** What each imported name stands for, as `#skills/sum:sum`; undefined when something else than names is imported. */
export function importsOf(root: SyntaxNode): Map<string, string> | undefined {
  const imports = new Map<string, string>();
  for (const statement of root.children) {
    if (statement.kind !== "ImportDeclaration") continue;
    const clause = statement.children.find(({ kind }) => kind === "ImportClause");
    const [names, ...others] = clause?.children ?? [];
    const specifier = statement.children.find(({ kind }) => kind === "StringLiteral")?.text?.slice(1, -1);
    if (names?.kind !== "NamedImports" || others.length > 0 || specifier === undefined) return undefined;
    for (const one of names.children.filter(({ kind }) => kind === "ImportSpecifier")) {
      const [imported, local = imported] = one.children.filter(({ kind }) => kind === "Identifier");
      if (!imported?.text || !local?.text) return undefined;
      imports.set(local.text, `${specifier}:${imported.text}`);
    }
  }
  return imports;
}
