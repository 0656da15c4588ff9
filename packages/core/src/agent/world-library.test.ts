import { expect, it } from "vitest";
import type { TraceEvent } from "../events/event.ts";
import { inProcessSandbox } from "../testing/in-process-sandbox.ts";
import { memorySkillStore } from "../testing/memory-skill-store.ts";
import { applesGoal, orchardWorld, shaker } from "../testing/orchard-world.ts";
import { scriptedCoder } from "../testing/scripted-coder.ts";
import { defineTool } from "../sandbox/tool.ts";
import type { World } from "../world/world.ts";
import type { WorldGoal } from "../world/world-goal.ts";
import { createAgent } from "./create-agent.ts";

const task = (name: string) => ({
  goal: `Gather \`${name}\`.`,
  name,
  signature: "() => Promise<number>",
  world: "orchard",
});
const calling = `import { pickApples } from "#skills/pick-apples";
export async function pickMany(): Promise<number> {
  return pickApples();
}
`;

/** An orchard whose luck can change. */
function changingOrchard() {
  let now = orchardWorld({ luck: 0.9, shakes: 9 });
  const tool = (name: "shake" | "gather") =>
    defineTool({
      ...now.tools["orchard"]![name]!,
      call: (input, context) => now.tools["orchard"]![name]!.call(input, context) as Promise<number>,
    });
  const world: World = {
    tools: { orchard: { shake: tool("shake"), gather: tool("gather") } },
    reset: (seed) => now.reset(seed),
    observe: () => now.observe(),
  };
  return { world, change: (luck: number) => void (now = orchardWorld({ luck, shakes: 9 })) };
}

function setUp(sources: string[], goalOf: (id: string) => WorldGoal = () => applesGoal(3)) {
  const { world, change } = changingOrchard();
  const store = memorySkillStore();
  const coder = scriptedCoder(sources);
  const agent = createAgent({
    coder,
    sandbox: inProcessSandbox(),
    store,
    world: { world, goalOf: ({ id }) => goalOf(id) },
    patience: { tries: 1, firstPauseMs: 1 },
  });
  return { agent, store, coder, change };
}

it("takes a skill that does the very task, whatever the verb, once the gate has seen it do so", async () => {
  const { agent, coder } = setUp([shaker("pickApples", 3, 9)]);
  await agent.solve(task("pick-apples"));
  expect(await agent.solve(task("get-apples"))).toMatchObject({
    solved: true,
    reason: "known",
    called: ["pick-apples"],
    evaluations: 1,
    attempts: 0,
  });
  expect(coder.requests).toHaveLength(1);
});

it("does not take one that is said to do it and does not", async () => {
  const { agent } = setUp([shaker("pickApples", 3, 9), shaker("getApples", 5, 9)], (id) =>
    applesGoal(id.endsWith("get-apples") ? 5 : 3),
  );
  await agent.solve(task("pick-apples"));
  expect(await agent.solve(task("get-apples"))).toMatchObject({ solved: true, reason: "admitted" });
});

it("blames a callee that fails in the worlds of its own evidence, and has it written anew", async () => {
  const better = shaker("pickApples", 3, 9).replaceAll("fallen < 3", "fallen < 4");
  const { agent, store, change } = setUp([shaker("pickApples", 3, 3), calling, better]);
  await agent.solve({ ...task("pick-apples"), gate: { runs: { admitAt: 0.6, refuseAt: 0.4 } } });
  expect((await store.get("pick-apples"))?.status).toBe("active");
  change(0.55);
  const events: TraceEvent[] = [];
  for await (const event of agent.solve(task("pick-many"))) events.push(event);
  const causes = events.flatMap((event) => (event.type === "failure-attributed" ? [event.attribution] : []));
  expect(causes[0]).toMatchObject({ cause: "callee", callee: { name: "pick-apples" } });
  expect(causes[0]?.detail).toContain("in the worlds of its evidence");
  expect(events.map(({ type }) => type)).toContain("callee-quarantined");
});

it("says which skill was called where it cannot work, and leaves it in the library", async () => {
  const demanding = shaker("pickApples", 3, 9);
  const twice = calling.replace(
    "return pickApples();",
    "await pickApples();\n  await pickApples();\n  return pickApples();",
  );
  const { agent, store, coder } = setUp([demanding, twice], (id) => applesGoal(id.endsWith("many") ? 12 : 3));
  await agent.solve(task("pick-apples"));
  await agent.solve(task("pick-many"));
  const attribution = coder.requests.at(-1)?.past[0]?.attribution;
  expect(attribution).toMatchObject({ cause: "own", callee: { name: "pick-apples" } });
  expect((await store.get("pick-apples"))?.status).toBe("active");
});
