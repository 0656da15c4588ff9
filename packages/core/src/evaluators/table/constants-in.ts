import type { Json } from "../../json/json.ts";
import { argumentsOf, bare, memberOf, operationOf, visit } from "../../mutation/syntax-query.ts";
import type { SyntaxNode } from "../../sandbox/syntax-tree.ts";
import { textOfLiteral } from "./text-of-literal.ts";

/** Gives the value of an expression that is the same in every call, as far as that can be seen. */
export type ConstantOf = (node: SyntaxNode) => Json | undefined;

const mostNesting = 50;

/**
 * What is constant in a program: literals, and what is made of them in ways in which a table can be hidden: `JSON.parse` of a
 * text, texts that are split, joined or put together, and names of constants.
 */
export function constantsIn(root: SyntaxNode): ConstantOf {
  const named = new Map<string, SyntaxNode | undefined>();
  visit(root, (node) => {
    if (node.kind !== "VariableDeclaration") return;
    const [name] = node.children;
    const value = node.children.at(-1);
    // A name that stands for two things stands for none.
    if (name?.text !== undefined && value && value !== name)
      named.set(name.text, named.has(name.text) ? undefined : value);
  });
  const known = new Map<SyntaxNode, Json | undefined>();
  const constantOf: ConstantOf = (given) => {
    const node = bare(given);
    if (known.has(node)) return known.get(node);
    known.set(node, undefined);
    const value = valueOf(node, constantOf, named);
    known.set(node, value);
    return value;
  };
  return constantOf;
}

function valueOf(
  node: SyntaxNode,
  constantOf: ConstantOf,
  named: ReadonlyMap<string, SyntaxNode | undefined>,
): Json | undefined {
  const { kind, text = "" } = node;
  switch (kind) {
    case "NumericLiteral":
      return Number(text.replaceAll("_", ""));
    case "StringLiteral":
    case "NoSubstitutionTemplateLiteral":
      return textOfLiteral(text);
    case "TrueKeyword":
    case "FalseKeyword":
      return kind === "TrueKeyword";
    case "NullKeyword":
      return null;
    case "Identifier": {
      const value = named.get(text);
      return value && constantOf(value);
    }
    case "PrefixUnaryExpression": {
      const value = constantOf(node.children.at(-1) as SyntaxNode);
      return typeof value === "number" && node.children[0]?.text === "-" ? -value : undefined;
    }
    case "ArrayLiteralExpression":
      return allOf(withoutMarks(node), constantOf);
    case "ObjectLiteralExpression":
      return recordOf(withoutMarks(node), constantOf);
    case "BinaryExpression":
      return sumOf(node, constantOf);
    case "NewExpression":
    case "CallExpression":
      return resultOf(node, constantOf);
    default:
      return undefined;
  }
}

function withoutMarks({ children }: SyntaxNode): SyntaxNode[] {
  return children.filter(({ kind }) => !/^(?:Open|Close)|^CommaToken$/.test(kind));
}

function allOf(nodes: readonly SyntaxNode[], constantOf: ConstantOf): Json[] | undefined {
  const values = nodes.map(constantOf);
  return values.includes(undefined) ? undefined : (values as Json[]);
}

function recordOf(nodes: readonly SyntaxNode[], constantOf: ConstantOf): Json | undefined {
  const fields: [string, Json][] = [];
  for (const { kind, children } of nodes) {
    const [name] = children;
    const value = children.at(-1);
    if (kind !== "PropertyAssignment" || !name || !value) return undefined;
    const inner = name.kind === "ComputedPropertyName" ? (name.children[1] as SyntaxNode) : name;
    const key = inner.kind === "Identifier" && inner === name ? name.text : constantOf(inner);
    const held = constantOf(value);
    if (key === undefined || held === undefined) return undefined;
    fields.push([typeof key === "string" ? key : JSON.stringify(key), held]);
  }
  return Object.fromEntries(fields);
}

function sumOf(node: SyntaxNode, constantOf: ConstantOf): Json | undefined {
  const operation = operationOf(node);
  if (operation?.mark.kind !== "PlusToken") return undefined;
  const [left, right] = [constantOf(operation.left), constantOf(operation.right)];
  if (typeof left === "number" && typeof right === "number") return left + right;
  return isPlain(left) && isPlain(right) ? `${left}${right}` : undefined;
}

function isPlain(value: Json | undefined): value is string | number {
  return typeof value === "string" || typeof value === "number";
}

function resultOf(node: SyntaxNode, constantOf: ConstantOf): Json | undefined {
  const given = allOf(argumentsOf(node), constantOf);
  if (!given) return undefined;
  const [first] = given;
  if (node.kind === "NewExpression") return first;
  const member = memberOf(node.children[0]);
  if (!member) return undefined;
  const owner = member.on.text ?? "";
  if (owner === "JSON" && member.name === "parse")
    return typeof first === "string" ? parsed(first) : undefined;
  if (owner === "Object") return first;
  if (owner === "String" && member.name === "fromCharCode")
    return String.fromCharCode(...given.filter((code) => typeof code === "number"));
  const on = constantOf(member.on);
  if (typeof on === "string" && member.name === "split" && typeof first === "string") return on.split(first);
  if (Array.isArray(on) && member.name === "join") return on.join(typeof first === "string" ? first : ",");
  return typeof on === "string" && member.name === "trim" ? on.trim() : undefined;
}

function parsed(text: string): Json | undefined {
  let depth = 0;
  for (const char of text) {
    if (char === "[" || char === "{") depth++;
    if (depth > mostNesting) return undefined;
  }
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
