import type { Json, Outcome } from "@portolan/core";
import type { ChildEnd, RunnerChild } from "../pool/runner-child.ts";
import { residentMemoryMb } from "../pool/resident-memory.ts";
import type { RunMessage, RunnerMessage, RunnerResult } from "../protocol.ts";
import type { ToolCalls } from "./tool-calls.ts";

/** What can be said of a run apart from logs, tool calls and time. */
export type Ending = Outcome extends infer One
  ? One extends Outcome
    ? Omit<One, "logs" | "logsCut" | "wallMs" | "toolCalls">
    : never
  : never;

/** A run and what the child logged in it. */
export interface ChildRun {
  ending: Ending;
  logs: string[];
  logsCut: boolean;
  /** False when the child was stopped or ended and must not be used again. */
  reusable: boolean;
}

// The runner ends a run by itself at its wall time; what native code keeps from it is killed this much later.
const graceMs = 150;
const memoryEveryMs = 15;

/** Runs one program in a child and decides what happened; the child only reports, and what it cannot report is a kill. */
export function runInChild(
  child: RunnerChild,
  message: RunMessage,
  tools: ToolCalls,
  signal?: AbortSignal,
): Promise<ChildRun> {
  const { limits } = message;
  const logs: string[] = [];
  let logsCut = false;
  return new Promise((resolve) => {
    let ended = false;
    const end = (ending: Ending, reusable: boolean): void => {
      if (ended) return;
      ended = true;
      clearTimeout(deadline);
      clearInterval(watchdog);
      signal?.removeEventListener("abort", cancel);
      tools.end();
      resolve({ ending, logs, logsCut, reusable });
    };
    const cancel = (): void => end({ kind: "cancelled" }, false);
    const deadline = setTimeout(
      () => end({ kind: "timeout", limitMs: limits.wallMs }, false),
      limits.wallMs + graceMs,
    );
    const watchdog = setInterval(() => {
      if (overMemory(child, limits.memoryMb)) end({ kind: "memory", limitMb: limits.memoryMb }, false);
    }, memoryEveryMs);
    if (signal?.aborted) return end({ kind: "cancelled" }, true);
    signal?.addEventListener("abort", cancel, { once: true });
    child.listen({ message: hear, ended: (how) => end(endingOfChild(how, limits.memoryMb), false) });
    child.send(message);

    function hear(said: RunnerMessage): void {
      if (ended || !("run" in said) || said.run !== message.run) return;
      if (said.type === "logs") {
        logs.push(...said.lines);
        logsCut ||= said.cut;
      } else if (said.type === "done") {
        end(endingOf(said.result, message), true);
      } else if (tools.spent) {
        end({ kind: "limit", limit: "toolCalls", allowed: limits.toolCalls }, false);
      } else {
        void answer(said.call, said.tool, said.text);
      }
    }

    async function answer(call: number, tool: string, text: string): Promise<void> {
      const settled = await tools.call(tool, text);
      if (!ended) child.send({ type: "settle", run: message.run, call, ...settled });
    }
  });
}

function endingOf(result: RunnerResult, { limits }: RunMessage): Ending {
  switch (result.kind) {
    case "value":
      return valueOf(result.text);
    case "timeout":
      return { kind: "timeout", limitMs: limits.wallMs };
    case "memory":
      return { kind: "memory", limitMb: limits.memoryMb };
    case "limit":
      return { kind: "limit", limit: result.limit, allowed: limits[result.limit] };
    default:
      return result;
  }
}

function valueOf(text: string): Ending {
  try {
    return { kind: "value", value: JSON.parse(text) as Json };
  } catch {
    // The runner always sends JSON; a runner that does not is no longer ours.
    return { kind: "crash", detail: "the result was not JSON" };
  }
}

/** A V8 that runs out of memory beyond repair aborts the process; what it writes to stderr is not the program's to choose. */
function endingOfChild({ code, signal, stderr }: ChildEnd, limitMb: number): Ending {
  if (/is_heap_oom = 1|out of memory|allocation failed/i.test(stderr)) return { kind: "memory", limitMb };
  return { kind: "crash", detail: signal ? `signal ${signal}` : `exit code ${code}` };
}

/** The memory limit is for what a run adds to the child, which is some 60 MB before it. */
function overMemory(child: RunnerChild, limitMb: number): boolean {
  const memoryMb = child.pid === undefined ? undefined : residentMemoryMb(child.pid);
  return memoryMb !== undefined && memoryMb > child.idleMemoryMb + limitMb;
}
