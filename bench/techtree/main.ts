// How many programs it takes the built-in coder to reach each tier of the crafting world, with a library and without one.
//   node bench/techtree/main.ts [--seeds 10] [--arms library,none] [--calls 6] [--goals milestones] [--names neutral] [--in-process] [--json FILE]
import { appendFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { techtreeSuite, type TechtreeGoals } from "@portolan/bench";
import { inProcessSandbox, memorySkillStore } from "@portolan/core/testing";
import { createSandbox } from "@portolan/sandbox";
import { arms, climb, type Climb } from "./climb.ts";
import { milestoneTable, transferTable } from "./report.ts";

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "10" },
    arms: { type: "string", default: arms.join() },
    calls: { type: "string", default: "6" },
    goals: { type: "string", default: "milestones" },
    names: { type: "string", default: "neutral" },
    /** Runs the programs in this process, which is quick: they are the built-in coder's own. */
    "in-process": { type: "boolean", default: false },
    transfer: { type: "boolean", default: false },
    json: { type: "string" },
  },
});
const names = values.names === "familiar" ? "familiar" : "neutral";
const calls = Number(values.calls);
const suite = techtreeSuite({ names, goals: values.goals as TechtreeGoals });
const away = techtreeSuite({ names, goals: "transfer" });
await using sandbox = values["in-process"] ? inProcessSandbox() : createSandbox();
if (values.json !== undefined) writeFileSync(values.json, "");

const climbs: Climb[] = [];
const transfers: Climb[] = [];
for (let seed = 0; seed < Number(values.seeds); seed++) {
  for (const arm of arms.filter((one) => values.arms.split(",").includes(one))) {
    const startedMs = performance.now();
    const store = memorySkillStore();
    const options = { names, arm, seed, calls, sandbox, store } as const;
    const result = await climb({ ...options, suite });
    climbs.push(result);
    if (values.transfer) transfers.push(await climb({ ...options, suite: away }));
    const seconds = Math.round((performance.now() - startedMs) / 1_000);
    process.stderr.write(
      `seed ${seed}, ${arm}: ${result.solved} of ${result.of} in ${result.iterations} (${seconds} s)\n`,
    );
    if (values.json !== undefined) appendFileSync(values.json, `${JSON.stringify(result)}\n`);
  }
}
console.log(milestoneTable(climbs, calls));
if (values.transfer) console.log(`\n${transferTable(transfers)}`);
