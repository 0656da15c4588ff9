import { readFileSync } from "node:fs";

/** A fenced block of a Markdown page. */
export interface Snippet {
  /** Language and what follows it: `ts`, `console`, `ts no-run`. */
  info: string;
  text: string;
  /** Line of its first line of text, from 1. */
  line: number;
}

/** One command of a `console` block and the output the page shows for it. */
export interface Command {
  command: string;
  /** Lines; `…` stands for any text, and alone on a line for any number of lines. */
  output: string[];
}

/** The fenced blocks of a page, in order. */
export function snippetsOf(path: string | URL): Snippet[] {
  const snippets: Snippet[] = [];
  let open: Snippet | undefined;
  for (const [index, line] of readFileSync(path, "utf8").split("\n").entries()) {
    const fence = /^```(.*)$/.exec(line);
    if (open && fence) {
      snippets.push(open);
      open = undefined;
    } else if (open) open.text += `${line}\n`;
    else if (fence) open = { info: (fence[1] as string).trim(), text: "", line: index + 2 };
  }
  return snippets;
}

/** Splits a `console` block at its `$ ` lines; a command may go on after a trailing backslash. */
export function commandsOf(text: string): Command[] {
  const commands: Command[] = [];
  for (const line of text
    .replace(/\\\n\s*/g, "")
    .trimEnd()
    .split("\n")) {
    if (line.startsWith("$ ")) commands.push({ command: line.slice(2), output: [] });
    else commands.at(-1)?.output.push(line.trimEnd());
  }
  return commands;
}

/** A pattern that matches what a page shows. */
export function patternOf(output: readonly string[]): RegExp {
  const lines = output.map((line) =>
    line.trim() === "…" ? "(?:.*\\n)*?" : `${line.split("…").map(literally).join(".*")}[ ]*\\n`,
  );
  return new RegExp(`^${lines.join("")}$`);
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
