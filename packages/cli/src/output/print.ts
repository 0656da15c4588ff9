import type { Json } from "@portolan/core";
import type { TerminalStream } from "../terminal/terminal.ts";

/** Writes lines, each with its line end. */
export function printLines(stream: TerminalStream, lines: readonly string[]): void {
  if (lines.length > 0) stream.write(`${lines.join("\n")}\n`);
}

/** Writes one object on a line of its own. */
export function printJson(stream: TerminalStream, value: Readonly<Record<string, Json | undefined>>): void {
  stream.write(`${JSON.stringify(value)}\n`);
}
