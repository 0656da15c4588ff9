import { parseArgs } from "node:util";
import { tryProperties } from "./try-properties.ts";

// `pnpm fuzz:sandbox [--minutes N] [--seed S]`: tries all properties with one seed after another; ends with 1 at the first
// that does not hold, and says with which seed.
const { values } = parseArgs({
  options: { minutes: { type: "string", default: "1" }, seed: { type: "string" } },
});
const endsAt = performance.now() + Number(values.minutes) * 60_000;
let seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
let tried = 0;
do {
  const faults = await tryProperties({ seed, times: 25 });
  for (const fault of faults) process.stdout.write(`${fault}\n\n`);
  if (faults.length > 0) process.exit(1);
  tried++;
  process.stdout.write(`seed ${seed} holds\n`);
  seed = (seed + 1) % 2 ** 31;
} while (performance.now() < endsAt);
process.stdout.write(`${tried} seeds hold\n`);
