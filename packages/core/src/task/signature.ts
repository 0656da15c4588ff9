import { PortolanError } from "../errors/portolan-error.ts";
import { isReservedWord } from "./reserved-words.ts";

/** A type of the values programs take and return; `other` is TypeScript that only the type checker understands. */
export type ValueType =
  | { kind: "number" | "string" | "boolean" }
  | { kind: "array"; of: ValueType }
  | { kind: "record"; fields: Record<string, ValueType> }
  | { kind: "other"; text: string };

/** A parameter of a signature. */
export interface Parameter {
  name: string;
  type: ValueType;
}

/** A parsed signature: `(xs: number[], n: number) => number[]`. */
export interface Signature {
  parameters: Parameter[];
  result: ValueType;
}

/**
 * Reads a signature as suites and skills write it: `(name: Type, …) => Type`.
 * @throws PortolanError `signature-invalid` when the text is not of that form.
 */
export function parseSignature(text: string): Signature {
  const arrow = topLevelArrow(text);
  const head = text.slice(0, arrow).trim();
  if (arrow < 0 || !head.startsWith("(") || !head.endsWith(")")) throw invalid(text);
  const inner = head.slice(1, -1).trim();
  const parameters = inner === "" ? [] : splitTopLevel(inner, ",").map((part) => parameterOf(part, text));
  requireNames(parameters, text);
  return { parameters, result: parseType(text.slice(arrow + 2)) };
}

/** Two parameters of one name, or one that is a word of the language: no program could have that signature. */
function requireNames(parameters: readonly Parameter[], text: string): void {
  const names = parameters.map(({ name }) => name);
  for (const [index, name] of names.entries()) {
    if (names.indexOf(name) < index) throw invalid(text, `has two parameters named ${name}`);
    if (isReservedWord(name)) throw invalid(text, `has a parameter named ${name}, a word of the language`);
  }
}

/** Reads one type: `number[]`, `{ name: string; tags: string[] }`, `Array<string>`; anything else is `other`. */
export function parseType(text: string): ValueType {
  const type = text.trim();
  if (type === "number" || type === "string" || type === "boolean") return { kind: type };
  if (type.endsWith("[]") && isWhole(type.slice(0, -2))) {
    return { kind: "array", of: parseType(type.slice(0, -2)) };
  }
  if (/^(Readonly)?Array<.*>$/s.test(type)) {
    return { kind: "array", of: parseType(type.slice(type.indexOf("<") + 1, -1)) };
  }
  if (type.startsWith("(") && type.endsWith(")") && isWhole(type)) return parseType(type.slice(1, -1));
  if (type.startsWith("{") && type.endsWith("}")) return recordOf(type);
  return { kind: "other", text: type };
}

/** A type as TypeScript text. */
export function typeText(type: ValueType): string {
  switch (type.kind) {
    case "array": {
      const of = typeText(type.of);
      return type.of.kind === "other" ? `(${of})[]` : `${of}[]`;
    }
    case "record": {
      const fields = Object.entries(type.fields).map(([name, field]) => `${name}: ${typeText(field)}`);
      return `{ ${fields.join("; ")} }`;
    }
    case "other":
      return type.text;
    default:
      return type.kind;
  }
}

/** A signature as TypeScript text, normalised: equal signatures have equal text. */
export function signatureText(signature: Signature): string {
  const parameters = signature.parameters.map(({ name, type }) => `${name}: ${typeText(type)}`);
  return `(${parameters.join(", ")}) => ${typeText(signature.result)}`;
}

function recordOf(type: string): ValueType {
  const fields: Record<string, ValueType> = {};
  for (const part of splitTopLevel(type.slice(1, -1), ";,")) {
    if (part.trim() === "") continue;
    const match = /^\s*([A-Za-z_$][\w$]*)\s*:(.*)$/s.exec(part);
    if (!match) return { kind: "other", text: type };
    fields[match[1] as string] = parseType(match[2] as string);
  }
  return { kind: "record", fields };
}

function parameterOf(part: string, whole: string): Parameter {
  const match = /^\s*([A-Za-z_$][\w$]*)\s*:(.+)$/s.exec(part);
  if (!match) throw invalid(whole);
  return { name: match[1] as string, type: parseType(match[2] as string) };
}

function topLevelArrow(text: string): number {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if (depth === 0 && text.startsWith("=>", i)) return i;
    depth += depthChange(text, i);
  }
  return -1;
}

function splitTopLevel(text: string, separators: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    depth += depthChange(text, i);
    if (depth === 0 && separators.includes(text[i] as string)) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  return [...parts, text.slice(start)];
}

/** True when no union or arrow at the top level would make a suffix bind to a part only. */
function isWhole(text: string): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if (depth === 0 && i > 0 && (text[i] === "|" || text[i] === "&" || text[i] === ")")) return false;
    depth += depthChange(text, i);
    if (depth === 0 && text[0] === "(" && i < text.length - 1 && text[i] === ")") return false;
  }
  return depth === 0;
}

function depthChange(text: string, i: number): number {
  const char = text[i] as string;
  if ("([{<".includes(char)) return 1;
  if (char === ">" && text[i - 1] === "=") return 0;
  return ")]}>".includes(char) ? -1 : 0;
}

function invalid(text: string, why = "is not a function signature"): PortolanError {
  return new PortolanError("signature-invalid", `"${text}" ${why}.`, {
    value: text,
    next: "Write it as (xs: number[], n: number) => number[].",
  });
}
