import { readFileSync } from "node:fs";

const pageBytes = 4096;

/** The resident memory of a process in MB; undefined where it cannot be read (only Linux has /proc) or the process is gone. */
export function residentMemoryMb(pid: number): number | undefined {
  if (process.platform !== "linux") return undefined;
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, "latin1").split(" ")[1]);
    return (pages * pageBytes) / (1024 * 1024);
  } catch {
    return undefined;
  }
}
