import type { LinkedProgram } from "@portolan/core";
import { clip, textWidth } from "../output/text-width.ts";
import type { TerminalStream } from "../terminal/terminal.ts";
import { visible } from "../terminal/visible.ts";

/** A place in a source; lines and columns count from 1. */
export interface Place {
  line: number;
  column: number;
  sourceLine: string;
}

const indent = "  ";

/** A line of source with its number, and a caret under the column. */
export function sourceFrame({ line, column, sourceLine }: Place, stream: TerminalStream): string[] {
  const number = `${line} | `;
  const plain = visible(sourceLine.replaceAll("\t", " "));
  // Tabs and escapes take other widths than their characters, so the caret goes by what is printed.
  const before = visible(sourceLine.slice(0, column - 1).replaceAll("\t", " "));
  const width = stream.columns();
  const room = width === undefined ? undefined : Math.max(20, width - indent.length - number.length);
  const start = room !== undefined && textWidth(before) > room - 4 ? before.length - Math.floor(room / 2) : 0;
  const cut = start > 0 ? `…${plain.slice(start + 1)}` : plain;
  const text = room === undefined ? cut.trimEnd() : keepIndent(cut, room);
  const caret = `${" ".repeat(number.length + textWidth(before.slice(start)))}^`;
  return [`${indent}${stream.style("dim", number)}${text}`, `${indent}${stream.style("red", caret)}`];
}

/** Clips at the right alone: clipping takes spaces at the left away, which the caret counts. */
function keepIndent(text: string, columns: number): string {
  const lead = /^\s*/.exec(text)?.[0] ?? "";
  return lead + clip(text, columns - lead.length);
}

/** The place of a stack frame such as `heading-of.ts:3:12` or `#skills/first-line:1:40`, when it is in the program. */
export function placeOf(frame: string, program: LinkedProgram): (Place & { file: string }) | undefined {
  const match = /^(.*):(\d+):(\d+)$/.exec(frame);
  if (!match) return undefined;
  const file = match[1] as string;
  const source = file === `${program.name}.ts` ? program.source : program.modules[file];
  const line = Number(match[2]);
  const sourceLine = source?.split("\n")[line - 1];
  return sourceLine === undefined ? undefined : { file, line, column: Number(match[3]), sourceLine };
}
