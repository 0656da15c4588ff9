import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { PortolanError, type Skill, type SkillStatus } from "@portolan/core";
import { placeFile } from "./atomic-write.ts";
import { withMetadata } from "./frontmatter.ts";
import { activeCallers } from "./pins.ts";
import type { SkillFolders } from "./skill-folders.ts";
import { readHistory } from "./skill-history.ts";
import { skillInvalid } from "./store-errors.ts";
import { SKILL_FILES, storeLayout } from "./store-layout.ts";
import { jsonLine } from "./stored-json.ts";
import type { HistoryEntry } from "./stored-schemas.ts";

/** The new texts of a skill whose status changes. */
interface StatusChange {
  name: string;
  status: SkillStatus;
  history: string;
  markdown: string;
}

/** An entry of a skill's history: what it is now, and why. */
export function historyOf({ version, digest, status }: Skill, reason: string): HistoryEntry {
  return { version, digest, status, reason };
}

/**
 * Changes the status of a skill, and makes all that call it deprecated when it leaves the library; call it under the store's
 * lock. Nothing is written unless every text could be made. The skill's history line comes first and says what was asked
 * for; its SKILL.md comes last. So a kill in between leaves no caller active whose callee is not, and a line that
 * `checkStore` finds and a repair completes.
 * @throws PortolanError `skill-invalid` when a SKILL.md or a history cannot be written anew.
 */
export async function changeStatus(
  root: string,
  folders: SkillFolders,
  skill: Skill,
  status: SkillStatus,
  reason: string,
): Promise<void> {
  // A repeated change goes on as well: callers may have been left over.
  const callers = status === "active" ? [] : activeCallers(skill.name, folders.readAll().skills);
  const why = `calls ${skill.name}, which is ${status}`;
  const left = await Promise.all(callers.map((caller) => planned(root, caller, "deprecated", why)));
  const own = skill.status === status ? undefined : await planned(root, skill, status, reason);
  if (own) await placeHistory(root, own);
  for (const change of left) {
    await placeHistory(root, change);
    await placeMarkdown(root, folders, change);
  }
  if (own) await placeMarkdown(root, folders, own);
}

async function planned(
  root: string,
  skill: Skill,
  status: SkillStatus,
  reason: string,
): Promise<StatusChange> {
  const { name } = skill;
  const entries = [...(await readHistory(root, skill)), historyOf({ ...skill, status }, reason)];
  const markdown = await readFile(pathOf(root, name, SKILL_FILES.markdown), "utf8");
  try {
    return {
      name,
      status,
      history: entries.map(jsonLine).join(""),
      markdown: withMetadata(markdown, "status", status),
    };
  } catch (cause) {
    throw skillInvalid(name, SKILL_FILES.markdown, (cause as Error).message, cause);
  }
}

async function placeHistory(root: string, { name, history }: StatusChange): Promise<void> {
  await placeFile(root, pathOf(root, name, SKILL_FILES.history), history);
}

/** SKILL.md decides, so it is read back: a change that did not take effect must not look like one. */
async function placeMarkdown(root: string, folders: SkillFolders, change: StatusChange): Promise<void> {
  const { name, status, markdown } = change;
  await placeFile(root, pathOf(root, name, SKILL_FILES.markdown), markdown);
  const now = folders.read(name);
  if (now && !(now instanceof PortolanError) && now.status === status) return;
  throw skillInvalid(name, SKILL_FILES.markdown, `was given the status ${status} and does not have it`);
}

function pathOf(root: string, name: string, file: string): string {
  return join(storeLayout.skill(root, name), file);
}
