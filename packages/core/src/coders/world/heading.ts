import { parseSignature, typeText } from "../../task/signature.ts";

/** What a program is called, and what it takes and gives. */
export interface Heading {
  /** kebab-case. */
  name: string;
  signature: string;
  doc: string;
}

/** `(count: number): Promise<number>` */
export function headOf({ signature }: Heading): string {
  const { parameters, result } = parseSignature(signature);
  const taken = parameters.map(({ name, type }) => `${name}: ${typeText(type)}`);
  return `(${taken.join(", ")}): ${typeText(result)}`;
}

/** The variable that holds how many are wanted: the parameter, or `1`. */
export function parameterOf({ signature }: Heading): string {
  return parseSignature(signature).parameters[0]?.name ?? "1";
}

/** A text for the inside of a comment. */
export function docOf(text: string): string {
  return text.replaceAll("*/", "*\\/").replace(/\s+/g, " ").trim();
}

/** @param number an expression, for signatures that give a number */
export function resultLines({ signature }: Heading, number: string): string[] {
  switch (resultOf(signature)) {
    case "number":
      return [`  return ${number};`];
    case "boolean":
      return ["  return true;"];
    case "null":
      return ["  return null;"];
    default:
      return ["  return;"];
  }
}

/** What a program gives in the end, without its promise: `number`. */
export function resultOf(signature: string): string {
  const text = typeText(parseSignature(signature).result);
  return /^Promise<(.+)>$/.exec(text)?.[1] ?? text;
}
