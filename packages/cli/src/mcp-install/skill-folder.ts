import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readSettings, writeSettings } from "./settings-file.ts";

/** What became of the skill that teaches an agent to use the library. */
export interface SkillChange {
  file: string;
  /** `edited`: a person changed it, so it was left alone. */
  change: "added" | "updated" | "unchanged" | "removed" | "absent" | "edited";
}

const shipped = new URL("../../agent-skills/use-portolan/SKILL.md", import.meta.url);
const seal = /^<!-- portolan: ([0-9a-f]{64}) -->\n?/m;

/**
 * Puts `use-portolan` into an agent's folder of skills. It ends with a digest of itself, by which a later version, or a removal, knows
 * that nobody edited it.
 * @throws PortolanError `config`
 */
export async function installSkill(skills: string): Promise<SkillChange> {
  const file = fileIn(skills);
  const text = await sealedText();
  const existing = await readSettings(file);
  if (existing === text) return { file, change: "unchanged" };
  if (existing !== undefined && !isSealed(existing)) return { file, change: "edited" };
  await writeSettings(file, text, existing);
  return { file, change: existing === undefined ? "added" : "updated" };
}

/** Takes it away again, with the folders within those of `kept` that are empty then; fails as `installSkill` does. */
export async function removeSkill(skills: string, kept: readonly string[]): Promise<SkillChange> {
  const file = fileIn(skills);
  const existing = await readSettings(file);
  if (existing === undefined) return { file, change: "absent" };
  if (!isSealed(existing)) return { file, change: "edited" };
  await writeSettings(file, undefined, existing, kept);
  return { file, change: "removed" };
}

function fileIn(skills: string): string {
  return join(skills, "use-portolan", "SKILL.md");
}

async function sealedText(): Promise<string> {
  const text = await readFile(shipped, "utf8");
  return `${text}\n<!-- portolan: ${digestOf(text)} -->\n`;
}

function isSealed(text: string): boolean {
  const digest = seal.exec(text)?.[1];
  return digest !== undefined && digest === digestOf(text.replace(`\n<!-- portolan: ${digest} -->\n`, ""));
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
