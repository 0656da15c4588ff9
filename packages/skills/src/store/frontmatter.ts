import { isNode, parse, parseDocument } from "yaml";

/** Longest description that the Agent Skills format allows, in characters. */
export const MAX_DESCRIPTION = 1024;

/** The first `---` line, after what editors of Windows put before it, the head, and all that follows it. */
const HEAD = /^(\ufeff?---\r?\n)(.*?)(\r?\n---[ \t]*(?:\r?\n.*)?)$/s;

/** The YAML head of a SKILL.md, as the Agent Skills format defines it. */
export interface Frontmatter {
  name: string;
  description: string;
  license?: string;
  /** What it needs to run. */
  compatibility?: string;
  metadata: Record<string, string>;
}

/** The head as text, between its two `---` lines. JSON strings are YAML scalars, so no text can break out of its field. */
export function frontmatterText({ name, description, metadata, ...more }: Frontmatter): string {
  const lines = ["---", `name: ${name}`, `description: ${scalar(description)}`];
  for (const [key, value] of Object.entries(more)) lines.push(`${key}: ${scalar(value)}`);
  lines.push("metadata:");
  for (const key of Object.keys(metadata).toSorted())
    lines.push(`  ${key}: ${scalar(metadata[key] as string)}`);
  return [...lines, "---", ""].join("\n");
}

/** Reads and checks the head of a SKILL.md; throws an Error that says what is wrong, for the caller to place. */
export function parseFrontmatter(markdown: string): Frontmatter {
  const [, text] = partsOf(markdown);
  const head: unknown = headAsWritten(text) ?? parseYaml(text);
  if (typeof head !== "object" || head === null || Array.isArray(head)) {
    throw new Error("has a frontmatter that is not a map");
  }
  const { name, description, metadata } = head as Record<string, unknown>;
  if (typeof name !== "string") throw new Error("has no name in its frontmatter");
  if (typeof description !== "string" || description.trim() === "") {
    throw new Error("has no description in its frontmatter");
  }
  if (description.length > MAX_DESCRIPTION) {
    throw new Error(`has a description of more than ${MAX_DESCRIPTION} characters`);
  }
  return { name, description, metadata: stringMap(metadata) };
}

/**
 * A SKILL.md with another value in its metadata; every other byte stays as people left it, line ends and comments included.
 * Throws an Error when the text does not read back so.
 */
export function withMetadata(markdown: string, key: string, value: string): string {
  const [open, head, rest] = partsOf(markdown);
  const node = parseDocument(head).getIn(["metadata", key], true);
  if (!isNode(node) || !node.range) throw new Error(`has no metadata.${key}`);
  const [start, end] = node.range;
  // A block scalar ends with its line; the next key must not move up to it.
  const space = /\s*$/.exec(head.slice(start, end))?.[0] ?? "";
  const changed = `${open}${head.slice(0, start)}${scalar(value)}${space}${head.slice(end)}${rest}`;
  if (parseFrontmatter(changed).metadata[key] === value) return changed;
  throw new Error(`has a metadata.${key} that cannot be changed by a program`);
}

/** A line of `frontmatterText`: a plain word after `name`, a JSON string after every other key. */
const LINE = /^( {2})?([a-z][a-z-]*):(?: ([a-z][a-z0-9-]*|"(?:[^"\\]|\\["\\bfnrt])*"))?$/;
/** Plain words that YAML takes for something else. */
const NO_TEXTS = new Set(["true", "false", "null"]);

/**
 * What the text holds if it is just as `frontmatterText` writes it, which is most of what is ever read: the YAML parser takes
 * longer than all else that is done with a skill. `undefined` for any other text.
 */
function headAsWritten(text: string): Record<string, unknown> | undefined {
  const head: Record<string, unknown> = {};
  let metadata: Record<string, unknown> | undefined;
  for (const line of text.split("\n")) {
    const [isWritten, indent, key = "", value] = LINE.exec(line) ?? [];
    const target = indent === undefined ? head : metadata;
    // Once there is metadata, the lines are its own.
    if (isWritten === undefined || !target || Object.hasOwn(target, key) || (metadata && target === head))
      return undefined;
    if (value === undefined) {
      if (key !== "metadata" || indent !== undefined) return undefined;
      head[key] = metadata = {};
    } else if (value.startsWith('"')) {
      // Where JSON allows less than YAML, YAML decides.
      if (/[\p{Cc}\u2028\u2029\ufeff]/u.test(value)) return undefined;
      target[key] = JSON.parse(value);
    } else {
      if (NO_TEXTS.has(value)) return undefined;
      target[key] = value;
    }
  }
  return metadata && Object.keys(metadata).length > 0 ? head : undefined;
}

function partsOf(markdown: string): [open: string, head: string, rest: string] {
  const match = HEAD.exec(markdown);
  if (!match) throw new Error("has no frontmatter between two --- lines");
  return match.slice(1) as [string, string, string];
}

function parseYaml(text: string): unknown {
  try {
    return parse(text);
  } catch (cause) {
    const line = (cause as Error).message.split("\n")[0];
    throw new Error(`has a frontmatter that is not YAML (${line})`, { cause });
  }
}

function stringMap(value: unknown): Record<string, string> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Error("has no metadata map in its frontmatter");
  }
  for (const [key, item] of Object.entries(value)) {
    if (typeof item !== "string") throw new Error(`has metadata.${key} that is not a string`);
  }
  return value as Record<string, string>;
}

/** JSON escapes less than YAML wants: these characters are not printable there. */
function scalar(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
