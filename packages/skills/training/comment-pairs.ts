/** A description and what it describes, as texts that are still to be split into words. */
export interface DocPair {
  name: string;
  /** The first two sentences. */
  summary: string;
  /** Further sentences, and what is said of parameters and result. */
  details: string;
  params: string;
  code: string;
}

const CODE_CHARACTERS = 900;
const COMMENT = /\/\*\*(?!\/)([\s\S]*?)\*\//g;

const MODIFIERS = String.raw`(?:(?:export|default|declare|public|private|protected|static|readonly|abstract|override|async|get|set|final)\s+)*`;
const DECLARATIONS = [
  new RegExp(String.raw`^${MODIFIERS}(?:function\*?|class|interface|type|enum|namespace|module)\s+([\w$]+)`),
  new RegExp(String.raw`^${MODIFIERS}(?:const|let|var|external)\s+([\w$]+)`),
  /^(?:[\w$]+\.)+(?:prototype\.)?([\w$]+)\s*=/,
  new RegExp(String.raw`^${MODIFIERS}\*?["']?#?([\w$]+)["']?\s*[?!]?\s*[(:=<,;]`),
];

/** The pairs of a JavaScript or TypeScript text: each documentation comment with the declaration that follows it. */
export function commentPairs(text: string): DocPair[] {
  const pairs: DocPair[] = [];
  for (const match of text.matchAll(COMMENT)) {
    const end = match.index + match[0].length;
    const after = text.slice(end, end + CODE_CHARACTERS);
    const comment = plainComment(match[1] as string);
    const code = withoutLeadingNoise(after);
    const name = tagged(comment, "name|function|method|func") ?? declaredName(code);
    if (!name || name === "constructor" || name === "exports") continue;
    const pair = pairOf(name, comment, code);
    if (pair) pairs.push(pair);
  }
  return pairs;
}

/** The first two sentences of a text, and the rest. */
function sentencesOf(text: string): { summary: string; rest: string } {
  const parts = text.split(/(?<=[.!?])\s+(?=[A-Z`'"(])/);
  return { summary: parts.slice(0, 2).join(" "), rest: parts.slice(2).join(" ") };
}

function pairOf(name: string, comment: string, code: string): DocPair | undefined {
  const [body = "", ...tags] = comment.split(/(?:^|\n)\s*@(?=[a-zA-Z])/);
  const said = tags.flatMap((tag) => {
    const read = /^(\w+)\s*(?:\{(?:[^{}]|\{[^{}]*\})*\})?\s*([\s\S]*)$/.exec(tag);
    return read && /^(description|desc|summary|param|returns?|arg)$/.test(read[1] as string)
      ? [{ tag: read[1] as string, text: read[2] as string }]
      : [];
  });
  const description = said.find(({ tag }) => /^(description|desc|summary)$/.test(tag))?.text;
  const result = said.find(({ tag }) => tag.startsWith("return"))?.text ?? "";
  const { summary, rest } = sentencesOf(oneLine(body) || oneLine(description ?? "") || oneLine(result));
  if (!/[a-z]{2,}.*\s.*[a-z]{2,}/i.test(summary)) return undefined;
  const others = said.filter(({ tag }) => /^(param|arg|return)/.test(tag)).map((one) => oneLine(one.text));
  const params = /^[^({=;]{0,80}\(([^)]{0,300})\)/.exec(code)?.[1] ?? "";
  return { name, summary, details: `${rest} ${others.join(" ")}`.trim(), params, code };
}

function plainComment(comment: string): string {
  return comment
    .replaceAll(/^[ \t]*\*[ \t]?/gm, "")
    .replaceAll(/```[\s\S]*?(?:```|$)/g, " ")
    .replaceAll(/<(?:pre|script|example)\b[\s\S]*?<\/(?:pre|script|example)>/g, " ")
    .replaceAll(/\{@\w+\s+([^}|]*)[^}]*\}/g, "$1")
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replaceAll(/https?:\S+/g, " ")
    .replaceAll(/<\/?[a-z][^>]*>/gi, " ");
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

function tagged(comment: string, tags: string): string | undefined {
  const found = new RegExp(String.raw`(?:^|\n)\s*@(?:${tags})\s+([\w$.#~]+)`).exec(comment)?.[1];
  return found?.split(/[.#~]/).findLast((part) => part !== "");
}

function withoutLeadingNoise(after: string): string {
  let code = after.split("/**")[0] as string;
  for (let before = ""; before !== code;) {
    before = code;
    code = code.trimStart().replace(/^(?:\/\/[^\n]*\n|@\w+(?:\([^)]*\))?|\/\*[\s\S]*?\*\/)/, "");
  }
  return firstDeclaration(code);
}

/** Up to the brace that closes the first one, or to the end of a statement that has none. */
function firstDeclaration(code: string): string {
  let depth = 0;
  for (let i = 0; i < code.length; i++) {
    const character = code[i];
    if (character === "{") depth++;
    else if (character === "}" && --depth <= 0) return code.slice(0, i + 1);
    else if (depth === 0 && (character === ";" || (character === "\n" && code[i + 1] === "\n"))) {
      return code.slice(0, i);
    }
  }
  return code;
}

function declaredName(code: string): string | undefined {
  for (const declaration of DECLARATIONS) {
    const name = declaration.exec(code)?.[1];
    if (name) return name;
  }
  return undefined;
}
