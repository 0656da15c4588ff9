import type { ProcessSandbox } from "../src/index.ts";
import { computedMs } from "../src/pool/process-usage.ts";
import { endedChildrenMs, runnerProcesses } from "../src/testing/processes.ts";
import { trivial } from "./programs.ts";
import { RawProcess } from "./raw-process.ts";
import { runOnce, verify } from "./sandbox-arms.ts";

/** Runs per second of one way to run many programs. */
export interface Throughput {
  arm: string;
  runsPerSecond: number;
  /** To isolated-vm alone in as many processes. */
  ratio: number;
  /** Computed per run in this process and in the children, in ms; null where it was not measured. */
  hostCpuMs: number | null;
  childCpuMs: number | null;
}

interface Tally {
  arm: string;
  slice: (forMs: number) => Promise<{ runs: number; hostCpuMs?: number; childCpuMs?: number }>;
}

/** Measures in slices of a second that take turns, `slices` of them for each arm. */
export async function measureThroughput(sandbox: ProcessSandbox, slices: number): Promise<Throughput[]> {
  const raw = [false, false].map((jit) => new RawProcess({ jit }));
  const both = async (forMs: number): Promise<{ runs: number }> => {
    const times = await Promise.all(raw.map((one) => one.times({ forMs })));
    return { runs: times.flat().length };
  };
  const arms: Tally[] = [
    { arm: "isolated-vm alone in two processes", slice: both },
    ...[1, 2, 4, 8].map((flying) => ({
      arm: `sandbox, two children, ${flying} in flight`,
      slice: (forMs: number) => flood(sandbox, flying, forMs),
    })),
  ];
  const sums = arms.map(() => ({ runs: 0, ms: 0, hostCpuMs: 0, childCpuMs: 0 }));
  for (let round = 0; round < slices; round++) {
    for (const [i, { slice }] of arms.entries()) {
      const startedAt = performance.now();
      const { runs, hostCpuMs = 0, childCpuMs = 0 } = await slice(1_000);
      const sum = sums[i] as (typeof sums)[number];
      sum.runs += runs;
      sum.ms += performance.now() - startedAt;
      sum.hostCpuMs += hostCpuMs;
      sum.childCpuMs += childCpuMs;
    }
  }
  for (const one of raw) one.close();
  const rates = sums.map(({ runs, ms }) => (runs / ms) * 1_000);
  return arms.map(({ arm }, i) => {
    const { runs, hostCpuMs, childCpuMs } = sums[i] as (typeof sums)[number];
    const rate = rates[i] as number;
    const measured = i > 0;
    return {
      arm,
      runsPerSecond: rate,
      ratio: rate / (rates[0] as number),
      hostCpuMs: measured ? hostCpuMs / runs : null,
      childCpuMs: measured ? childCpuMs / runs : null,
    };
  });
}

async function flood(
  sandbox: ProcessSandbox,
  flying: number,
  forMs: number,
): Promise<{ runs: number; hostCpuMs: number; childCpuMs: number }> {
  const before = childrenComputedMs();
  const cpu = process.cpuUsage();
  const endsAt = performance.now() + forMs;
  let runs = 0;
  const lane = async (): Promise<void> => {
    while (performance.now() < endsAt) {
      verify(await runOnce(sandbox, trivial), trivial);
      runs++;
    }
  };
  await Promise.all(Array.from({ length: flying }, lane));
  const { user, system } = process.cpuUsage(cpu);
  return { runs, hostCpuMs: (user + system) / 1_000, childCpuMs: childrenComputedMs() - before };
}

/** What all children computed, those that were replaced included. */
function childrenComputedMs(): number {
  const living = runnerProcesses().reduce((sum, pid) => sum + (computedMs(pid) ?? 0), 0);
  return living + endedChildrenMs();
}
