const mostChars = 300;

/** Text as one short line that cannot end a comment. */
export function oneLine(text: string, most: number = mostChars): string {
  const line = text
    // Only the beginning is looked at: descriptions may be of any length.
    .slice(0, 4 * most)
    .replace(/[\s\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ")
    .replaceAll("*/", "* /")
    .trim();
  const short = line.length > most ? `${line.slice(0, most - 1).trimEnd()}…` : line;
  return short.toWellFormed();
}

/** The first sentence of a text, as one short line. */
export function firstSentence(text: string): string {
  const line = oneLine(text);
  return /^.*?[.!?](?= |$)/.exec(line)?.[0] ?? line;
}

/** A doc comment of one line for each text that says something; nothing when none does. */
export function docComment(texts: readonly string[], indent: string = ""): string {
  const lines = texts.filter((text) => text !== "");
  if (lines.length === 0) return "";
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}\n`).join("")}${indent} */\n`;
}
