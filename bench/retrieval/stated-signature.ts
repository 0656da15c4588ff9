const HEAD = /^\s*(?:export\s+)?(?:(?:const|let|var)\s+\w+\s*=\s*function\s*\w*\s*|function\s+\w+\s*)(?=\()/;

/** The signature of a TypeScript function that annotates what it takes and gives; `undefined` for any other text. */
export function statedSignature(source: string): string | undefined {
  const head = HEAD.exec(source);
  if (!head) return undefined;
  const close = closing(source, head[0].length);
  const colon = /^\s*:\s*/.exec(source.slice(close + 1));
  if (close < 0 || !colon) return undefined;
  const start = close + 1 + colon[0].length;
  const body = bodyOf(source, start);
  const [parameters, result] = [source.slice(head[0].length, close + 1), source.slice(start, body)];
  return body < 0 ? undefined : `${parameters} => ${result}`.replace(/\s+/g, " ").trim();
}

function closing(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    depth += change(text, i);
    if (depth === 0) return i;
  }
  return -1;
}

/** Where the body begins after a result type, which may have braces of its own. */
function bodyOf(text: string, start: number): number {
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    if (text[i] === "{" && depth === 0 && text.slice(start, i).trim() !== "") return i;
    depth += change(text, i);
  }
  return -1;
}

function change(text: string, i: number): number {
  const char = text[i] as string;
  if ("([{<".includes(char)) return 1;
  return ")]}".includes(char) || (char === ">" && text[i - 1] !== "=") ? -1 : 0;
}
