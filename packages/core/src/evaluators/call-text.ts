import type { Json } from "../json/json.ts";

const most = 300;

/** Arguments as a call shows them: `([1, 2], "a")`, cut where they are long. */
export function callText(input: readonly Json[]): string {
  return `(${input.map((value) => cut(JSON.stringify(value))).join(", ")})`;
}

/** A value as JSON text, cut where it is long; that there is none where there is none. */
export function valueText(value: Json | undefined): string {
  return value === undefined ? "no value" : cut(JSON.stringify(value));
}

function cut(text: string): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
