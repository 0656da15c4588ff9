import { expect, it } from "vitest";
import { inProcessSandbox } from "../testing/in-process-sandbox.ts";
import { memorySkillStore } from "../testing/memory-skill-store.ts";
import { applesGoal, orchardWorld, shaker } from "../testing/orchard-world.ts";
import { scriptedCoder } from "../testing/scripted-coder.ts";
import { spentOn } from "../gate/sequential-settings.ts";
import type { LooseTask } from "../task/loose-task.ts";
import { createAgent } from "./create-agent.ts";
import { verifyWith } from "./verify-with.ts";

const task: LooseTask = {
  goal: "Three apples.",
  name: "pick-apples",
  signature: "() => Promise<number>",
  world: "orchard",
};

function setUp(sources: string[], goal = applesGoal(3)) {
  const coder = scriptedCoder(sources);
  const store = memorySkillStore();
  const world = { world: orchardWorld({ luck: 0.7, shakes: 9 }), goalOf: () => goal };
  const patience = { tries: 1, firstPauseMs: 1 };
  return { coder, store, agent: createAgent({ coder, sandbox: inProcessSandbox(), store, world, patience }) };
}

it("admits by what programs bring about, and counts each one that the gate judged", async () => {
  const { coder, store, agent } = setUp([shaker("pickApples", 3, 4), shaker("pickApples", 3, 9)]);
  const result = await agent.solve(task);
  expect(result).toMatchObject({ solved: true, attempts: 2, checks: { candidates: 2 } });
  const skill = await store.get("pick-apples");
  expect(skill?.evidence.task).toEqual({ id: "library/pick-apples", suite: "library", world: "orchard" });
  expect(skill?.evidence.checks).toEqual(result.checks);
  expect(skill?.evidence.checks.runs?.alpha).toBeCloseTo(spentOn(2, 0.05), 12);
  expect(skill?.evidence.verdicts.every((verdict) => !("checks" in verdict))).toBe(true);
  const told = JSON.stringify(coder.requests[1]?.past);
  expect(told).toContain("fresh worlds");
  expect(told).not.toMatch(/basket|ground|shakes.?:/);
});

it("does not take a skill of the same types for the one that is wanted", async () => {
  const { store, agent } = setUp([shaker("pickApples", 3, 9), shaker("pickMore", 3, 8)]);
  await agent.solve(task);
  const { reason } = await agent.solve({ ...task, goal: "More apples.", name: "pick-more" });
  expect(reason).toBe("admitted");
  expect((await store.list()).map(({ name }) => name)).toEqual(["pick-apples", "pick-more"]);
});

it("judges a skill again in the worlds of its evidence, with the same end", async () => {
  const { store, agent } = setUp([shaker("pickApples", 3, 4), shaker("pickApples", 3, 9)]);
  await agent.solve(task);
  const skill = await store.get("pick-apples");
  const again = skill && (await verifyWith(agent.agent)(skill, store));
  expect(again).toEqual({ evidence: skill?.evidence });
});

it("parks a task whose goal proves nothing, instead of having it written again", async () => {
  const { agent } = setUp([shaker("pickApples", 3, 9)], { id: "always", holds: () => true });
  const { solved, parked, attempts, reason } = await agent.solve(task);
  expect({ solved, parked, attempts }).toEqual({ solved: false, parked: true, attempts: 1 });
  expect(reason).toContain("The goal of this task proves nothing");
});

it("says what asking each evaluator took, in the trace and nowhere else", async () => {
  const { store, agent } = setUp([shaker("pickApples", 3, 9)]);
  const tooks: number[] = [];
  for await (const event of agent.solve(task)) if (event.type === "verdict-given") tooks.push(event.wallMs);
  expect(tooks.length).toBeGreaterThan(3);
  expect(tooks.every((took) => took >= 0)).toBe(true);
  expect(JSON.stringify(await store.get("pick-apples"))).not.toContain("wallMs");
});
