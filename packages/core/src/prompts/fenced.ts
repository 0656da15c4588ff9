/** What looks like nothing, turns text around, or ends a line for some readers and not for others. */
const unseen = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Where servers of models see the end of a message: the marks of their chat templates. */
const marks = /<(?=\|)|<(?=\/?(?:s|start_of_turn|end_of_turn)>)|\[(?=\/?INST\])/g;

/**
 * Text that is data, in a block that it cannot close: its fence is longer than any run of backticks in it, and what a reader would
 * not see, or a server would take for the end of a message, stands there as `\u…`.
 */
export function fenced(text: string, info: string = ""): string {
  const shown = visibleText(text);
  const longest = Math.max(2, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${info}\n${shown}\n${fence}`;
}

/** Text as a block shows it, line by line. */
export function visibleText(text: string): string {
  return text.replaceAll("\r\n", "\n").replace(unseen, escaped).replace(marks, escaped);
}

function escaped(character: string): string {
  return Array.from(
    { length: character.length },
    (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, "0")}`,
  ).join("");
}
