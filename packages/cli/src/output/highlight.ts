import type { TerminalStream } from "../terminal/terminal.ts";

const token =
  /(?<comment>\/\*[\s\S]*?\*\/|\/\/[^\n]*)|(?<text>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|(?<keyword>\b(?:async|await|break|case|const|continue|else|export|for|from|function|if|import|in|let|new|of|return|switch|throw|try|catch|type|typeof|while)\b)/g;

/** TypeScript with its comments, texts and keywords set apart, where the stream shows colors. */
export function highlight(source: string, stream: TerminalStream): string {
  return source.replace(token, (whole: string, ...rest: unknown[]) => {
    const groups = rest.at(-1) as { comment?: string; text?: string };
    // Line by line: a color that runs over a line end confuses pagers.
    const format = groups.comment ? "dim" : groups.text ? "green" : "cyan";
    return whole
      .split("\n")
      .map((line) => stream.style(format, line))
      .join("\n");
  });
}
