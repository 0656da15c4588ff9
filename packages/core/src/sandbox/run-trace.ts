import type { Json } from "../json/json.ts";
import type { Effect } from "./tool.ts";

/** One call of a tool, as the host saw it. */
export interface ToolCallRecord {
  /** `files.readText` */
  tool: string;
  /** The module that made it: `#skills/read-config`, or the name of the program. */
  by: string;
  effect: Effect;
  input: Json;
  /** Since the start of the run. */
  startMs: number;
  /** Null when the run ended first. */
  endMs: number | null;
  ok: boolean;
  /** The output, or what the program was told of the failure as `{name, message, data}`; null when the run ended first. */
  output: Json;
}

/** Where the time, the memory and the bytes of a run went. */
export interface RunTrace {
  /** `isolated-vm 7.0.1` */
  engine: string;
  /** The number of the process; every number is used by one process at a time. */
  child: number | null;
  /** True when the realm stood ready before the run came. */
  warm: boolean;
  phases: {
    /** Until a process was free. */
    queueMs: number;
    /** Stripping types, compiling and linking, in the child. */
    linkMs: number;
    /** In the program: evaluating its modules and calling its function, without waiting for tools. */
    runMs: number;
    /** While at least one tool call was under way. */
    toolMs: number;
    /** Waiting for approval of writes; not counted in `wallMs` of the limits. */
    approvalMs: number;
  };
  /** Computing time; null where it could not be read. */
  cpuMs: number | null;
  /** The most that the run was seen to add to its process, sampled; null where it could not be read. */
  memoryPeakMb: number | null;
  bytes: {
    source: number;
    arguments: number;
    result: number;
    logs: number;
    toolInputs: number;
    toolOutputs: number;
  };
}
