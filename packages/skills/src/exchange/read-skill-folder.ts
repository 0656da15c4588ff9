import { join } from "node:path";
import { parse } from "yaml";
import { READ_FILES, type SkillFiles, skillOfFiles } from "../store/skill-files.ts";
import type { Offer, SourceOrigin } from "./offer.ts";
import type { PlainSkill } from "./plain-skill.ts";
import { offerOfSkill } from "./skill-origin.ts";
import { readText, type SourceFiles } from "./source-files.ts";

/** A folder of a source that has a SKILL.md. */
export interface SkillFolder {
  /** Relative to the source; `""` for the source itself. */
  path: string;
  /** Relative to the folder. */
  files: string[];
}

/** The folders that have a SKILL.md, in order of path; one within another belongs to the outer. */
export function skillFoldersIn({ paths }: SourceFiles): SkillFolder[] {
  const folders: string[] = [];
  const heads = paths.filter((path) => path === "SKILL.md" || path.endsWith("/SKILL.md"));
  for (const path of heads.map((head) => head.slice(0, -"SKILL.md".length)).toSorted())
    if (!folders.some((outer) => path.startsWith(outer))) folders.push(path);
  return folders.map((prefix) => ({
    path: prefix.slice(0, -1),
    files: paths.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length)),
  }));
}

/** Reads an Agent Skill; `read` gives the text of a file of its folder. */
type ReadPlain = (head: SkillHead, read: (file: string) => Promise<string>) => Promise<PlainSkill>;

/**
 * Reads a folder: as a skill of a store when its head has a digest, else as an Agent Skill whose signature is still unknown.
 * @throws Error that says why it offers nothing, for the caller to place
 */
export async function readSkillFolder(
  root: string,
  folder: SkillFolder,
  source: SourceOrigin,
  readPlain: ReadPlain,
): Promise<Offer | PlainSkill> {
  const read = (file: string): Promise<string> =>
    readText(join(root, folder.path, file)).catch((cause: Error) => {
      throw new Error(`${file} ${cause.message}`, { cause });
    });
  const markdown = await read("SKILL.md");
  const head = headOf(markdown);
  if (head.metadata["digest"] === undefined) return readPlain({ ...head, markdown, folder }, read);
  const files: SkillFiles = {};
  for (const file of READ_FILES) if (folder.files.includes(file)) files[file] = await read(file);
  const skill = skillOfFiles(String(head.name), files);
  if (skill.status !== "active") throw new Error(`is ${skill.status} in the source`);
  if (skill.aliasOf !== undefined) throw new Error(`is another name of ${skill.aliasOf} in the source`);
  return offerOfSkill(skill, source);
}

/** The head of a SKILL.md that anyone may have written. */
export interface SkillHead {
  name: unknown;
  description: unknown;
  licence: unknown;
  metadata: Record<string, unknown>;
  markdown: string;
  folder: SkillFolder;
}

function headOf(markdown: string): Omit<SkillHead, "markdown" | "folder"> {
  const text = /^\ufeff?---\r?\n([\s\S]*?)\r?\n---/.exec(markdown)?.[1];
  if (text === undefined) throw new Error("SKILL.md has no frontmatter between two --- lines");
  const head: unknown = yamlOf(text);
  if (typeof head !== "object" || head === null) throw new Error("SKILL.md has a frontmatter that is no map");
  const { name, description, license: licence, metadata } = head as Record<string, unknown>;
  const isMap = typeof metadata === "object" && metadata !== null;
  return { name, description, licence, metadata: isMap ? (metadata as Record<string, unknown>) : {} };
}

function yamlOf(text: string): unknown {
  try {
    // Aliases of YAML can make gigabytes of a few lines.
    return parse(text, { maxAliasCount: 0 });
  } catch (cause) {
    const [line] = (cause as Error).message.split("\n");
    throw new Error(`SKILL.md has a frontmatter that is not plain YAML (${line})`, { cause });
  }
}
