import { createAgent } from "@portolan/core";
import { inProcessSandbox, memorySkillStore, scriptedCoder } from "@portolan/core/testing";
import { expect, it } from "vitest";
import { techtreeSuite } from "./tasks/techtree-suite.ts";

const { suite, world, goalOf } = techtreeSuite({ names: "familiar" });
const task = suite.tasks.find(({ name }) => name === "obtain-flint");

/** A program that tries so often that bad luck does not matter; where one begins there may be none of it. */
function program(travels: boolean, tries: number): string {
  return `import { mine, travel } from "#tools/techtree";

export async function obtainFlint(count: number): Promise<number> {
  for (let tries = 1; ; tries++) {
    try {
      ${travels ? 'await travel({ to: "hills" });' : ""}
      return await mine({ item: "flint", count });
    } catch (failure) {
      if (tries >= ${tries}) throw failure;
    }
  }
}
`;
}

it("admits a program that reaches the goal in almost all worlds, and none that depends on place or luck", async () => {
  if (!task) throw new Error("no task");
  const store = memorySkillStore();
  const coder = scriptedCoder([program(false, 5), program(true, 1), program(true, 9)]);
  const agent = createAgent({ coder, sandbox: inProcessSandbox(), store, world: { world: world(), goalOf } });
  const { solved, attempts, checks } = await agent.solve(task);
  expect({ solved, attempts }).toEqual({ solved: true, attempts: 3 });
  expect(checks?.runs?.right).toBe(checks?.runs?.of);
  expect((await store.get("obtain-flint"))?.evidence.task).toMatchObject({ suite: "techtree-familiar" });
});
