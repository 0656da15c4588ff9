import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { World } from "@portolan/core";
import { describe, expect, it } from "vitest";
import { callTool } from "../planner/call-tool.ts";
import { stepsTo } from "../planner/demand.ts";
import { missedByPlan, reachedByNothing, type Solve } from "../planner/missed.ts";
import { waysOf } from "../tree/ways.ts";
import { textcraftSuite } from "./textcraft-suite.ts";
import { readTextcraftTree } from "./textcraft-tree.ts";

const folder = process.env["PORTOLAN_SUITES"];
if (!folder) console.log("PORTOLAN_SUITES is not set: textcraft is skipped.");

/** It plans again for what is missing: the tool may have used other items of a group than the plan says. */
async function plannerFor(recipes: string): Promise<Solve> {
  const tree = await readTextcraftTree(recipes);
  const ways = waysOf(tree);
  const solve: Solve = async (world, wanted) => {
    for (const { way, count } of stepsTo(tree, ways, wanted)) {
      const call = ["textcraft", way.kind === "mine" ? "get" : "craft", { item: way.item, count }] as const;
      let answer = await callTool(world, ...call);
      for (let tries = 0; "failure" in answer && tries < 3; tries++) {
        const { counts = {} } = (answer.failure.data ?? {}) as { counts?: Record<string, number> };
        await solve(world, new Map(Object.entries(counts)));
        answer = await callTool(world, ...call);
      }
      if ("failure" in answer) throw answer.failure;
    }
  };
  return solve;
}

describe.skipIf(!folder)("textcraft as it is published", () => {
  const path = (name: string): string => join(folder ?? "", name);
  const options = { tasks: path("textcraft.jsonl"), recipes: path("textcraft-recipes.json") };

  it("can all be solved by one planner, and by nobody who does nothing", async () => {
    const suite = await textcraftSuite(options);
    expect(suite.suite.tasks).toHaveLength(544);
    expect(new Set(suite.suite.tasks.map(({ name }) => name)).size).toBe(544);
    expect(await missedByPlan(suite, await plannerFor(options.recipes), [1, 2])).toEqual([]);
    expect(await reachedByNothing(suite, [1, 2])).toEqual([]);
  });

  it("has 200 tasks to test with", async () => {
    const { tasks } = (await textcraftSuite({ ...options, split: "test", most: 1 })).suite;
    expect(tasks).toHaveLength(200);
    expect([tasks[0]?.level, tasks.at(-1)?.level]).toEqual([2, 4]);
  });
});

describe("a suite of recipes", () => {
  const at = mkdtempSync(join(tmpdir(), "portolan-textcraft-"));
  const options = { tasks: join(at, "tasks.jsonl"), recipes: join(at, "recipes.json") };
  const write = (tasks: string): void => {
    writeFileSync(options.tasks, tasks);
    const recipes = [
      {
        out: "raft",
        n: 1,
        in: [
          { tag: "beams", n: 3 },
          { item: "rope", n: 2 },
        ],
      },
      { out: "fir beam", n: 2, in: [{ item: "fir", n: 1 }] },
      { out: "ring", n: 1, in: [{ item: "ring half", n: 2 }] },
      { out: "ring half", n: 2, in: [{ item: "ring", n: 1 }] },
    ];
    writeFileSync(options.recipes, JSON.stringify({ recipes, tags: { beams: ["fir beam", "ring"] } }));
  };
  const line = (goal: string): string =>
    JSON.stringify({ id: `textcraft/${goal}`, split: "test", goal, depth: 2, commands: ["craft 1 raft"] });
  const ask = (world: World, tool: string, item: string) => callTool(world, "textcraft", tool, { item });

  it("takes any item of a group, and gives what has no recipe", async () => {
    write(`${line("raft")}\n${line("ring")}\n`);
    const suite = await textcraftSuite(options);
    expect(suite.suite.tasks.map(({ name }) => name)).toEqual(["obtain-raft"]);
    expect(suite.suite.tasks[0]?.goal).toContain("craft 1 raft");
    expect(await missedByPlan(suite, await plannerFor(options.recipes), [1, 2, 3])).toEqual([]);
    const world = suite.world();
    expect(await ask(world, "get", "raft")).toMatchObject({ failure: { message: "no way to get raft" } });
    expect(await ask(world, "craft", "raft")).toMatchObject({
      failure: { data: { missing: ["fir beam", "rope"], counts: { "fir beam": 3, rope: 2 } } },
    });
  });

  it("says which line is wrong", async () => {
    write(`${line("raft")}\n{"id": 1}\n`);
    await expect(textcraftSuite(options)).rejects.toMatchObject({ value: `${options.tasks}:2` });
  });
});
