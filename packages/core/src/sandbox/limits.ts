/** What a run may use. Every limit is hard: whoever goes over it ends, and the outcome names the limit. */
export interface Limits {
  wallMs: number;
  cpuMs: number;
  memoryMb: number;
  sourceBytes: number;
  argumentBytes: number;
  argumentDepth: number;
  resultBytes: number;
  logBytes: number;
  toolCalls: number;
  toolCallsInFlight: number;
  toolInputBytes: number;
  toolOutputBytes: number;
  toolBytes: number;
}

export type LimitName = keyof Limits;

/** One limit, as documentation and help texts show it. */
export interface LimitSpec {
  unit: "ms" | "MB" | "bytes" | "levels" | "calls";
  default: number;
  /** How a run ends that goes over it; `cut` means that it does not end. */
  outcome: "timeout" | "memory" | "limit" | "cut";
  /** What is counted. */
  counts: string;
}

/** Every limit with its unit, its default and its outcome. Bytes are those of UTF-8, MB are 1024 × 1024 bytes. */
export const limitSpecs: Readonly<Record<LimitName, LimitSpec>> = {
  wallMs: {
    unit: "ms",
    default: 5_000,
    outcome: "timeout",
    counts: "time from the start of the run to its end, waiting for tools included, waiting for approval not",
  },
  cpuMs: {
    unit: "ms",
    default: 60_000,
    outcome: "timeout",
    counts: "time that the run computes",
  },
  memoryMb: { unit: "MB", default: 256, outcome: "memory", counts: "what the run adds to its process" },
  sourceBytes: {
    unit: "bytes",
    default: 512 * 1024,
    outcome: "limit",
    counts: "the program and all its modules",
  },
  argumentBytes: {
    unit: "bytes",
    default: 4 * 1024 * 1024,
    outcome: "limit",
    counts: "the arguments as JSON",
  },
  argumentDepth: {
    unit: "levels",
    default: 500,
    outcome: "limit",
    counts: "arrays and objects that a value of the arguments lies in",
  },
  resultBytes: { unit: "bytes", default: 4 * 1024 * 1024, outcome: "limit", counts: "the result as JSON" },
  logBytes: { unit: "bytes", default: 64 * 1024, outcome: "cut", counts: "console output" },
  toolCalls: { unit: "calls", default: 1_000, outcome: "limit", counts: "tool calls of the run" },
  toolCallsInFlight: {
    unit: "calls",
    default: 256,
    outcome: "limit",
    counts: "tool calls under way at once",
  },
  toolInputBytes: {
    unit: "bytes",
    default: 4 * 1024 * 1024,
    outcome: "limit",
    counts: "the input of one tool call as JSON",
  },
  toolOutputBytes: {
    unit: "bytes",
    default: 4 * 1024 * 1024,
    outcome: "limit",
    counts: "the output of one tool call as JSON",
  },
  // What the host keeps of a run is this and what its tools make of it.
  toolBytes: {
    unit: "bytes",
    default: 64 * 1024 * 1024,
    outcome: "limit",
    counts: "the inputs and outputs of all tool calls together",
  },
};

export const limitNames = Object.keys(limitSpecs) as readonly LimitName[];

/** The limits of a run that names none. */
export const defaultLimits: Readonly<Limits> = limitsFrom((name) => limitSpecs[name].default);

/** Limits made one by one. */
export function limitsFrom(valueOf: (name: LimitName) => number): Limits {
  return Object.fromEntries(limitNames.map((name) => [name, valueOf(name)])) as unknown as Limits;
}
