import { type Case, type Skill, skillDigest } from "@portolan/core";
import type { z } from "zod";
import { exportsFunction } from "./candidate-rules.ts";
import { parseFrontmatter } from "./frontmatter.ts";
import { skillInvalid } from "./store-errors.ts";
import { skillMarkdown } from "./skill-markdown.ts";
import { SKILL_FILES } from "./store-layout.ts";
import { jsonLine, storedJson } from "./stored-json.ts";
import {
  evalsSchema,
  evidenceSchema,
  firstIssue,
  type HistoryEntry,
  metadataSchema,
} from "./stored-schemas.ts";

/** Texts of a skill folder by relative path. */
export type SkillFiles = Record<string, string>;

/** The files of which a skill is read; its history is not among them. */
export const READ_FILES = [
  SKILL_FILES.markdown,
  SKILL_FILES.source,
  SKILL_FILES.cases,
  SKILL_FILES.evidence,
] as const;

/** Everything a new skill's folder holds. */
export function filesOfSkill(skill: Skill, history: HistoryEntry[]): SkillFiles {
  return {
    [SKILL_FILES.markdown]: skillMarkdown(skill),
    [SKILL_FILES.source]: skill.source,
    [SKILL_FILES.cases]: casesText(skill.evals),
    [SKILL_FILES.evidence]: storedJson(skill.evidence),
    [SKILL_FILES.history]: history.map(jsonLine).join(""),
  };
}

/**
 * Reads a skill from the texts of its folder and checks that they hold what they say. The skill is frozen: it is shared.
 * @throws PortolanError `skill-invalid` naming the folder, the file and what is wrong.
 */
export function skillOfFiles(name: string, files: SkillFiles): Skill {
  const { description, metadata } = headIn(name, files);
  const head = checked(name, SKILL_FILES.markdown, metadataSchema, metadata);
  const source = textOf(name, files, SKILL_FILES.source);
  const { signature, uses } = head;
  if (skillDigest({ source, signature, uses }) !== head.digest) {
    throw skillInvalid(
      name,
      SKILL_FILES.source,
      `is not the program of digest ${head.digest.slice(0, 12)} that SKILL.md records`,
    );
  }
  if (!exportsFunction(source, name)) {
    throw skillInvalid(name, SKILL_FILES.source, "does not export the function of the folder's name");
  }
  return deepFreeze({
    name,
    signature,
    source,
    description,
    uses,
    tools: head.tools,
    evals: checked(name, SKILL_FILES.cases, evalsSchema, jsonIn(name, files, SKILL_FILES.cases)),
    digest: head.digest,
    status: head.status,
    version: head.version,
    evidence: checked(name, SKILL_FILES.evidence, evidenceSchema, jsonIn(name, files, SKILL_FILES.evidence)),
  });
}

function headIn(name: string, files: SkillFiles): ReturnType<typeof parseFrontmatter> {
  const text = textOf(name, files, SKILL_FILES.markdown);
  try {
    const head = parseFrontmatter(text);
    if (head.name !== name) throw new Error(`names the skill "${head.name}"`);
    return head;
  } catch (cause) {
    throw skillInvalid(name, SKILL_FILES.markdown, (cause as Error).message, cause);
  }
}

function textOf(name: string, files: SkillFiles, file: string): string {
  const text = files[file];
  if (text === undefined) throw skillInvalid(name, file, "is missing");
  return text;
}

function jsonIn(name: string, files: SkillFiles, file: string): unknown {
  const text = textOf(name, files, file);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw skillInvalid(name, file, `is not JSON (${(cause as Error).message})`, cause);
  }
}

function checked<T>(name: string, file: string, schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success)
    throw skillInvalid(name, file, `holds a wrong value (${firstIssue(parsed.error)})`, parsed.error);
  return parsed.data;
}

/** One case a line: a case is what a person compares. */
function casesText({ examples, cases }: Skill["evals"]): string {
  return `{\n  "cases": ${listText(cases)},\n  "examples": ${listText(examples)}\n}\n`;
}

function listText(cases: Case[]): string {
  if (cases.length === 0) return "[]";
  return `[\n    ${cases.map((one) => jsonLine(one).trimEnd()).join(",\n    ")}\n  ]`;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const item of Object.values(value)) deepFreeze(item);
  }
  return value;
}
