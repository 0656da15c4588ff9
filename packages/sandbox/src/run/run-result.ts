import type { Json, Limits, RunResult } from "@portolan/core";
import type { ChildEnd } from "../pool/runner-child.ts";
import type { RunnerResult } from "../protocol.ts";
import { nestedDeeper } from "./nesting.ts";

/** The result of a run from what its runner reported. */
export function resultOfRunner(
  result: Exclude<RunnerResult, { kind: "stopped" }>,
  limits: Limits,
): RunResult {
  switch (result.kind) {
    case "value":
      return valueOf(result.text, limits);
    case "timeout":
      return { kind: "timeout", limit: result.limit, limitMs: limits[result.limit] };
    case "memory":
      return { kind: "memory", limitMb: limits.memoryMb };
    case "limit":
      return { kind: "limit", limit: result.limit, allowed: limits[result.limit] };
    default:
      return result;
  }
}

/** The result of a run whose process ended: a V8 that is out of memory beyond repair aborts it, and so does the system's own limit. */
export function resultOfChild({ code, signal, stderr }: ChildEnd, limitMb: number): RunResult {
  // What a process writes to stderr is not the program's to choose.
  if (/is_heap_oom = 1|out of memory|allocation failed|bad_alloc/i.test(stderr))
    return { kind: "memory", limitMb };
  return { kind: "crash", detail: signal ? `signal ${signal}` : `exit code ${code}` };
}

// The guest counts levels from zero.
const mostLevels = 501;

/** What the guest and the runner have checked already; one that sends something else is no longer ours. */
function valueOf(text: string, limits: Limits): RunResult {
  if (Buffer.byteLength(text) > limits.resultBytes)
    return { kind: "limit", limit: "resultBytes", allowed: limits.resultBytes };
  try {
    const value = JSON.parse(text) as Json;
    return nestedDeeper(value, mostLevels)
      ? { kind: "crash", detail: "the result was nested too deep" }
      : { kind: "value", value };
  } catch {
    return { kind: "crash", detail: "the result was not JSON" };
  }
}
