import type { CatalogCounts } from "./catalog-counts.ts";
import type { CatalogDatabase, Row } from "./catalog-database.ts";
import type { GivenNumbers } from "./catalog-labels.ts";

/** What follows from a skill and from what it calls. */
interface Standing {
  usable: 0 | 1;
  /** The tools of it and of all that it calls: the number of a label, or `null` for a broken skill. */
  reach: number | null;
}

/**
 * Works out anew which skills are usable (active, and all that they call usable, as pinned) and what tools they reach,
 * from the changed ones upwards along their callers: the rest of the library is not looked at.
 * @returns the ids of all rows that changed, those given and still there included
 */
export function settleUsability(
  database: CatalogDatabase,
  counts: CatalogCounts,
  numbers: GivenNumbers,
  changed: readonly string[],
): Set<number> {
  const touched = new Set<number>();
  const given = new Set(changed);
  const queue = [...changed];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const row = database.one(
      "SELECT id, problem, status, alias_of, tools, reach, usable, listed, signature FROM skills WHERE name = ?",
      name,
    );
    // A changed skill's callers are asked once in any case: its digest may be another, or the skill gone.
    const first = given.delete(name);
    const moved = row ? settle(database, counts, numbers, name, row) : false;
    if (row && (moved || first)) touched.add(Number(row.id));
    if (moved || first) queue.push(...callersOf(database, name));
  }
  return touched;
}

function settle(
  database: CatalogDatabase,
  counts: CatalogCounts,
  numbers: GivenNumbers,
  name: string,
  row: Row,
): boolean {
  const id = Number(row.id);
  const { usable, reach } = standingOf(database, numbers, row);
  const listed = usable === 1 && row.alias_of === null ? 1 : 0;
  if (usable === row.usable && reach === row.reach && listed === row.listed) return false;
  if (listed !== row.listed) {
    counts.count(name, Number(row.signature), listed === 1 ? 1 : -1);
    database.run("UPDATE documents SET listed = ? WHERE name = ?", listed, name);
  }
  database.run("UPDATE skills SET usable = ?, reach = ?, listed = ? WHERE id = ?", usable, reach, listed, id);
  return true;
}

function standingOf(database: CatalogDatabase, numbers: GivenNumbers, row: Row): Standing {
  if (row.problem !== null) return { usable: 0, reach: null };
  const tools = new Set(JSON.parse(String(row.tools)) as string[]);
  const callees = database.all(
    `SELECT uses.digest AS pinned, skills.digest, skills.usable, labels.text AS reach FROM uses
      LEFT JOIN skills ON skills.name = uses.callee LEFT JOIN labels ON labels.id = skills.reach
      WHERE uses.caller = ?`,
    Number(row.id),
  );
  for (const { reach } of callees)
    if (reach !== null) for (const tool of JSON.parse(String(reach)) as string[]) tools.add(tool);
  const works = callees.every(({ pinned, digest, usable }) => pinned === digest && usable === 1);
  return {
    usable: row.status === "active" && works ? 1 : 0,
    reach: numbers.ofLabel("reach", JSON.stringify([...tools].toSorted())),
  };
}

function callersOf(database: CatalogDatabase, name: string): string[] {
  const rows = database.all(
    "SELECT skills.name FROM uses JOIN skills ON skills.id = uses.caller WHERE uses.callee = ?",
    name,
  );
  return rows.map((row) => String(row.name));
}
