import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { PortolanError } from "@portolan/core";

/** Locks that this process holds: a file with our own pid that is not among them is an earlier process's. */
const held = new Set<string>();

/**
 * Takes an exclusive lock file that names this process, or gives `undefined` while another living process has it.
 * The file of a process that is gone counts for nothing.
 * @throws PortolanError `store-unwritable`
 */
export function takeLock(path: string): Disposable | undefined {
  const mine = JSON.stringify({ pid: process.pid, started: startOf(process.pid) });
  for (let tries = 0; tries < 3; tries++) {
    if (create(path, mine)) {
      held.add(path);
      return { [Symbol.dispose]: () => release(path) };
    }
    const owner = read(path);
    if (owner !== undefined && isAlive(path, owner)) return undefined;
    if (owner !== undefined) setAside(path, owner);
  }
  return undefined;
}

function create(path: string, text: string): boolean {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text, { flag: "wx" });
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "EEXIST" && read(path) !== undefined) return false;
    const folder = dirname(path);
    throw new PortolanError("store-unwritable", `The folder of traces cannot be written.`, {
      value: `${folder} (${(cause as Error).message})`,
      cause,
      next: "Make the folder writable, or choose another one with --store.",
    });
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

function release(path: string): void {
  held.delete(path);
  rmSync(path, { force: true });
}

/** Moves a dead owner's file away; if another process was quicker and the file is now its own, puts that back. */
function setAside(path: string, owner: string): void {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
    if (read(aside) === owner) rmSync(aside, { force: true });
    else renameSync(aside, path);
  } catch {
    // Somebody else moved it first: the next try sees what is there now.
  }
}

function isAlive(path: string, owner: string): boolean {
  const { pid, started } = parse(owner);
  if (pid === undefined) return false;
  if (pid === process.pid) return held.has(path);
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  return started === startOf(pid);
}

function parse(text: string): { pid?: number; started?: string | null } {
  try {
    return JSON.parse(text) as { pid?: number; started?: string | null };
  } catch {
    return {};
  }
}

/** When a process began, in Linux's clock ticks: a pid that was given to another process shows by it. */
function startOf(pid: number): string | null {
  const stat = read(`/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null;
}
