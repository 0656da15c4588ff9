import { PortolanError, type Skill } from "@portolan/core";
import { agentSkillFiles, type FileTexts } from "./agent-skill-files.ts";
import { calleesOf, chosenSkills, type ExportStore } from "./chosen-skills.ts";
import { parquetOf } from "./parquet-file.ts";
import { type ExportTarget, placeFileAt, placeFolderAt } from "./place-export.ts";
import { recordLine, recordOf, type SkillRecord } from "./skill-record.ts";

/** Folders that any agent reads, or one file with all that a store needs to take the skills on. */
export type ExportFormat = "agent-skills" | "jsonl" | "parquet";

/** What is exported, and how. */
export interface ExportOptions extends ExportTarget {
  /** As the ending of the path says when absent: `.jsonl`, `.parquet`, else folders. */
  format?: ExportFormat;
  /** All active skills when empty. */
  names?: readonly string[];
  /** Also what the named skills call, as skills of their own; true when absent. */
  withCallees?: boolean;
  /** Also earlier versions; files only. */
  allVersions?: boolean;
}

/** What was written. */
export interface ExportReport {
  format: ExportFormat;
  /** Names of the skills, in order. */
  skills: string[];
  /** Left out, and why. */
  skipped: { name: string; reason: string }[];
}

/**
 * Writes active skills for others, whole or not at all; equal skills give equal bytes.
 * @throws PortolanError `skill-unknown`, `usage`, `store-invalid`, `store-unwritable`
 */
export async function exportSkills(store: ExportStore, options: ExportOptions): Promise<ExportReport> {
  const format = options.format ?? formatOf(options.path);
  if (options.allVersions && format === "agent-skills")
    throw new PortolanError("usage", "Earlier versions fit into a file only.", {
      value: options.path,
      next: "Export to a .jsonl or .parquet file.",
    });
  const named = await chosenSkills(store, options.names ?? []);
  const callees = await calleesOf(named, store);
  const all = options.withCallees === false ? named : [...named, ...callees];
  const skills = all.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  if (format === "agent-skills") return exportFolders(skills, store, options);
  const records = (await Promise.all(skills.map((skill) => recordsOf(skill, store, options)))).flat();
  await placeFileAt(options, format === "jsonl" ? records.map(recordLine).join("") : parquetOf(records));
  return { format, skills: skills.map(({ name }) => name), skipped: [] };
}

async function exportFolders(
  skills: readonly Skill[],
  store: ExportStore,
  target: ExportTarget,
): Promise<ExportReport> {
  const files: FileTexts = {};
  const skipped: ExportReport["skipped"] = [];
  const written: string[] = [];
  for (const skill of skills) {
    const callees = await calleesOf([skill], store);
    const tools = [skill, ...callees].flatMap((one) => one.tools);
    if (tools.length > 0) {
      skipped.push({
        name: skill.name,
        reason: `it needs the tools ${[...new Set(tools)].join(", ")}, which plain Node has not`,
      });
      continue;
    }
    written.push(skill.name);
    for (const [path, text] of Object.entries(agentSkillFiles(skill, callees)))
      files[`${skill.name}/${path}`] = text;
  }
  await placeFolderAt(target, files);
  return { format: "agent-skills", skills: written, skipped };
}

async function recordsOf(
  skill: Skill,
  store: ExportStore,
  { allVersions }: ExportOptions,
): Promise<SkillRecord[]> {
  const earlier = allVersions ? (await store.versions(skill.name)).slice(0, -1) : [];
  return [...earlier.map((one) => recordOf(one, false)), recordOf(skill, true)];
}

function formatOf(path: string): ExportFormat {
  if (path.endsWith(".jsonl")) return "jsonl";
  return path.endsWith(".parquet") ? "parquet" : "agent-skills";
}
