import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { type Skill, usableSkills } from "@portolan/core";
import { documentOf } from "../search/skill-document.ts";
import type { StoreProblem } from "../store/store-problem.ts";
import { CATALOG_STAMP } from "./catalog-schema.ts";
import { SkillCatalog } from "./skill-catalog.ts";
import { SkillSource } from "./skill-source.ts";

/** How the catalogue differs from the folders, which hold these skills; nothing when there is none of this program's. */
export function catalogProblems(root: string, skills: readonly Skill[]): StoreProblem[] {
  const path = SkillCatalog.pathIn(root);
  if (!existsSync(path)) return [];
  const common = { path, repair: "brings the catalogue level with the folders, or makes it anew" };
  try {
    const database = new DatabaseSync(path, { readOnly: true, timeout: 5_000 });
    try {
      if (valueOf(database, "stamp") !== CATALOG_STAMP) return [];
      const usable = new Set(usableSkills([...skills]).map(({ name }) => name));
      const changed = changedNames(database, root);
      // Before the first search a catalogue has what was written through it; the rest has yet to be found.
      const behind = hasBeenLevel(database)
        ? changed.filter((name) => usable.has(name) || isListed(database, name))
        : [];
      // What calls a changed skill is out of date as well, though its own folder is not.
      const wrong = changed.length === 0 ? wrongNames(database, skills, usable) : [];
      return [
        ...(behind.length > 0
          ? [
              {
                ...common,
                kind: "index-behind",
                severity: "notice",
                message: behindText(behind.length),
              } as const,
            ]
          : []),
        ...(wrong.length > 0 || !hasRightTotals(database)
          ? [{ ...common, kind: "index-wrong", severity: "error", message: wrongText(wrong) } as const]
          : []),
      ];
    } finally {
      database.close();
    }
  } catch (error) {
    const message = `The catalogue cannot be read: ${(error as Error).message}.`;
    return [{ ...common, kind: "index-wrong", severity: "error", message }];
  }
}

/** Folders that changed since their rows were written. */
function changedNames(database: DatabaseSync, root: string): string[] {
  const source = new SkillSource(root);
  const rows = database.prepare("SELECT name, stamps FROM skills").all();
  const stamps = new Map(rows.map((row) => [String(row.name), String(row.stamps)]));
  const names = new Set([...stamps.keys(), ...source.names()]);
  return [...names].filter((name) => source.stamps(name)?.join(" ") !== stamps.get(name));
}

/** Skills of which a row says something else than the folder that it was made of. */
function wrongNames(database: DatabaseSync, skills: readonly Skill[], usable: ReadonlySet<string>): string[] {
  const row = database.prepare(
    "SELECT digest, status, text_digest, usable, listed FROM skills WHERE name = ?",
  );
  return skills
    .filter((skill) => {
      const { digest, status, text_digest, usable: works, listed } = row.get(skill.name) ?? {};
      const isUsable = usable.has(skill.name);
      return (
        digest !== skill.digest ||
        status !== skill.status ||
        text_digest !== documentOf(skill).textDigest ||
        (works === 1) !== isUsable ||
        (listed === 1) !== (isUsable && skill.aliasOf === undefined)
      );
    })
    .map(({ name }) => name);
}

function hasBeenLevel(database: DatabaseSync): boolean {
  return valueOf(database, "places") !== undefined;
}

function isListed(database: DatabaseSync, name: string): boolean {
  return database.prepare("SELECT listed FROM skills WHERE name = ?").get(name)?.listed === 1;
}

function hasRightTotals(database: DatabaseSync): boolean {
  const sums = database
    .prepare(
      "SELECT count(*) AS documents, ifnull(sum(length), 0) AS length FROM documents NATURAL JOIN skills WHERE listed = 1",
    )
    .get();
  return (["documents", "length"] as const).every(
    (key) => Number(valueOf(database, key) ?? 0) === sums?.[key],
  );
}

function valueOf(database: DatabaseSync, key: string): unknown {
  return database.prepare("SELECT value FROM meta WHERE key = ?").get(key)?.value;
}

function behindText(count: number): string {
  return `The catalogue is behind: ${count === 1 ? "1 folder has" : `${count} folders have`} changed since the last search.`;
}

function wrongText(names: string[]): string {
  if (names.length === 0) return "The catalogue is wrong: it has miscounted the words of the library.";
  const more = names.length > 3 ? ` and ${names.length - 3} more` : "";
  return `The catalogue is wrong: it says something else than the folders about ${names.slice(0, 3).join(", ")}${more}.`;
}
