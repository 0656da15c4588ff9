// Shows where a run's time, memory and bytes went, and its console lines as they come.
import { createSandbox } from "@portolan/sandbox";

await using sandbox = createSandbox({ children: 1 });
await sandbox.warmUp();

const program = {
  name: "primes",
  signature: "(below: number) => number",
  source: `export function primes(below: number): number {
  let count = 0;
  for (let n = 2; n < below; n++) {
    let prime = true;
    for (let d = 2; d * d <= n; d++) if (n % d === 0) { prime = false; break; }
    if (prime) count++;
  }
  console.log("counted to", below);
  return count;
}`,
  modules: {},
};

const outcome = await sandbox.run(program, [10_000], { onLog: (line) => console.log(`> ${line}`) });
if (outcome.kind !== "value" || !outcome.trace) throw new Error(outcome.kind);
const { phases, cpuMs, memoryPeakMb, bytes, warm } = outcome.trace;
console.log(outcome.value, { warm, phases, cpuMs, memoryPeakMb, bytes });
