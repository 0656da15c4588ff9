// Records a run whose tool gives a new answer each time, and replays it byte for byte without the tool.
import { createSandbox, defineTool } from "@portolan/sandbox";
import { z } from "zod";

let calls = 0;
const tools = {
  dice: {
    roll: defineTool({
      description: "Rolls a die.",
      input: z.null(),
      output: z.number(),
      effect: "read",
      call: async () => (calls++ * 7) % 6,
    }),
  },
};
const program = {
  name: "three-rolls",
  signature: "() => number[]",
  source: `import { roll } from "#tools/dice";
export async function threeRolls() {
  return [await roll(null), await roll(null), await roll(null), Math.random()];
}`,
  modules: {},
};

await using sandbox = createSandbox();
const { recording } = await sandbox.run(program, [], { tools, record: true });

const same = await sandbox.replay(recording);
console.log(same.divergence ?? "the same", calls);

const edited = { ...program, source: program.source.replace("await roll(null), Math", "Math") };
const other = await sandbox.replay({ ...recording, program: edited });
console.log(other.divergence);
