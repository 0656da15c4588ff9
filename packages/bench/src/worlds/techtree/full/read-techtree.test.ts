import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { missedByPlan } from "../planner/missed.ts";
import { plannerOf } from "../planner/solve.ts";
import { techtreeMilestones } from "../tasks/milestones.ts";
import { techtreeSuite } from "../tasks/techtree-suite.ts";
import { readTechtree } from "./read-techtree.ts";

const folder = process.env["PORTOLAN_SUITES"];
if (!folder) console.log("PORTOLAN_SUITES is not set: the facts of 1.19 are skipped.");

describe.skipIf(!folder)("the facts of 1.19", () => {
  const read = () => readTechtree(join(folder ?? "", "techtree-1.19.json"));

  it("make a tree in which everything can be had", async () => {
    const tree = await read();
    expect(tree.items.size).toBeGreaterThan(600);
    const milestones = techtreeMilestones(tree).map(({ item }) => item);
    expect(milestones).toEqual(
      ["wooden", "stone", "iron", "diamond", "netherite"].map((one) => `${one}_pickaxe`),
    );
  });

  it("make goals that can all be reached", async () => {
    const tree = await read();
    expect(await missedByPlan(techtreeSuite({ tree, goals: "all" }), plannerOf(tree), [1])).toEqual([]);
    expect(await missedByPlan(techtreeSuite({ tree, goals: "transfer" }), plannerOf(tree), [1])).toEqual([]);
  });
});

describe("a file of facts", () => {
  const file = join(mkdtempSync(join(tmpdir(), "portolan-facts-")), "facts.json");

  it("says what is wrong with it, and where", async () => {
    writeFileSync(file, JSON.stringify({ version: "1", craft: [{ out: "a", n: 0, in: {}, table: false }] }));
    await expect(readTechtree(file)).rejects.toMatchObject({
      code: "suite-invalid",
      message: expect.stringContaining("craft.0.n") as string,
    });
    await expect(readTechtree(`${file}.none`)).rejects.toMatchObject({ code: "suite-invalid" });
  });
});
