import { arms, type ArmOptions } from "./scale-arms.ts";

/** One arm at one size, in a process of its own: memory is counted by process. */
const [, , arm, options] = process.argv as [string, string, string, string];
const run = arms[arm];
if (!run) throw new Error(`There is no arm ${arm}.`);
process.stdout.write(`${JSON.stringify(await run(JSON.parse(options) as ArmOptions))}\n`);
