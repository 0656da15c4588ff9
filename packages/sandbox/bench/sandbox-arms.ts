import { equalJson, type Outcome } from "@portolan/core";
import { setTimeout as sleep } from "node:timers/promises";
import type { ProcessSandbox } from "../src/index.ts";
import type { Arm } from "./arms.ts";
import type { Workload } from "./programs.ts";

/** Runs of a workload through a sandbox, one after another; `pauseMs` before each lets the next realm get ready. */
export function sandboxArm(sandbox: ProcessSandbox, label: string, workload: Workload, pauseMs = 0): Arm {
  return {
    name: `${label}: ${workload.name}${pauseMs > 0 ? `, after ${pauseMs} ms of rest` : ""}`,
    times: async (runs) => {
      const times: number[] = [];
      for (let i = 0; i < runs; i++) {
        if (pauseMs > 0) await sleep(pauseMs);
        const startedAt = performance.now();
        const outcome = await runOnce(sandbox, workload);
        times.push(performance.now() - startedAt);
        verify(outcome, workload);
      }
      return times;
    },
    close: () => {},
  };
}

export function runOnce(sandbox: ProcessSandbox, { program, input, tools }: Workload): Promise<Outcome> {
  return sandbox.run(program, input, { tools });
}

/** A benchmark of wrong results is none. */
export function verify(outcome: Outcome, { name, expected }: Workload): void {
  if (outcome.kind === "value" && equalJson(outcome.value, expected)) return;
  throw new Error(`${name} ended as ${JSON.stringify({ ...outcome, toolCalls: [] }).slice(0, 500)}`);
}
