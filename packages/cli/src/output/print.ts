import type { Json } from "@portolan/core";
import type { TerminalStream } from "../terminal/terminal.ts";

/** Writes lines, each with its line end. */
export function printLines(stream: TerminalStream, lines: readonly string[]): void {
  if (lines.length > 0) stream.write(`${lines.join("\n")}\n`);
}

/** Writes one object on a line of its own. */
export function printJson(stream: TerminalStream, value: Readonly<Record<string, Json | undefined>>): void {
  stream.write(`${jsonText(value)}\n`);
}

/** JSON text in which every character that a stream would take out is escaped, so that it means the same. */
export function jsonText(value: Readonly<Record<string, Json | undefined>> | Json): string {
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
