import { digestOf, type HistoryEntry, type Json, type Skill, skillDigest } from "@portolan/core";
import type { z } from "zod";
import { exportsFunction } from "./candidate-rules.ts";
import { parseFrontmatter } from "./frontmatter.ts";
import { skillInvalid } from "./store-errors.ts";
import { skillMarkdown } from "./skill-markdown.ts";
import { SKILL_FILES } from "./store-layout.ts";
import { jsonLine, storedJson } from "./stored-json.ts";
import { evalsSchema, evidenceSchema, firstIssue, metadataSchema } from "./stored-schemas.ts";

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
  const cases = casesText(skill.evals);
  const evidence = storedJson(skill.evidence);
  // Digests of what will be read, not of what was given: JSON drops undefined fields.
  const digests = { evals: digestOf(JSON.parse(cases)), evidence: digestOf(JSON.parse(evidence)) };
  return {
    [SKILL_FILES.markdown]: skillMarkdown(skill, digests),
    [SKILL_FILES.source]: skill.source,
    [SKILL_FILES.cases]: cases,
    [SKILL_FILES.evidence]: evidence,
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
    evals: recorded(name, files, SKILL_FILES.cases, evalsSchema, head.evals),
    digest: head.digest,
    status: head.status,
    version: head.version,
    evidence: recorded(name, files, SKILL_FILES.evidence, evidenceSchema, head.evidence),
    ...(head.tags && { tags: head.tags }),
    ...(head.author !== undefined && { author: head.author }),
    ...(head["alias-of"] !== undefined && { aliasOf: head["alias-of"] }),
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

/** What a JSON file holds, if it is what SKILL.md records: the skill is trusted because of it. */
function recorded<T>(name: string, files: SkillFiles, file: string, schema: z.ZodType<T>, digest: string): T {
  const value = jsonIn(name, files, file);
  const parsed = checked(name, file, schema, value);
  if (digestOf(value) === digest) return parsed;
  throw skillInvalid(
    name,
    file,
    `does not hold what it says: SKILL.md records the digest ${digest.slice(0, 12)}`,
  );
}

function jsonIn(name: string, files: SkillFiles, file: string): Json {
  const text = textOf(name, files, file);
  try {
    return JSON.parse(text) as Json;
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

/** The text of cases: one a line, for a case is what a person compares. */
export function casesText({ examples, cases, properties, counterexamples }: Skill["evals"]): string {
  const lists = { cases, counterexamples, examples, properties };
  const fields = Object.entries(lists).flatMap(([name, list]) =>
    list ? [`  "${name}": ${listText(list)}`] : [],
  );
  return `{\n${fields.join(",\n")}\n}\n`;
}

function listText(cases: readonly object[]): string {
  if (cases.length === 0) return "[]";
  return `[\n    ${cases.map((one) => jsonLine(one).trimEnd()).join(",\n    ")}\n  ]`;
}

/** A value that nobody can change: what a store returns is shared. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const item of Object.values(value)) deepFreeze(item);
  }
  return value;
}
