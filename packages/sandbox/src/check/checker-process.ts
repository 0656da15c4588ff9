import { type ChildProcess, execFile, fork } from "node:child_process";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { PortolanError } from "@portolan/core";
import { confinement } from "../pool/confinement.ts";
import { childEnvironment, ownExtension } from "../pool/fork-runner.ts";
import { forgetReaped, reapWithHost } from "../pool/reaper.ts";
import { stdioOfChild } from "../pool/stdio-of-child.ts";
import { childrenOf, residentMb } from "./group-memory.ts";
import type { CheckerMessage, CheckerReply } from "./messages.ts";

const startMs = 30_000;
// In a checkout the core is TypeScript, too.
const sourceFlags = ownExtension === ".ts" ? ["--conditions=@portolan/source"] : [];
const windows = process.platform === "win32";

/** The checker's process group as the host sees it; answers one message at a time. */
export class CheckerProcess {
  /** Resolves when TypeScript is warm; rejects with PortolanError `sandbox-failed`. */
  readonly ready: Promise<void>;
  readonly ended: Promise<void>;
  alive = true;
  #group: readonly number[] = [];
  readonly #process: ChildProcess;
  #answer: ((reply: CheckerReply | undefined) => void) | undefined;
  #stderr = "";

  constructor() {
    const node = [process.execPath, "--disable-warning=ExperimentalWarning", ...sourceFlags];
    const [execPath, ...execArgv] = [...confinement().prefix, ...node] as [string, ...string[]];
    this.#process = fork(fileURLToPath(new URL(`./main${ownExtension}`, import.meta.url)), [], {
      execPath,
      execArgv,
      env: { ...childEnvironment },
      cwd: tmpdir(),
      serialization: "json",
      stdio: stdioOfChild(["ignore", "ignore", "pipe", "ipc"]),
      // TypeScript runs in a process of its own that would outlive ours and go on computing: they are killed as a group.
      detached: !windows,
    });
    const { pid } = this.#process;
    if (pid !== undefined) reapWithHost(windows ? pid : -pid);
    this.#process.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-2_000);
    });
    this.ended = new Promise((resolve) => {
      const end = (): void => {
        if (!this.alive) return;
        this.alive = false;
        if (pid !== undefined) forgetReaped(windows ? pid : -pid);
        this.#answer?.(undefined);
        resolve();
      };
      this.#process.on("exit", () => {
        this.kill();
        end();
      });
      this.#process.on("error", (error) => {
        this.#stderr += error.message;
        if (pid === undefined) end();
      });
    });
    this.ready = this.#start();
  }

  /** What the checker answers; undefined when it ended first. */
  ask(message: CheckerMessage): Promise<CheckerReply | undefined> {
    return new Promise((resolve) => {
      this.#answer = resolve;
      if (this.alive) this.#process.send(message, () => {});
      else resolve(undefined);
    });
  }

  /** The resident memory of the checker and of TypeScript, in MB; undefined where it cannot be read. */
  memoryMb(): number | undefined {
    return residentMb(this.#group);
  }

  kill(): void {
    const { pid } = this.#process;
    if (pid === undefined || !this.alive) return;
    try {
      if (windows) execFile("taskkill", ["/pid", String(pid), "/t", "/f"], () => {});
      else process.kill(-pid, "SIGKILL");
    } catch {
      // The group is gone already.
    }
  }

  /** While held, the checker keeps the event loop of this process alive. */
  hold(held: boolean): void {
    const call = held ? "ref" : "unref";
    this.#process[call]();
    this.#process.channel?.[call]();
    (this.#process.stderr as unknown as { ref(): void; unref(): void } | null)?.[call]();
  }

  async #start(): Promise<void> {
    const timer = setTimeout(() => this.kill(), startMs);
    timer.unref();
    const started = await new Promise<boolean>((resolve) => {
      this.#process.on("message", (message: CheckerReply | "ready") => {
        if (message === "ready") resolve(true);
        else this.#answer?.(message);
      });
      void this.ended.then(() => resolve(false));
    });
    clearTimeout(timer);
    const { pid } = this.#process;
    if (started && pid !== undefined) this.#group = [pid, ...childrenOf(pid)];
    if (started) return;
    throw new PortolanError("sandbox-failed", "The type checker did not start.", {
      value: this.#stderr.trim(),
      next: "Check that the typescript package is installed with its platform package (not with --no-optional).",
    });
  }
}
