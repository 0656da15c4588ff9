import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** Processes may be started while others are found; one that always starts more is not followed for ever. */
const mostRounds = 20;

/** The variable that has the marks of a process, parted by commas: those of all runs that it was started in. */
export const marking = "PORTOLAN_RUN";

/**
 * Kills, hard, every process of this user that was started with that mark in its environment, wherever it went: a process inherits
 * it from the one that starts it, also in a session of its own. Only Linux shows the environments of processes; elsewhere nothing is done.
 * @param mark which no other run has
 */
export function killMarked(mark: string): void {
  for (let round = 0; round < mostRounds; round++) {
    const found = markedProcesses(mark);
    if (found.length === 0) return;
    for (const pid of found) kill(pid);
  }
}

function markedProcesses(mark: string): number[] {
  return processes().filter((pid) => pid !== process.pid && marksOf(pid).includes(mark));
}

function processes(): number[] {
  if (process.platform !== "linux") return [];
  try {
    // Where another namespace's processes are shown, their numbers are those of others here.
    if (readlinkSync("/proc/self") !== String(process.pid)) return [];
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return [];
  }
}

/** Empty for one that has ended, or that is somebody else's. */
function marksOf(pid: number): string[] {
  try {
    const environment = readFileSync(`/proc/${pid}/environ`, "latin1").split("\0");
    const its = environment.find((one) => one.startsWith(`${marking}=`));
    return its?.slice(marking.length + 1).split(",") ?? [];
  } catch {
    return [];
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended meanwhile.
  }
}
