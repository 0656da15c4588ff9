import { computedMs, residentMemoryMb } from "../pool/process-usage.ts";

/** What a run adds to its process, as the system sees it from outside; null where that cannot be read. */
export class RunUsage {
  /** The most so far. */
  memoryMb: number | null = null;
  cpuMs: number | null = null;
  readonly #pid: number | undefined;
  #memoryBeforeMb: number | undefined;
  #cpuBeforeMs: number | undefined;

  constructor(pid: number | undefined) {
    this.#pid = pid;
  }

  /** What the process has now is not the run's. */
  begin(): void {
    if (this.#pid === undefined) return;
    this.#memoryBeforeMb = residentMemoryMb(this.#pid);
    this.#cpuBeforeMs = computedMs(this.#pid);
  }

  look(): void {
    if (this.#pid === undefined) return;
    const memoryMb = residentMemoryMb(this.#pid);
    const cpuMs = computedMs(this.#pid);
    if (memoryMb !== undefined && this.#memoryBeforeMb !== undefined)
      this.memoryMb = Math.max(this.memoryMb ?? 0, memoryMb - this.#memoryBeforeMb);
    if (cpuMs !== undefined && this.#cpuBeforeMs !== undefined) this.cpuMs = cpuMs - this.#cpuBeforeMs;
  }
}
