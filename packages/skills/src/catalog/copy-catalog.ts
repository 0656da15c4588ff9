import { existsSync, statSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import { CATALOG_STAMP } from "./catalog-schema.ts";

/**
 * Copies the catalogue of a store that must not be written into an empty database, and leaves its folder as it is.
 * @returns false when there is none of this program's, or it was written meanwhile: the copy may then hold anything
 */
export function copyCatalog(path: string, copy: DatabaseSync): boolean {
  const before = stampOf(path);
  if (before === undefined) return false;
  // Without a log nobody writes, and nothing but the file is needed: SQLite would make a log and an index of it otherwise.
  const immutable = existsSync(`${path}-wal`) ? "" : "&immutable=1";
  try {
    copy.exec(`ATTACH '${pathToFileURL(path).href.replaceAll("'", "''")}?mode=ro${immutable}' AS disk`);
  } catch {
    return false;
  }
  try {
    copy.exec("BEGIN");
    if (valueOf(copy, "stamp") !== CATALOG_STAMP || valueOf(copy, "places") === undefined) return false;
    for (const { type, name, sql } of schemaOf(copy)) {
      copy.exec(String(sql));
      const copied = `main."${String(name)}" SELECT * FROM disk."${String(name)}"`;
      if (type === "table") copy.exec(`INSERT INTO ${copied}`);
    }
    // Numbers of skills that are gone are not given again.
    copy.exec(
      "DELETE FROM main.sqlite_sequence; INSERT INTO main.sqlite_sequence SELECT * FROM disk.sqlite_sequence",
    );
    copy.exec("COMMIT");
    return immutable === "" || (stampOf(path) === before && !existsSync(`${path}-wal`));
  } catch {
    return false;
  } finally {
    if (copy.isTransaction) copy.exec("ROLLBACK");
    copy.exec("DETACH disk");
  }
}

/** Tables before their indices. */
function schemaOf(copy: DatabaseSync) {
  return copy
    .prepare(
      "SELECT type, name, sql FROM disk.sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type DESC",
    )
    .all();
}

function valueOf(copy: DatabaseSync, key: string): unknown {
  return copy.prepare("SELECT value FROM disk.meta WHERE key = ?").get(key)?.value;
}

function stampOf(path: string): string | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat && `${stat.ino}.${stat.size}.${stat.mtimeMs}`;
}
