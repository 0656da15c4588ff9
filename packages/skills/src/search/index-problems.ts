import { type Embedder, type Skill } from "@portolan/core";
import type { StoreProblem } from "../store/store-problem.ts";
import { hasStamp, indexFolder, stampOf } from "./index-stamp.ts";
import { openLanceTable, readIndexRows } from "./lance-table.ts";
import { usableSkills } from "../store/pins.ts";
import { documentOf } from "./skill-document.ts";

/** How the index of this embedder differs from the folders; nothing when there is none yet. */
export async function indexProblems(
  root: string,
  skills: Skill[],
  embedder: Embedder,
): Promise<StoreProblem[]> {
  const stamp = stampOf(embedder);
  const path = indexFolder(root, stamp);
  // LanceDB is loaded only where there is an index to look at.
  if (!(await hasStamp(path, stamp))) return [];
  const common = { path, repair: "deletes the index; the next search builds it from the folders" };
  try {
    const table = await openLanceTable(path, stamp);
    const rows = table ? await readIndexRows(table) : new Map<string, string>();
    table?.close();
    const library = usableSkills(skills)
      .filter(({ aliasOf }) => aliasOf === undefined)
      .map(documentOf);
    const missing = library.filter(({ skill, textDigest }) => rows.get(skill.name) !== textDigest).length;
    const present = library.filter(({ skill }) => rows.has(skill.name)).length;
    const extra = rows.size - present;
    if (missing + extra === 0) return [];
    return [{ ...common, kind: "index-behind", severity: "notice", message: behindText(missing, extra) }];
  } catch (error) {
    const message = `The index cannot be read: ${(error as Error).message}`;
    return [{ ...common, kind: "index-wrong", severity: "error", message }];
  }
}

/** A sentence about one or both; never about none. */
function behindText(missing: number, extra: number): string {
  const parts = [
    ...(missing > 0 ? [`lacks ${counted(missing)} as now in the folders`] : []),
    ...(extra > 0 ? [`holds ${counted(extra)} that can no longer be found`] : []),
  ];
  return `The index is behind: it ${parts.join(" and ")}.`;
}

function counted(count: number): string {
  return count === 1 ? "1 skill" : `${count} skills`;
}
