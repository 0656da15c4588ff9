import type { CatalogDatabase } from "./catalog-database.ts";
import { refreshRows } from "./catalog-writer.ts";
import type { SkillSource } from "./skill-source.ts";

/** Up to so many folders are looked at before every search: it takes a millisecond. */
const ALWAYS_SWEPT = 100;
/** Beyond, a sweep that took a time is not repeated within so many times that time. */
const REST = 20;
/** A store that was just opened is looked at if that takes no longer than this: its first answer waits for it. */
const FIRST_LOOK_MS = 200;
/** Rows written in one transaction: other processes wait for it. */
const BATCH = 256;

/** How a sweep goes on: folders looked at, of how many. */
export type Progress = (done: number, total: number) => void;

/**
 * Finds folders that somebody other than this program changed (git, an editor), if it is time to look: those of a small
 * store always; of a larger one, added and removed folders always, and changed ones when it is looked at first, and whenever
 * the last look is long enough ago.
 */
export function sweep(
  database: CatalogDatabase,
  source: SkillSource,
  options: { full?: boolean; now: () => number; isFirst: boolean; alwaysSwept?: number; progress?: Progress },
): void {
  const { full = false, isFirst, alwaysSwept = ALWAYS_SWEPT } = options;
  const now = options.now();
  const { isSmall, numbers } = database.remembered("sweep", () => ({
    isSmall: hasAtMost(database, alwaysSwept),
    numbers: new Map(
      database
        .all("SELECT key, value FROM meta WHERE key IN ('places', 'swept', 'sweepTime')")
        .map(({ key, value }) => [String(key), value]),
    ),
  }));
  // Taken before the folders are listed: one that is added meanwhile changes it once more.
  const places = source.placesStamp();
  const swept = Number(numbers.get("swept") ?? Number.NaN);
  const lastTime = Number(numbers.get("sweepTime") ?? 0);
  const rest = REST * lastTime;
  const rested = !(swept <= now && now < swept + rest);
  if (full || (isFirst && lastTime <= FIRST_LOOK_MS) || rested || isSmall) {
    const changed = changedNames(database, source, full);
    const sweepTime = options.now() - now;
    refresh(database, source, changed, options.progress);
    if (!isSmall || changed.length > 0 || numbers.get("places") !== places)
      remember(database, { places, swept: now, sweepTime });
  } else if (numbers.get("places") !== places) {
    refresh(database, source, addedAndRemoved(database, source), options.progress);
    remember(database, { places });
  }
}

/** Writes what is known of the folders as a whole. */
export function remember(database: CatalogDatabase, values: Record<string, string | number>): void {
  for (const [key, value] of Object.entries(values))
    database.run("INSERT OR REPLACE INTO meta VALUES (?, ?)", key, value);
}

function hasAtMost(database: CatalogDatabase, count: number): boolean {
  return database.one("SELECT id FROM skills ORDER BY id LIMIT 1 OFFSET ?", count) === undefined;
}

function changedNames(database: CatalogDatabase, source: SkillSource, full: boolean): string[] {
  const rows = new Map<string, string>();
  for (const { name, stamps } of database.all("SELECT name, stamps FROM skills"))
    rows.set(String(name), String(stamps));
  const changed: string[] = [];
  for (const name of source.names()) {
    const stamps = rows.get(name);
    rows.delete(name);
    // Not every folder is a skill: one without a file of a skill has no row, and gets none.
    if (stamps === undefined ? source.stamps(name) !== undefined : !source.isAs(name, stamps, full))
      changed.push(name);
  }
  return [...changed, ...rows.keys()];
}

function addedAndRemoved(database: CatalogDatabase, source: SkillSource): string[] {
  const rows = new Set(database.all("SELECT name FROM skills").map(({ name }) => String(name)));
  const added = source.names().filter((name) => !rows.delete(name));
  return [...added, ...rows];
}

function refresh(database: CatalogDatabase, source: SkillSource, names: string[], progress?: Progress): void {
  for (let i = 0; i < names.length; i += BATCH) {
    progress?.(i, names.length);
    database.transaction(() => refreshRows(database, source, names.slice(i, i + BATCH)));
  }
  if (names.length > 0) progress?.(names.length, names.length);
}
