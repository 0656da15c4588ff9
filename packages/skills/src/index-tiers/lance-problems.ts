import { existsSync } from "node:fs";
import { type Embedder, type Skill, usableSkills } from "@portolan/core";
import { documentOf } from "../search/skill-document.ts";
import type { StoreProblem } from "../store/store-problem.ts";
import { indexFolder, stampOf } from "./index-stamp.ts";
import { lanceUri } from "./lance-location.ts";
import { connectLance } from "./lance-table.ts";
import { tableName } from "./lance-tier.ts";
import { storeName } from "./store-name.ts";

/** How the LanceDB table under `.portolan/` differs from the usable skills; nothing when there is none. */
export async function lanceProblems(
  root: string,
  skills: readonly Skill[],
  embedder: Embedder,
): Promise<StoreProblem[]> {
  const stamp = stampOf(embedder);
  const path = lanceUri("lancedb", indexFolder(root, stamp));
  // LanceDB is loaded only where there is a table to look at.
  if (!existsSync(path)) return [];
  const common = { path, repair: "deletes the index; the next search builds it of the folders" };
  try {
    const connection = await connectLance(path, undefined);
    const name = tableName(stamp, storeName(root));
    if (!(await connection.tableNames()).includes(name)) return [];
    const query = (await connection.openTable(name)).query().select(["id", "digest"]);
    const rows = (await query.toArray()) as { id: string; digest: string }[];
    connection.close();
    const listed = usableSkills([...skills]).filter(({ aliasOf }) => aliasOf === undefined);
    const wanted = new Set(listed.map((skill) => `${skill.name} ${documentOf(skill).textDigest}`));
    const matching = rows.filter(({ id, digest }) => wanted.has(`${id} ${digest}`)).length;
    const lacking = wanted.size - matching;
    const extra = rows.length - matching;
    if (lacking + extra === 0) return [];
    const message = `The index is behind: it lacks ${lacking} of ${wanted.size} skills, and has ${extra} rows of others.`;
    return [{ ...common, kind: "index-behind", severity: "notice", message }];
  } catch (error) {
    const message = `The index cannot be read: ${(error as Error).message}.`;
    return [{ ...common, kind: "index-wrong", severity: "error", message }];
  }
}
