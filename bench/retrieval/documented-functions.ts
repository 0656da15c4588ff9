import { isReservedWord } from "@portolan/core";

/** A function as its author wrote and described it. */
export interface ForeignFunction {
  name: string;
  /** As far as its comment or its annotations state the types; `unknown` where not. */
  signature: string;
  description: string;
  source: string;
}

const MOST_SOURCE_CHARS = 3_000;
const DOCUMENTED =
  /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*(?:export\s+)?(?:default\s+)?(?:static\s+)?(?:async\s+)?(?:(?:function\s+)?([A-Za-z_$][\w$]*)\s*\(|(?:const|var|let)\s+([A-Za-z_$][\w$]*)\s*=\s*(?:async\s+)?(?:function\s*\w*\s*)?\(|[A-Z]\w*(?:\.prototype)?\.([A-Za-z_$][\w$]*)\s*=\s*function\s*\w*\s*\()/g;

/** The functions of a file that have a comment which says what they do. */
export function functionsOf(text: string): ForeignFunction[] {
  return [...text.matchAll(DOCUMENTED)].flatMap((match) => {
    const [whole, comment = "", ...names] = match;
    const name = names.find((one) => one !== undefined);
    const description = descriptionOf(comment);
    if (!name || name === "constructor" || name.startsWith("_") || description.length < 12) return [];
    const open = match.index + whole.length - 1;
    const close = closing(text, open);
    const end = closing(text, text.indexOf("{", close));
    if (close < 0 || end < 0 || end - close > MOST_SOURCE_CHARS) return [];
    const start = match.index + whole.indexOf("*/") + 2;
    const source = text.slice(start, end + 1).trim();
    return [{ name, signature: signatureOf(text.slice(open + 1, close), comment), description, source }];
  });
}

function descriptionOf(comment: string): string {
  const lines = comment.split("\n").map((line) => line.replace(/^\s*\*?\s?/, ""));
  const end = lines.findIndex((line) => /^\s*(?:@|#|```|##)/.test(line));
  const words = lines.slice(0, end < 0 ? undefined : end).join(" ");
  return words
    .replace(/\{@\w+\s+([^}|]*)[^}]*\}/g, "$1")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 400);
}

function signatureOf(parameters: string, comment: string): string {
  const types = new Map<string, string>();
  for (const [, type = "", name = ""] of comment.matchAll(/@param\s+\{([^}]*)\}\s+\[?([\w$]+)/g))
    types.set(name, typeOf(type));
  const result = /@returns?\s+\{([^}]*)\}/.exec(comment)?.[1];
  const names = parameters
    .split(",")
    .flatMap((part) => /^\s*\.{0,3}([A-Za-z_$][\w$]*)/.exec(part)?.[1] ?? []);
  const listed = [...new Set(names)]
    .filter((name) => !isReservedWord(name))
    .map((name) => `${name}: ${types.get(name) ?? "unknown"}`);
  return `(${listed.join(", ")}) => ${result === undefined ? "unknown" : typeOf(result)}`;
}

/** The types of a comment in TypeScript, as far as they have a counterpart. */
function typeOf(text: string): string {
  const type = text.trim().replace(/^[(!?.]+|[)=]+$/g, "");
  if (type.includes("|")) return [...new Set(type.split("|").map(typeOf))].join(" | ");
  if (/^(?:number|integer|\w*Number|\w*Integer|float|int|PositiveInteger)$/.test(type)) return "number";
  if (/^string$/i.test(type)) return "string";
  if (/^bool(?:ean)?$/i.test(type)) return "boolean";
  const items = /^(?:Array|Readonly\w*)\.?<([^<>]*)>$/.exec(type)?.[1] ?? /^(\w+)\[\]$/.exec(type)?.[1];
  if (items !== undefined) return `${typeOf(items).includes("|") ? `(${typeOf(items)})` : typeOf(items)}[]`;
  if (/^(?:Array\w*|Collection|\w*Array)$/.test(type))
    return /^(?:Int|Uint|Float)/.test(type) ? "number[]" : "unknown[]";
  return "unknown";
}

/** Where what opens at `open` closes, quotation marks aside; -1 when it does not. */
function closing(text: string, open: number): number {
  if (open < 0) return -1;
  let depth = 0;
  for (let i = open; i < Math.min(text.length, open + 2 * MOST_SOURCE_CHARS); i++) {
    const char = text[i] as string;
    if ("([{".includes(char)) depth++;
    else if (")]}".includes(char) && --depth === 0) return i;
  }
  return -1;
}
