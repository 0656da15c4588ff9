/** Part of an S-expression: a list, a text, or a word (numbers included). */
export type SExpression = SExpression[] | { text: string } | string;

/** A top-level expression and its line, from 1; or why reading stopped, and where. */
export type ReadExpressions = {
  expressions: { value: SExpression; line: number }[];
  error?: { what: string; line: number };
};

/** Lists may be nested so deep. */
const deepest = 200;

/** Reads S-expressions as SMT-LIB writes them: `;` comments to the end of a line, a quote inside a text is doubled. */
export function readSExpressions(source: string): ReadExpressions {
  const expressions: ReadExpressions["expressions"] = [];
  const open: { items: SExpression[]; line: number }[] = [];
  const token = /\s+|;[^\n]*|"((?:[^"]|"")*)"|\||([()])|([^\s()";|]+)|"/gy;
  let line = 1;
  while (token.lastIndex < source.length) {
    const match = token.exec(source);
    if (!match) return { expressions, error: { what: "it cannot be read on", line } };
    const [whole, text, parenthesis, word] = match;
    const at = line;
    line += whole.split("\n").length - 1;
    if (whole === '"') return { expressions, error: { what: "a text is not closed", line: at } };
    if (whole === "|") return { expressions, error: { what: "quoted symbols are not read", line: at } };
    if (parenthesis === "(") {
      open.push({ items: [], line: at });
      if (open.length > deepest) return { expressions, error: { what: "it is nested too deeply", line: at } };
      continue;
    }
    const closed = parenthesis === ")" ? open.pop() : undefined;
    if (parenthesis === ")" && !closed)
      return { expressions, error: { what: "a parenthesis closes nothing", line: at } };
    const value = closed?.items ?? (text === undefined ? word : { text: text.replaceAll('""', '"') });
    if (value === undefined) continue;
    const parent = open.at(-1);
    if (parent) parent.items.push(value);
    else expressions.push({ value, line: closed?.line ?? at });
  }
  const unclosed = open.at(-1);
  if (unclosed) return { expressions, error: { what: "a parenthesis is not closed", line: unclosed.line } };
  return { expressions };
}
