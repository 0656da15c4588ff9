import type { TerminalStream } from "../terminal/terminal.ts";
import { textWidth } from "./text-width.ts";

/** Breaks a sentence into lines of at most so many columns; 100 where there is no terminal to fit. */
export function wrap(text: string, columns: number | undefined): string[] {
  const width = Math.min(100, columns ?? 100);
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && textWidth(longer) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

/** Breaks a text between words to fit the terminal; into a file it goes on one line. */
export function fold(text: string, stream: TerminalStream): string[] {
  const columns = stream.columns();
  return columns === undefined ? [text] : text.split("\n").flatMap((line) => wrap(line, columns));
}

const hanging = "    ";

/**
 * Breaks a text that a program may have chosen, and indents all lines but the first, so that none of them can pass as a line
 * of ours, such as `next:`. A word that is too long is broken too: the terminal would go on with it where a line begins.
 */
export function foldForeign(text: string, stream: TerminalStream): string[] {
  const columns = stream.columns();
  const given = text.replaceAll("\t", " ").split("\n");
  const width = columns === undefined ? undefined : columns - hanging.length;
  const lines =
    width === undefined
      ? given
      : given.flatMap((line) => wrap(line, width)).flatMap((line) => broken(line, width));
  return lines.map((line, i) => (i === 0 ? line : hanging + line));
}

function broken(line: string, width: number): string[] {
  const lines: string[] = [];
  let kept = "";
  // A code of our own colors is one piece that takes no room.
  // oxlint-disable-next-line no-control-regex -- it is what is to be found
  for (const piece of line.match(/\u001b\[\d+m|[^]/gu) ?? []) {
    if (textWidth(kept + piece) > width) {
      lines.push(kept);
      kept = "";
    }
    kept += piece;
  }
  return [...lines, kept];
}
