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
