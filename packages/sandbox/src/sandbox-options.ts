import type { Approve, Limits, ToolSet } from "@portolan/core";
import type { EngineName } from "./pool/fork-runner.ts";

/** How a sandbox is made; everything has a default. */
export interface SandboxOptions {
  /** The most child processes at once; the number of cores when absent. */
  children?: number;
  /** What runs the programs. Default `isolated-vm`; `quickjs` needs no native module, and computes several times slower. */
  engine?: EngineName;
  /** Compile machine code in the children: several times faster on long searches, and a larger target. Default false. */
  jit?: boolean;
  /** For runs that name none of their own; what is absent is `defaultLimits`. */
  limits?: Partial<Limits>;
  /** For runs and checks that name none of their own. */
  tools?: ToolSet;
  /** Asked before a tool writes, by runs that name nobody of their own; absent, granted tools may write. */
  approve?: Approve;
  /** How long a check may take before its program is refused. Default 5,000. */
  checkMs?: number;
  /** How much memory checks may take, TypeScript included, where it can be read (Linux). Default 1,024. */
  checkMemoryMb?: number;
  /** Makes Math.random and the clock of every run a function of this and of the number of the run; else both are real. */
  seed?: number;
  /**
   * What the system must do around children (namespaces, rlimits): what it can, or all that there is on Linux, without which
   * `createSandbox` throws. Default `available`.
   */
  confinement?: "available" | "required";
  /** How many runs may wait for a child; more are refused with `sandbox-busy`. Default 10,000. */
  waiting?: number;
}

/** How a recording is replayed. */
export interface ReplayOptions {
  signal?: AbortSignal;
  /** In place of those of the recording, which may ask for more than one would like. */
  limits?: Partial<Limits>;
}
