import { type ChildProcess, spawn } from "node:child_process";

// A child notices by itself that its host is gone, unless untrusted code keeps it busy. So one small shell for each host
// holds the list of children, reads from the host, and kills them when it reads the end: the host exited or was killed.
const script = `pids=" "
while read -r sign pid; do
  case "$sign$pids" in
    +*) pids="$pids$pid " ;;
    -*" $pid "*) pids="\${pids%% $pid *} \${pids#* $pid }" ;;
  esac
done
for pid in $pids; do kill -9 "$pid"; done 2>/dev/null`;

let shell: ChildProcess | undefined;

/** Has the process (or with a negative number, the process group) killed when this process ends; a no-op on Windows. */
export function reapWithHost(pid: number): void {
  tell(`+ ${pid}\n`);
}

/** Takes a process that ended off the list, before its number is used again. */
export function forgetReaped(pid: number): void {
  if (shell) tell(`- ${pid}\n`);
}

function tell(line: string): void {
  if (process.platform === "win32") return;
  shell ??= startShell();
  shell.stdin?.write(line);
}

function startShell(): ChildProcess {
  // Its own session, so that Ctrl-C in the terminal does not end it before the children.
  const child = spawn("/bin/sh", ["-c", script], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
    env: {},
  });
  // Without a shell the children still end on disconnect; nothing else depends on it.
  child.on("error", () => {});
  child.stdin?.on("error", () => {});
  child.unref();
  (child.stdin as unknown as { unref(): void }).unref();
  return child;
}
