import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { PortolanError } from "@portolan/core";
import { storeLayout } from "./store-layout.ts";
import { unwritable } from "./store-errors.ts";
import { takeLock } from "./process-lock.ts";

const POLL_MS = 5;

/** Callers of this process wait here, in order, so that only one of them polls for the lock. */
const queues = new Map<string, Promise<unknown>>();

/**
 * Runs `action` while no other process or caller holds the same lock of the store.
 * The lock is SQLite's lock on an empty file: the operating system drops it when its holder dies, so there is no stale lock.
 * @throws PortolanError `store-locked` after `timeoutMs`, naming the holder; `store-unwritable` on a read-only store.
 */
export async function withStoreLock<T>(
  root: string,
  name: "store" | "index",
  action: () => Promise<T>,
  timeoutMs = 30_000,
): Promise<T> {
  const path = join(resolve(storeLayout.hidden(root)), `${name}.lock`);
  const before = queues.get(path) ?? Promise.resolve();
  const turn = before.then(() => locked(root, path, action, timeoutMs));
  const settled = turn.catch(() => undefined);
  queues.set(path, settled);
  try {
    return await turn;
  } finally {
    if (queues.get(path) === settled) queues.delete(path);
  }
}

async function locked<T>(
  root: string,
  path: string,
  action: () => Promise<T>,
  timeoutMs: number,
): Promise<T> {
  using _ = await acquire(root, path, timeoutMs);
  await writeFile(`${path}.holder`, `${process.pid}\n`);
  return await action();
}

async function acquire(root: string, path: string, timeoutMs: number): Promise<Disposable> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const lock = takeStoreLock(root, path);
    if (lock) return lock;
    if (Date.now() >= deadline) throw await lockedError(root, path, timeoutMs);
    await sleep(POLL_MS * (1 + Math.random()));
  }
}

function takeStoreLock(root: string, path: string): Disposable | undefined {
  try {
    return takeLock(path);
  } catch (error) {
    throw unwritable(root, (error as Error).cause);
  }
}

async function lockedError(root: string, path: string, timeoutMs: number): Promise<PortolanError> {
  const holder = (await readFile(`${path}.holder`, "utf8").catch(() => "")).trim() || "unknown";
  return new PortolanError(
    "store-locked",
    `The store ${root} is being written by the process ${holder}, and was for ${timeoutMs} ms.`,
    { value: path, next: `Wait for the process ${holder}, or end it if it hangs; the lock goes with it.` },
  );
}
