import { parseSignature, signatureText } from "@portolan/core";

/** A function as a declaration shows it. */
export interface DeclaredFunction {
  /** camelCase. */
  symbol: string;
  signature: string;
}

const declaration = /^export declare function ([A-Za-z_$][\w$]*)(.*)$/gm;

/**
 * The one function that the declaration of a module shows.
 * @throws Error that says what is wrong, for the caller to place
 */
export function declaredFunction(text: string | undefined): DeclaredFunction {
  const found = [...(text ?? "").matchAll(declaration)];
  const symbols = new Set(found.map((match) => match[1] as string));
  const [first] = found;
  if (!first) throw new Error("exports no function, or is not TypeScript that can be read");
  if (symbols.size > 1)
    throw new Error(`exports ${symbols.size} functions (${[...symbols].join(", ")}), not one`);
  if (found.length > 1) throw new Error(`has ${found.length} overloads; a skill has one signature`);
  if (/^(?:interface|type|enum|class|export type|export interface) /m.test(text ?? ""))
    throw new Error("names types of its own in its signature; write them out, such as { name: string }");
  return { symbol: first[1] as string, signature: arrow(first[2] as string) };
}

/** `(xs: number[]): number;` as `(xs: number[]) => number`. */
function arrow(rest: string): string {
  if (rest.startsWith("<")) throw new Error("is generic; a skill has a signature without type parameters");
  const end = closing(rest);
  const result = /^: (.*);$/.exec(rest.slice(end + 1))?.[1];
  if (end < 0 || result === undefined) throw new Error(`has a signature that cannot be read: ${rest}`);
  // A parameter that may be left out can be given; what a function promises is awaited by whoever calls it.
  const parameters = rest.slice(0, end + 1).replace(/([(,]\s*[A-Za-z_$][\w$]*)\?:/g, "$1:");
  const awaited = /^Promise<(.*)>$/.exec(result)?.[1] ?? result;
  return signatureText(parseSignature(`${parameters} => ${awaited}`));
}

/** The index of the bracket that closes the first one. */
function closing(text: string): number {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if ("([{".includes(text[i] as string)) depth++;
    if (")]}".includes(text[i] as string) && --depth === 0) return i;
  }
  return -1;
}
