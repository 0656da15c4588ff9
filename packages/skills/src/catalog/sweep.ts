import { setImmediate as nextTurn } from "node:timers/promises";
import type { CatalogDatabase } from "./catalog-database.ts";
import { refreshRows } from "./catalog-writer.ts";
import type { SkillSource } from "./skill-source.ts";

/** Up to so many folders are looked at before every search: it takes a millisecond. */
const ALWAYS_SWEPT = 100;
/** Beyond, a sweep that took a time is not repeated within so many times that time. */
const REST = 20;
/** A look that takes longer is put off until an answer is out, and is not due merely because a store was opened. */
const LONG_LOOK_MS = 200;
/** Folders looked at in one go while searches may want to run. */
const SLICE = 512;
/** Rows written in one transaction: other processes wait for it. */
const BATCH = 256;

/** How a sweep goes on: folders looked at, of how many. */
export type Progress = (done: number, total: number) => void;

export interface SweepOptions {
  full?: boolean;
  /** Nobody has looked since the store was opened. */
  isFirst: boolean;
  now: () => number;
  alwaysSwept?: number;
  /** A look that takes long may be put off. */
  mayWait?: boolean;
  progress?: Progress;
}

/**
 * Finds folders that somebody other than this program changed (git, an editor), if it is time to look: those of a small
 * store always; of a larger one, added and removed folders always, and changed ones when it is looked at first, and whenever
 * the last look is long enough ago.
 * @returns whether a look is due that was put off
 */
export function sweep(database: CatalogDatabase, source: SkillSource, options: SweepOptions): boolean {
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
  const isLong = lastTime > LONG_LOOK_MS;
  const rested = !(swept <= now && now < swept + REST * lastTime);
  const isDue = full || (isFirst && !isLong) || rested || isSmall;
  const waits = isDue && isLong && options.mayWait === true && !full && !isSmall;
  if (isDue && !waits) {
    const changed = lookNow(database, source, full);
    const sweepTime = options.now() - now;
    refresh(database, source, changed, options.progress);
    if (!isSmall || changed.length > 0 || numbers.get("places") !== places)
      remember(database, { places, swept: now, sweepTime });
  } else if (numbers.get("places") !== places) {
    refresh(database, source, addedAndRemoved(database, source), options.progress);
    remember(database, { places });
  }
  return waits;
}

/** The look that was put off, in slices between which searches run. */
export async function sweepGently(
  database: CatalogDatabase,
  source: SkillSource,
  { now }: Pick<SweepOptions, "now">,
): Promise<void> {
  const swept = now();
  const places = source.placesStamp();
  const looks = changedNames(database, source, false);
  let sweepTime = 0;
  for (;;) {
    const start = now();
    const { done, value } = looks.next();
    sweepTime += now() - start;
    if (done) {
      refresh(database, source, value);
      remember(database, { places, swept, sweepTime });
      return;
    }
    await nextTurn();
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

function lookNow(database: CatalogDatabase, source: SkillSource, full: boolean): string[] {
  const looks = changedNames(database, source, full);
  for (;;) {
    const { done, value } = looks.next();
    if (done) return value;
  }
}

/** Looks at the folders, a slice a step, and returns the names of those that are not as their rows say. */
function* changedNames(
  database: CatalogDatabase,
  source: SkillSource,
  full: boolean,
): Generator<undefined, string[], undefined> {
  const rows = new Map<string, string>();
  for (const { name, stamps } of database.all("SELECT name, stamps FROM skills"))
    rows.set(String(name), String(stamps));
  const changed: string[] = [];
  for (const [i, name] of source.names().entries()) {
    if (i % SLICE === 0) yield;
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
