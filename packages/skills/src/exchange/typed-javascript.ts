/**
 * A JavaScript module as TypeScript: the types that JSDoc gives to the parameters and the result of the exported function
 * stand in its head. It works on text, for heads of plain names on one line; any other source stays as it is, and the type
 * checker says what is missing.
 */
export function typedJavaScript(source: string): string {
  const head = /\b(export\s+(?:async\s+)?function\s+[\w$]+\s*)\(([\w$\s,]*)\)(\s*\{)/.exec(source);
  if (!head) return source;
  const [whole, opening, names, brace] = head as unknown as [string, string, string, string];
  const doc = commentBefore(source.slice(0, head.index));
  if (doc === undefined) return source;
  const parameters = names
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "")
    .map((name) => annotated(name, typeOf(doc, "@param", name)));
  const result = typeOf(doc, "@returns?", "");
  const typed = `${opening}(${parameters.join(", ")})${result ? `: ${result}` : ""}${brace}`;
  return source.replace(whole, () => typed);
}

/** The JSDoc comment that a text ends with. */
function commentBefore(text: string): string | undefined {
  const before = text.trimEnd();
  return before.endsWith("*/") ? before.slice(before.lastIndexOf("/**")) : undefined;
}

/** The type between the braces after a tag. */
function typeOf(doc: string, tag: string, name: string): string | undefined {
  for (const match of doc.matchAll(new RegExp(`${tag}\\s*\\{`, "g"))) {
    const start = match.index + match[0].length;
    const end = closingBrace(doc, start);
    if (end < 0) continue;
    const following = /^\s*([\w$]*)/.exec(doc.slice(end + 1))?.[1];
    if (name === "" || following === name) return doc.slice(start, end).trim();
  }
  return undefined;
}

function closingBrace(text: string, from: number): number {
  let depth = 1;
  for (let i = from; i < text.length; i++) {
    if (text[i] === "{") depth++;
    if (text[i] === "}" && --depth === 0) return i;
  }
  return -1;
}

function annotated(name: string, type: string | undefined): string {
  return type === undefined ? name : `${name}: ${type}`;
}
