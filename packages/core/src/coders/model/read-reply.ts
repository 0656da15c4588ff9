import { functionNameOf } from "../../program/program.ts";
import type { ModelReply } from "../../models/model.ts";

/** A program that a reply holds, or what to say to the model about a reply without one. */
export type ReadReply = { source: string } | { unusable: string };

/** Far above what any evaluator lets pass; what is longer is not looked at. */
const MOST_CHARACTERS = 100_000;

/** Marks of blocks that may hold the module. */
const CODE = new Set(["", "ts", "typescript", "mts", "tsx", "js", "javascript", "mjs", "jsx"]);

interface Block {
  info: string;
  text: string;
  closed: boolean;
}

/**
 * Finds the module in a reply: the last whole block that exports the function, else the last that exports anything (whose name the
 * check then corrects). It looks at lines of text only: what a stranger wrote is not parsed in this process.
 */
export function readReply({ text, finish }: Pick<ModelReply, "text" | "finish">, name: string): ReadReply {
  const clean = text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
  const blocks = blocksOf(clean);
  const code = blocks.filter(({ info, closed }) => closed && CODE.has(info));
  const wanted = functionNameOf(name);
  const found = code.findLast((block) => exportsName(block.text, wanted)) ?? code.findLast(exportsSomething);
  if (found && isCutInComment(found.text))
    return unusable(
      "A line of backticks inside the module ended its block",
      "Leave such lines out of its comments.",
    );
  if (found) return wholeModule(found.text.trimEnd());
  if (finish === "length")
    return unusable("It was cut off at the limit of a reply", "Write a shorter module, and nothing besides.");
  if (finish === "refusal")
    return unusable("You declined to answer", "The task asks for a pure function; write it.");
  if (finish === "filter")
    return unusable(
      "A filter of the endpoint cut it off",
      "Write the module without what may have caused that.",
    );
  if (finish === "tool-calls")
    return unusable(
      "It asked for a tool call, and there are none here",
      "What a module needs it imports; write the module.",
    );
  if (clean.trim() === "") return unusable("It was empty", `Answer with the module in one block marked ts.`);
  if (blocks.length === 0 && looksLikeCode(clean, wanted)) return wholeModule(clean.trim());
  if (blocks.some(({ closed }) => !closed))
    return unusable(
      "Its last block was not closed, so that the module may not be whole",
      "Write it again, whole, and close the block.",
    );
  if (blocks.length === 0)
    return unusable("It held no fenced block", "Answer with the module in one block marked ts.");
  if (code.length === 0) {
    const marks = [...new Set(blocks.map(({ info }) => info))].join(", ");
    return unusable(`Its blocks were marked ${marks}`, "Answer with TypeScript in one block marked ts.");
  }
  const isDefault = code.some((block) => /^[ \t]*export\s{1,20}default\b/m.test(block.text));
  if (isDefault) return unusable("Its function is a default export", `Write \`export function ${wanted}\`.`);
  return unusable(
    "None of its blocks exports anything",
    `Write \`export function ${wanted}\` in one block marked ts.`,
  );
}

function wholeModule(text: string): ReadReply {
  if (text.length <= MOST_CHARACTERS) return { source: `${text}\n` };
  return unusable(`Its module is ${text.length} characters long`, "Write a shorter one.");
}

/** Fenced blocks as Markdown has them, in lists too; one that is not closed goes to the end. */
function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let open: { indent: number; fence: string; info: string; lines: string[] } | undefined;
  for (const line of text.split("\n")) {
    const mark = /^( {0,12})(`{3,}|~{3,})[ \t]*([\w+#.-]*)/.exec(line);
    const [, spaces = "", fence = "", info = ""] = mark ?? [];
    if (open) {
      const isClosing = fence.startsWith(open.fence) && line.trim() === fence;
      if (!isClosing || spaces.length > open.indent + 3) {
        open.lines.push(withoutIndent(line, open.indent));
        continue;
      }
      blocks.push({ info: open.info, text: open.lines.join("\n"), closed: true });
      open = undefined;
    } else if (mark) open = { indent: spaces.length, fence, info: info.toLowerCase(), lines: [] };
  }
  if (open) blocks.push({ info: open.info, text: open.lines.join("\n"), closed: false });
  return blocks;
}

/** A line of a block without the spaces that its fence has before it. */
function withoutIndent(line: string, indent: number): string {
  const spaces = line.length - line.trimStart().length;
  return line.slice(Math.min(indent, spaces));
}

/** `name` is an identifier that we made of a kebab-case name. Spaces are counted, so that a reply of nothing else is read in one pass. */
function exportsName(text: string, name: string): boolean {
  return (
    new RegExp(
      `^[ \\t]*export\\s{1,20}(?:async\\s{1,20})?(?:function\\s{0,20}\\*?|const|let|var)\\s{0,20}\\b${name}\\b`,
      "m",
    ).test(text) || new RegExp(`^[ \\t]*export\\s{0,20}\\{[^}]{0,500}\\b${name}\\b`, "m").test(text)
  );
}

function exportsSomething({ text }: Block): boolean {
  return /^[ \t]*export\s{1,20}(?!default\b)(?:\{|(?:async|function|const|let|var|class|type|interface|enum)\b)/m.test(
    text,
  );
}

/** True where a comment that has lines to itself begins before the block or goes on after it. */
function isCutInComment(text: string): boolean {
  const opening = [...text.matchAll(/^[ \t]*\/\*/gm)].at(-1)?.index;
  return /^[ \t]*\*\//.test(text) || (opening !== undefined && text.indexOf("*/", opening + 2) < 0);
}

/** A module without a fence around it; prose before or after it is no module. */
function looksLikeCode(text: string, name: string): boolean {
  const trimmed = text.trim();
  const begins =
    /^(?:import\b|export\b|\/\*|\/\/|const\b|function\b|async function\b|type\b|interface\b)/.test(trimmed);
  return begins && exportsName(trimmed, name) && /[};]$/.test(trimmed);
}

function unusable(what: string, next: string): ReadReply {
  return { unusable: `Your reply could not be used. ${what}. ${next}` };
}
