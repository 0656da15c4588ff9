import { readFileSync } from "node:fs";

const pageBytes = 4096;
const megabyte = 1024 * 1024;

/** The processes that a process started, from its main thread; empty where it cannot be read (only Linux has /proc). */
export function childrenOf(pid: number): number[] {
  const text = readProcess(`/proc/${pid}/task/${pid}/children`) ?? "";
  return text.split(" ").filter(Boolean).map(Number);
}

/** The resident memory of processes together in MB; undefined where it cannot be read. */
export function residentMb(pids: readonly number[]): number | undefined {
  const pages = pids.flatMap((pid) => {
    const text = readProcess(`/proc/${pid}/statm`);
    return text === undefined ? [] : Number(text.split(" ")[1]);
  });
  if (pages.length === 0) return undefined;
  return (pages.reduce((sum, one) => sum + one, 0) * pageBytes) / megabyte;
}

function readProcess(path: string): string | undefined {
  if (process.platform !== "linux") return undefined;
  try {
    return readFileSync(path, "latin1");
  } catch {
    return undefined;
  }
}
