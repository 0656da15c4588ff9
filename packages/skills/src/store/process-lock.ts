import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { ensureFolder, PortolanError } from "@portolan/core";

const SQLITE_BUSY = 5;

/**
 * Takes an exclusive lock, or gives `undefined` while anybody else has it. It is SQLite's lock on an empty file: the operating system drops it when its holder dies, so there is no stale lock. The file stays, because
 * deleting it would let two have the lock: one on the old file, one on the new.
 * @throws PortolanError `store-unwritable`
 */
export function takeLock(path: string): Disposable | undefined {
  let database: DatabaseSync | undefined;
  try {
    ensureFolder(dirname(path));
    database = new DatabaseSync(path, { timeout: 0 });
    database.exec("BEGIN IMMEDIATE");
  } catch (cause) {
    database?.close();
    if ((cause as { errcode?: number }).errcode === SQLITE_BUSY) return undefined;
    throw new PortolanError("store-unwritable", `The folder ${dirname(path)} cannot be written.`, {
      value: `${path} (${(cause as Error).message})`,
      cause,
      next: "Make the folder writable, or choose another one with --store.",
    });
  }
  return { [Symbol.dispose]: () => database.close() };
}
