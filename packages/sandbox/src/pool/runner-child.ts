import type { ChildProcess } from "node:child_process";
import { PortolanError } from "@portolan/core";
import type { HostMessage, RunnerMessage } from "../protocol.ts";
import { forgetReaped, reapWithHost } from "./reaper.ts";
import { residentMemoryMb } from "./process-usage.ts";

/** How a child ended. */
export interface ChildEnd {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** The end of what it wrote to stderr. */
  stderr: string;
}

/** Whoever uses a child for a run. */
export interface ChildListener {
  message(message: RunnerMessage): void;
  ended(end: ChildEnd): void;
}

const startMs = 30_000;
let children = 0;

/** One runner process as the host sees it: it can start, be talked to, and end, whoever ended it. */
export class RunnerChild {
  /** Resolves when it can take runs; rejects with PortolanError `native-module` or `sandbox-failed`. */
  readonly ready: Promise<void>;
  readonly ended: Promise<ChildEnd>;
  /** Counts from 1 over all pools of this process. */
  readonly number = ++children;
  /** The most memory that a run may be allowed here, in MB: the system was told so when the child was started. */
  readonly capacityMb: number;
  runs = 0;
  /** Resident memory before the first run, in MB; 0 where it cannot be read. */
  idleMemoryMb = 0;
  /** `isolated-vm 7.0.1`; empty until it is ready. */
  engine = "";
  versions: Readonly<Record<string, string>> = {};
  started = false;
  alive = true;
  readonly #process: ChildProcess;
  #listener: ChildListener | undefined;
  #stderr = "";

  constructor(process: ChildProcess, capacityMb: number) {
    this.#process = process;
    this.capacityMb = capacityMb;
    this.#process.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-2_000);
    });
    const { pid } = this.#process;
    if (pid !== undefined) reapWithHost(pid);
    this.ended = new Promise((resolve) => {
      const end = (code: number | null, signal: NodeJS.Signals | null): void => {
        if (!this.alive) return;
        this.alive = false;
        if (pid !== undefined) forgetReaped(pid);
        const ending = { code, signal, stderr: this.#stderr };
        this.#listener?.ended(ending);
        resolve(ending);
      };
      // Not `exit`, which may come before the last of stderr.
      this.#process.on("close", end);
      // Failing to start, or a message to a child that has just died; the latter is followed by `exit`.
      this.#process.on("error", (error) => {
        this.#stderr += error.message;
        if (pid === undefined) end(null, null);
      });
    });
    this.ready = this.#start();
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** Takes the child for a run, or gives it free again. */
  listen(listener: ChildListener | undefined): void {
    this.#listener = listener;
  }

  send(message: HostMessage): void {
    if (this.#process.connected) this.#process.send(message, () => {});
  }

  kill(): void {
    this.#process.kill("SIGKILL");
  }

  /** While held, the child keeps the event loop of this process alive. */
  hold(held: boolean): void {
    const call = held ? "ref" : "unref";
    this.#process[call]();
    this.#process.channel?.[call]();
    (this.#process.stderr as unknown as { ref(): void; unref(): void } | null)?.[call]();
  }

  async #start(): Promise<void> {
    this.send({ type: "prepare", memoryMb: this.capacityMb });
    const timer = setTimeout(() => this.kill(), startMs);
    timer.unref();
    const first = await new Promise<RunnerMessage | ChildEnd>((resolve) => {
      this.#process.on("message", (message: RunnerMessage) => {
        try {
          if (message.type === "ready" || message.type === "broken") resolve(message);
          else this.#listener?.message(message);
        } catch {
          // Our runner says nothing that cannot be read. A child that was taken over must not end this process.
          this.kill();
        }
      });
      void this.ended.then(resolve);
    });
    clearTimeout(timer);
    if (!("type" in first)) throw notStarted(first);
    if (first.type === "broken") {
      this.kill();
      throw noNativeModule(first.detail);
    }
    this.started = true;
    if (first.type === "ready") ({ engine: this.engine, versions: this.versions } = first);
    this.idleMemoryMb = this.pid === undefined ? 0 : (residentMemoryMb(this.pid) ?? 0);
  }
}

function noNativeModule(detail: string): PortolanError {
  return new PortolanError(
    "native-module",
    `The sandbox engine cannot be loaded by Node ${process.versions.node}.`,
    {
      value: detail,
      next: 'Use Node 24 on Linux, macOS arm64 or Windows x64 (prebuilt there), or the engine "quickjs", which needs no native module.',
    },
  );
}

function notStarted({ code, signal, stderr }: ChildEnd): PortolanError {
  return new PortolanError(
    "sandbox-failed",
    `A sandbox process did not start (${signal ?? `exit code ${code}`}).`,
    {
      value: stderr.trim(),
      next: "Run `portolan doctor`; it starts one sandbox process and reports what it said.",
    },
  );
}
