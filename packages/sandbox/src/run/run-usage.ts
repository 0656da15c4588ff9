import { computedMs, residentMemoryMb } from "../pool/process-usage.ts";

/** What a run adds to its process, as the system sees it from outside; null where that cannot be read. */
export class RunUsage {
  /** The most so far. */
  memoryMb: number | null = null;
  cpuMs: number | null = null;
  readonly #pid: number | undefined;
  #memoryBeforeMb: number | undefined;
  #cpuBeforeMs: number | undefined;
  #cpuAtHoldMs: number | undefined;
  #heldBeforeMs = 0;

  constructor(pid: number | undefined) {
    this.#pid = pid;
  }

  /** What the process has now is not the run's. */
  begin(): void {
    if (this.#pid === undefined) return;
    this.#memoryBeforeMb = residentMemoryMb(this.#pid);
    this.#cpuBeforeMs = computedMs(this.#pid);
  }

  /** What it computed between `hold` and `release`, in all such times. */
  get heldCpuMs(): number {
    const now = this.#cpuAtHoldMs === undefined ? 0 : (this.cpuMs ?? 0) - this.#cpuAtHoldMs;
    return this.#heldBeforeMs + now;
  }

  hold(): void {
    this.look();
    this.#cpuAtHoldMs ??= this.cpuMs ?? 0;
  }

  release(): void {
    this.look();
    this.#heldBeforeMs = this.heldCpuMs;
    this.#cpuAtHoldMs = undefined;
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
