import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** Processes may be started while others are found; one that always starts more is not followed for ever. */
const mostRounds = 20;

/**
 * Kills, hard, every process of this user that was started with that variable in its environment, wherever it went: a process inherits
 * it from the one that starts it, also in a session of its own. Only Linux shows the environments of processes; elsewhere nothing is done.
 * @param mark `NAME=value`, which no other process has
 */
export function killMarked(mark: string): void {
  for (let round = 0; round < mostRounds; round++) {
    const found = markedProcesses(mark);
    if (found.length === 0) return;
    for (const pid of found) kill(pid);
  }
}

function markedProcesses(mark: string): number[] {
  return processes().filter((pid) => pid !== process.pid && environmentOf(pid).includes(`\0${mark}\0`));
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
function environmentOf(pid: number): string {
  try {
    return `\0${readFileSync(`/proc/${pid}/environ`, "latin1")}`;
  } catch {
    return "";
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended meanwhile.
  }
}
