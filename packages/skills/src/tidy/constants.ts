import type { Json } from "@portolan/core";
import { templateText } from "./normal-form.ts";
import { type Term, termKey } from "./term.ts";

/** A value that stands in a program as such. */
export interface Constant {
  /** `number`, `string`, `boolean`, or a list of such: `number[]`. */
  type: string;
  value: Json;
}

/** The constant that an expression is; undefined for all else, and for what JSON cannot hold. */
export function constantOf(term: Term): Constant | undefined {
  const { kind, text = "", children } = term;
  if (kind === "TrueKeyword" || kind === "FalseKeyword")
    return { type: "boolean", value: kind === "TrueKeyword" };
  if (kind === "NumericLiteral") return numberOf(text);
  if (kind === "PrefixUnaryExpression" && children[0]?.kind === "MinusToken") {
    const inner = constantOf(children[1] as Term);
    return typeof inner?.value === "number" && inner.value !== 0
      ? { type: "number", value: -inner.value }
      : undefined;
  }
  if (kind === "StringLiteral") return stringOf(text);
  if (kind === "NoSubstitutionTemplateLiteral")
    return text.includes("\\") ? undefined : { type: "string", value: text.slice(1, -1) };
  if (kind === templateText) return text.includes("\\") ? undefined : { type: "string", value: text };
  return kind === "ArrayLiteralExpression" ? listOf(children) : undefined;
}

const names = new Set([
  "PropertyAssignment",
  "PropertySignature",
  "MethodDeclaration",
  "PropertyDeclaration",
]);

/**
 * What terms must share to differ in constants only: their text with the type of each constant in its place. Types and the
 * names of properties keep theirs, for no parameter can stand there.
 */
export function skeletonOf(term: Term): string {
  const constant = constantOf(term);
  if (constant) return `#${constant.type}`;
  if (term.children.length === 0 || term.kind === "LiteralType") return termKey(term);
  const inner = term.children.map((child, i) =>
    i === 0 && names.has(term.kind) ? termKey(child) : skeletonOf(child),
  );
  return `[${JSON.stringify(term.kind)},${inner.join(",")}]`;
}

function numberOf(text: string): Constant | undefined {
  const value = Number(text.replaceAll("_", ""));
  return Number.isFinite(value) ? { type: "number", value } : undefined;
}

function stringOf(text: string): Constant | undefined {
  try {
    // Escapes that JSON does not have are rare, and no reason to take the language apart.
    const value = JSON.parse(text) as Json;
    return typeof value === "string" && value.isWellFormed() ? { type: "string", value } : undefined;
  } catch {
    return undefined;
  }
}

function listOf(children: readonly Term[]): Constant | undefined {
  const items = children.slice(1, -1).filter(({ kind }) => kind !== "CommaToken");
  const constants = items.map(constantOf);
  const [first] = constants;
  // A copy of a list of lists would share the inner ones.
  if (!first || first.type.endsWith("[]") || constants.some((one) => one?.type !== first.type))
    return undefined;
  return { type: `${first.type}[]`, value: constants.map((one) => one?.value ?? null) };
}
