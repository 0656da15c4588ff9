import { readdirSync, readFileSync } from "node:fs";

/** The processes on this machine that this one started to run or check programs; Linux only, empty elsewhere. */
export function runnerProcesses(): number[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => parentOf(pid) === process.pid && /\/runner\/main\.[jt]s/.test(read(pid, "cmdline")));
}

/** Processes that this one started and that have not ended, whatever they are. */
export function childProcesses(): number[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => parentOf(pid) === process.pid);
}

/** What processes that this one started computed until they ended, in milliseconds. */
export function endedChildrenMs(): number {
  const fields = read(process.pid, "stat").split(") ").at(-1)?.split(" ") ?? [];
  return (Number(fields[13]) + Number(fields[14])) * 10;
}

function parentOf(pid: number): number {
  return Number(read(pid, "stat").split(") ").at(-1)?.split(" ")[1]);
}

function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "latin1");
  } catch {
    return "";
  }
}
