import { mkdirSync, rmSync, statSync } from "node:fs";

/** Read through memory, where the system's cache is: half of the time that reading into a cache of SQLite's own takes. */
export const MAPPED_BYTES = 2 ** 31 - 65_536;

/** Damaged pages, or a file that is no database. */
export function isDamage(error: unknown): boolean {
  return hasCode(error, [11, 26]);
}

/** Another process writes. */
export function isBusy(error: unknown): boolean {
  return hasCode(error, [5, 6]);
}

/** Node's own recursive `mkdir` never returns where a mount refuses with ENOENT. */
export function ensureFolderNow(path: string): void {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) mkdirSync(path);
}

/** Deletes a database with what SQLite keeps beside it. */
export function deleteDatabase(path: string): void {
  for (const suffix of ["", "-wal", "-shm"]) rmSync(`${path}${suffix}`, { force: true });
}

/** Another value when the file was deleted or replaced; `undefined` without one. */
export function fileIdentity(path: string): string | undefined {
  const stat = path === ":memory:" ? undefined : statSync(path, { throwIfNoEntry: false });
  return stat && `${stat.dev}.${stat.ino}`;
}

function hasCode(error: unknown, codes: readonly number[]): boolean {
  const code = (error as { errcode?: number }).errcode;
  return code !== undefined && codes.includes(code & 0xff);
}
