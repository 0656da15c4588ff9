import { openSync, readdirSync, readFileSync } from "node:fs";

type Stdio = readonly ("ignore" | "pipe" | "ipc")[];

// Linux's O_CLOEXEC; Node's constants do not have it.
const closedOnExec = 0o2000000;
let nothing: number | undefined;

/**
 * The given stdio, and /dev/null in place of every other descriptor that a child would inherit. Node opens none like that,
 * but whoever started this process may have left it some, and Node closes them only up to the first gap.
 */
export function stdioOfChild(stdio: Stdio): (Stdio[number] | number)[] {
  const covered: (Stdio[number] | number)[] = [...stdio];
  for (const descriptor of inheritable()) {
    if (descriptor < stdio.length) continue;
    while (covered.length < descriptor) covered.push("ignore");
    covered[descriptor] = nothing ??= openSync("/dev/null", "r");
  }
  return covered;
}

/** In rising order; empty where there is no /proc. */
function inheritable(): number[] {
  if (process.platform !== "linux") return [];
  const all = read(() => readdirSync("/proc/self/fd")) ?? [];
  return all
    .map(Number)
    .filter((descriptor) => !isClosedOnExec(descriptor))
    .toSorted((a, b) => a - b);
}

function isClosedOnExec(descriptor: number): boolean {
  const info = read(() => readFileSync(`/proc/self/fdinfo/${descriptor}`, "latin1"));
  const flags = info && /^flags:\s*([0-7]+)$/m.exec(info)?.[1];
  // The one that the list was read through is gone by now.
  return !flags || (Number.parseInt(flags, 8) & closedOnExec) !== 0;
}

function read<T>(from: () => T): T | undefined {
  try {
    return from();
  } catch {
    return undefined;
  }
}
