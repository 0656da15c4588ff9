import { readdirSync, readFileSync } from "node:fs";

/** The living processes below one, itself not included; empty where there is no /proc. */
export function descendantsOf(root: number): number[] {
  const parents = new Map(processes().map((pid) => [pid, parentOf(pid)]));
  const family: number[] = [];
  for (const queue = [root]; queue.length > 0;) {
    const parent = queue.pop();
    const children = [...parents.keys()].filter((pid) => parents.get(pid) === parent);
    queue.push(...children);
    family.push(...children);
  }
  return family;
}

/** Processes that this one started and that have not ended, whatever they are. */
export function childProcesses(): number[] {
  return processes().filter((pid) => parentOf(pid) === process.pid);
}

/** Those of them that run programs. */
export function runnerProcesses(): number[] {
  return childProcesses().filter((pid) => /\/runner\/main\.[jt]s/.test(read(pid, "cmdline")));
}

/** False for a process that is gone, or dead and only not yet collected. */
export function isAlive(pid: number): boolean {
  return parentOf(pid) !== undefined;
}

/** What processes that this one started computed until they ended, in milliseconds. */
export function endedChildrenMs(): number {
  const fields = read(process.pid, "stat").split(") ").at(-1)?.split(" ") ?? [];
  return (Number(fields[13]) + Number(fields[14])) * 10;
}

function processes(): number[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

function parentOf(pid: number): number | undefined {
  const [state, parent] = read(pid, "stat").split(") ").at(-1)?.split(" ") ?? [];
  return !parent || state === "Z" || state === "X" ? undefined : Number(parent);
}

function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "latin1");
  } catch {
    return "";
  }
}
