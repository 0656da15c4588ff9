import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { killMarked, marking } from "./marked-processes.ts";

/** How a command ended, and what it printed by then. */
export interface CommandRun {
  stdout: string;
  /** The last characters of stderr. */
  stderr: string;
  end:
    | { kind: "exit"; code: number }
    | { kind: "signal"; signal: string }
    /** The time was over, stdout went over its limit, or the signal aborted: it was killed. */
    | { kind: "timeout" | "flood" | "aborted" };
}

export interface CommandOptions {
  input: string;
  environment: Readonly<Record<string, string | undefined>>;
  timeoutMs: number;
  /** Characters of stdout at most. */
  mostOutput: number;
  signal?: AbortSignal;
  /** Gets stderr as it comes, up to as many characters as stdout may have. */
  onStderr?: (text: string) => void;
}

const stderrTail = 2_000;
/** How long what was printed may take to be read when the command has ended, while somebody still holds its pipes open. */
const graceMs = 1_000;

/**
 * Runs a command line by the shell, in a process group of its own, of which nothing is left when this resolves: whatever the command
 * started and did not end is killed; on Linux also what made a group or a session of its own, by a variable in its environment.
 * @throws Error of Node when no process can be started
 */
export async function runCommand(line: string, options: CommandOptions): Promise<CommandRun> {
  const { input, environment, timeoutMs, mostOutput, signal, onStderr } = options;
  const own = process.platform !== "win32";
  const run = randomUUID();
  // Within another run, such as that of an agent which is itself a program of ours, it belongs to both.
  const env = { ...environment, [marking]: [process.env[marking], run].filter(Boolean).join(",") };
  const child = spawn(line, { shell: true, detached: own, stdio: "pipe", env });
  const kill = (): void => {
    if (child.pid === undefined) return;
    try {
      if (own) process.kill(-child.pid, "SIGKILL");
      else child.kill("SIGKILL");
    } catch {
      // Nobody is left in the group.
    }
    killMarked(run);
  };
  let killed: CommandRun["end"] | undefined;
  let grace: NodeJS.Timeout | undefined;
  const stop = (kind: "timeout" | "flood" | "aborted"): void => {
    killed ??= { kind };
    kill();
  };
  const onAbort = (): void => stop("aborted");
  const timer = setTimeout(() => stop("timeout"), Math.min(timeoutMs, 2 ** 31 - 1));
  process.once("exit", kill);
  signal?.addEventListener("abort", onAbort, { once: true });
  if (signal?.aborted) onAbort();
  try {
    let stdout = "";
    let stderr = "";
    let passedOn = 0;
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      if (stdout.length + text.length > mostOutput) stop("flood");
      else stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr = (stderr + text).slice(-stderrTail);
      const more = text.slice(0, Math.max(0, mostOutput - passedOn));
      passedOn += more.length;
      if (more !== "") onStderr?.(more);
    });
    // One that answers without reading its input closes the pipe.
    child.stdin.on("error", () => {});
    child.stdin.end(input);
    const end = await new Promise<CommandRun["end"]>((resolve, reject) => {
      let left: CommandRun["end"] | undefined;
      child.once("error", reject);
      child.once("exit", (code, name) => {
        left = code === null ? { kind: "signal", signal: name ?? "SIGKILL" } : { kind: "exit", code };
        // What it left behind could hold its pipes open for ever; and so could what escaped being killed.
        kill();
        grace = setTimeout(() => {
          child.stdout.destroy();
          child.stderr.destroy();
        }, graceMs);
      });
      child.once("close", () => resolve(killed ?? left ?? { kind: "signal", signal: "SIGKILL" }));
    });
    return { stdout, stderr, end };
  } finally {
    clearTimeout(timer);
    clearTimeout(grace);
    process.off("exit", kill);
    signal?.removeEventListener("abort", onAbort);
    kill();
  }
}
