import { readFileSync } from "node:fs";

// The kernel reports times in these on every architecture.
const tickMs = 10;
let pageBytes = 0;

/** The resident memory of a process in MB; undefined where it cannot be read (only Linux has /proc) or the process is gone. */
export function residentMemoryMb(pid: number): number | undefined {
  const pages = residentPages(pid);
  if (pages === undefined) return undefined;
  // The size of a page differs between machines, and Node does not tell it; what it tells of this process does.
  pageBytes ||= 2 ** Math.round(Math.log2(process.memoryUsage.rss() / (residentPages(process.pid) ?? 1)));
  return (pages * pageBytes) / (1024 * 1024);
}

/** The time that a process has computed so far, in ms, to some 10 ms; undefined as above. */
export function computedMs(pid: number): number | undefined {
  // Fields 14 and 15, counted from behind the name, which may hold anything.
  const fields = read(pid, "stat")?.split(") ").at(-1)?.split(" ");
  return fields === undefined ? undefined : (Number(fields[11]) + Number(fields[12])) * tickMs;
}

function residentPages(pid: number): number | undefined {
  const pages = read(pid, "statm")?.split(" ")[1];
  return pages === undefined ? undefined : Number(pages);
}

function read(pid: number, file: string): string | undefined {
  if (process.platform !== "linux") return undefined;
  try {
    return readFileSync(`/proc/${pid}/${file}`, "latin1");
  } catch {
    return undefined;
  }
}
