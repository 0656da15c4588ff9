// A world with random outcomes: programs are judged by what they bring about, in fresh worlds, until it is decided.
import { createAgent, defineTool, explainSkill, type World } from "@portolan/core";
import { memorySkillStore, scriptedCoder } from "@portolan/core/testing";
import { createSandbox } from "@portolan/sandbox";
import { z } from "zod";

/** A lock that opens on a try in five, and a key that lasts for so many tries. The seed decides everything. */
function lockWorld(): World {
  let state = { open: false, tries: 20, seed: 0 };
  return {
    tools: {
      lock: {
        turn: defineTool({
          description: "Turns the key; returns whether the lock is open now.",
          input: z.null(),
          output: z.boolean(),
          effect: "write",
          call: async () => {
            const { tries, seed } = state;
            const opens = Math.sin(seed * 12.9898 + tries * 78.233) * 43758.5453;
            if (tries > 0 && opens - Math.floor(opens) < 0.2) state.open = true;
            state.tries = Math.max(0, tries - 1);
            return state.open;
          },
        }),
      },
    },
    reset: async (seed) => {
      state = { open: false, tries: 20, seed: seed % 100_003 };
    },
    observe: () => ({ ...state }),
  };
}

const opening = (tries: number): string => `import { turn } from "#tools/lock";

/** Turns the key until the lock is open, ${tries} times at most. */
export async function openTheLock(): Promise<boolean> {
  for (let i = 0; i < ${tries}; i++) if (await turn(null)) return true;
  return false;
}
`;

await using sandbox = createSandbox();
const store = memorySkillStore();
const agent = createAgent({
  // Five tries open the lock in 67 worlds of 100, twenty in 98.
  coder: scriptedCoder([opening(5), opening(20)]),
  sandbox,
  store,
  world: {
    world: lockWorld(),
    goalOf: () => ({
      id: "open",
      holds: ({ after }) => (after as { open: boolean }).open,
    }),
    runs: { admitAt: 0.95, refuseAt: 0.8, alpha: 0.05, beta: 0.1 },
  },
});
const solving = agent.solve({
  goal: "Open the lock.",
  name: "open-the-lock",
  signature: "() => Promise<boolean>",
  world: "lock",
});
for await (const event of solving) {
  if (event.type === "verdict-given" && event.verdict.evaluator === "world-runs") {
    console.log(`attempt ${event.attempt}: ${event.verdict.status}. ${event.verdict.feedback ?? ""}`);
  }
}
const { solved, checks } = await solving;
console.log({ solved, runs: checks?.runs?.of, isBounded: (checks?.lowerBound ?? 0) >= 0.8 });
const skill = await store.get("open-the-lock");
if (skill) console.log(explainSkill(skill).summary);
