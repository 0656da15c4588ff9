import { readdirSync, readFileSync } from "node:fs";

/** The living processes below one, itself not included; empty where there is no /proc. */
export function descendantsOf(root: number): number[] {
  if (process.platform !== "linux") return [];
  const parents = new Map<number, number>();
  for (const entry of readdirSync("/proc")) {
    const parent = /^\d+$/.test(entry) ? parentOf(Number(entry)) : undefined;
    if (parent !== undefined) parents.set(Number(entry), parent);
  }
  const family: number[] = [];
  for (const queue = [root]; queue.length > 0;) {
    const parent = queue.pop();
    const children = [...parents.keys()].filter((pid) => parents.get(pid) === parent);
    queue.push(...children);
    family.push(...children);
  }
  return family;
}

/** Undefined for what is gone, or dead and only not yet collected. */
function parentOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    const [state, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return state === "Z" || state === "X" ? undefined : Number(parent);
  } catch {
    return undefined;
  }
}
