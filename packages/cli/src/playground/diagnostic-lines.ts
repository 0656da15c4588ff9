import type { Diagnostic } from "@portolan/core";
import { foldForeign } from "../output/wrap.ts";
import type { TerminalStream } from "../terminal/terminal.ts";
import { visible } from "../terminal/visible.ts";
import { sourceFrame } from "./source-frame.ts";

const mostShown = 10;

/** What the checker complained of, each with its line of source and a caret. */
export function diagnosticLines(
  diagnostics: readonly Diagnostic[],
  file: string,
  stream: TerminalStream,
  level: "error" | "warning",
): string[] {
  const color = level === "error" ? "red" : "yellow";
  const lines = diagnostics.slice(0, mostShown).flatMap((diagnostic) => {
    const { message, line, column } = diagnostic;
    const head = `${stream.style(color, `${level}:`)} ${stream.style("bold", `${file}:${line}:${column}`)}`;
    const names = availableNames(diagnostic);
    const there = names.length > 0 ? foldForeign(`There is: ${names.join(", ")}`, stream) : [];
    return [
      ...foldForeign(`${head} ${visible(message)}`, stream),
      ...sourceFrame(diagnostic, stream),
      ...there,
    ];
  });
  const more = diagnostics.length - mostShown;
  return more > 0 ? [...lines, `… and ${more} more`] : lines;
}

/** What could have been named instead, where the checker says so and its message does not. */
function availableNames(diagnostic: Diagnostic): string[] {
  const { available, message } = diagnostic as Diagnostic & { available?: unknown };
  if (!Array.isArray(available)) return [];
  return available.filter((name) => typeof name === "string" && !message.includes(name));
}
