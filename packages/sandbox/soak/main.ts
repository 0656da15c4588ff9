import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { createSandbox } from "../src/index.ts";
import { childProcesses, runnerProcesses } from "../src/testing/processes.ts";
import { honestKinds } from "./honest-kinds.ts";
import { hostileKinds } from "./hostile-kinds.ts";
import { RunBook } from "./run-book.ts";
import type { SoakKind } from "./soak-kind.ts";
import { leaksIn, readVitals, showVitals, type Vitals } from "./vitals.ts";

// `pnpm soak:sandbox [--runs N]`: many runs of all kinds through two children; exit code 1 when one of them is lost, doubled,
// mixed up or ends otherwise than it must, or when anything is left over.
const { values } = parseArgs({ options: { runs: { type: "string", default: "20000" } } });
const runs = Number(values.runs);
const checkpoints = 20;
const flying = 6;

const sandbox = createSandbox({ children: 2, limits: { memoryMb: 32 } });
const book = new RunBook();
const readings: Vitals[] = [];
const startedAt = performance.now();
let next = 0;
for (let i = 1; i <= checkpoints; i++) {
  const until = Math.round((runs * i) / checkpoints);
  await Promise.all(Array.from({ length: flying }, () => lane(until)));
  readings.push(await rest());
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(0);
  process.stdout.write(
    `${String(until).padStart(6)} runs, ${seconds} s: ${showVitals(readings.at(-1) as Vitals)}\n`,
  );
}
const bystanders = new Set(childProcesses().filter((pid) => !runnerProcesses().includes(pid)));
await sandbox[Symbol.asyncDispose]();

const reasons = [
  ...book.faults,
  ...(book.open > 0 ? [`${book.open} runs have no outcome`] : []),
  ...leaksIn(readings),
  ...childProcesses()
    .filter((pid) => !bystanders.has(pid))
    .map((pid) => `process ${pid} is left over`),
];
for (const [ending, count] of [...book.counts].toSorted(([a], [b]) => a.localeCompare(b)))
  process.stdout.write(`${String(count).padStart(6)} ${ending}\n`);
for (const reason of reasons.slice(0, 50)) process.stdout.write(`FAULT ${reason}\n`);
process.stdout.write(
  `${runs} runs, ${reasons.length} faults, ${((performance.now() - startedAt) / 1_000).toFixed(0)} s\n`,
);
if (reasons.length > 0) process.exitCode = 1;

// Fires only when something else keeps this process alive.
setTimeout(() => {
  process.stdout.write(`FAULT the process does not end: ${process.getActiveResourcesInfo().join(", ")}\n`);
  process.exit(1);
}, 5_000).unref();

async function lane(until: number): Promise<void> {
  while (next < until) {
    const run = next++;
    await book.perform(sandbox, kindOf(run), run);
  }
}

/** One in ten is hostile; both kinds go round. */
function kindOf(run: number): SoakKind {
  const hostile = run % 10 === 9;
  const kinds = hostile ? hostileKinds : honestKinds;
  const turn = hostile ? Math.floor(run / 10) : run - Math.floor(run / 10);
  return kinds[turn % kinds.length] as SoakKind;
}

/** Waits until both children stand ready, and reads what may leak. */
async function rest(): Promise<Vitals> {
  await sandbox.warmUp();
  await sleep(200);
  await sandbox.warmUp();
  return readVitals();
}
