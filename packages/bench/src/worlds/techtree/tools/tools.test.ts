import type { Json, World } from "@portolan/core";
import { beforeEach, describe, expect, it } from "vitest";
import { callTool } from "../planner/call-tool.ts";
import { plannerOf } from "../planner/solve.ts";
import { craftingTree } from "../data/crafting-tree.ts";
import { techtreeWorld } from "../techtree-world.ts";

const tree = craftingTree("familiar");
const solve = plannerOf(tree);
let world: World;

beforeEach(async () => {
  world = techtreeWorld({ tree });
  await world.reset(1);
});

/** What a tool returned, or what its failure says. */
async function call(tool: string, input: Json): Promise<unknown> {
  const answer = await callTool(world, "techtree", tool, input);
  return "value" in answer ? answer.value : { said: answer.failure.message, data: answer.failure.data };
}

const have = (wanted: Record<string, number>): Promise<number> =>
  solve(world, new Map(Object.entries(wanted)));

const held = (): Record<string, number> =>
  (world.observe() as { inventory: Record<string, number> }).inventory;

describe("craft", () => {
  it("says all that is lacking at once: how many more, how many in all, and the table", async () => {
    await have({ stick: 4 });
    expect(await call("craft", { item: "wooden-pickaxe", count: 3 })).toEqual({
      said: "cannot craft wooden-pickaxe: needs 7 more plank, 2 more stick, a crafting-table placed nearby",
      data: {
        missing: ["plank", "stick", "crafting-table"],
        counts: { plank: 7, stick: 2, "crafting-table": 1 },
        needs: { plank: 9, stick: 6, "crafting-table": 1 },
      },
    });
  });

  it("makes at least as many as asked for, in the numbers of its recipe", async () => {
    await have({ log: 2 });
    expect(await call("craft", { item: "plank", count: 5 })).toBe(8);
    expect(held()).toEqual({ plank: 8 });
  });

  it("fits what is 2×2 in the hand, and asks for a table for what is larger", async () => {
    await have({ plank: 20 });
    expect(await call("craft", { item: "crafting-table" })).toBe(1);
    expect(await call("craft", { item: "bowl" })).toMatchObject({ data: { missing: ["crafting-table"] } });
    expect(await call("place", { item: "crafting-table" })).toEqual(["crafting-table"]);
    expect(await call("craft", { item: "bowl" })).toBe(4);
  });

  it("takes either kind of wood, and gives the containers back", async () => {
    await have({ "pale-plank": 2, cake: 1 });
    expect(held()).toMatchObject({ bucket: 3, cake: 1 });
    expect(await call("craft", { item: "stick" })).toBeGreaterThanOrEqual(4);
  });

  it("knows what it will never give", async () => {
    expect(await call("craft", { item: "log" })).toEqual({ said: "no way to craft log", data: null });
    expect(await call("craft", { item: "no such thing" })).toMatchObject({ data: null });
  });
});

describe("smelt", () => {
  it("says what is lacking: what to smelt, fuel by the number that would do, the furnace", async () => {
    expect(await call("smelt", { item: "iron-ingot", count: 9 })).toMatchObject({
      said: "cannot smelt iron-ingot: needs 9 more raw-iron, 2 more coal or other fuel, a furnace placed nearby",
      data: { counts: { "raw-iron": 9, coal: 2, furnace: 1 } },
    });
  });

  it("smelts eight of them with a piece of coal, and goes on with what is left of the fire", async () => {
    await have({ cobblestone: 8, coal: 1, furnace: 1 });
    await call("place", { item: "furnace" });
    const { coal = 0 } = held();
    expect(await call("smelt", { item: "stone", count: 5 })).toBe(5);
    expect(await call("smelt", { item: "stone", count: 3 })).toBe(8);
    expect(held().coal ?? 0).toBe(coal - 1);
  });

  it("burns wood where there is no coal, but not what is to be smelted, nor tools", async () => {
    await have({ furnace: 1, "wooden-axe": 1, log: 2 });
    await call("place", { item: "furnace" });
    expect(await call("smelt", { item: "charcoal", count: 2 })).toMatchObject({
      data: { missing: ["coal"] },
    });
    expect(await call("smelt", { item: "charcoal", count: 1 })).toBe(1);
    expect(held()).toMatchObject({ "wooden-axe": 1 });
  });
});

describe("mine", () => {
  it("says what is lacking: the tool in hand and the place", async () => {
    expect(await call("mine", { item: "diamond" })).toEqual({
      said: "cannot mine diamond: needs an iron-pickaxe or better in hand, a place that has it, such as deeps",
      data: {
        missing: ["iron-pickaxe", "deeps"],
        counts: { "iron-pickaxe": 1, deeps: 1 },
        needs: { "iron-pickaxe": 1, deeps: 1 },
      },
    });
  });

  it("fills one bucket for each", async () => {
    await have({ bucket: 1 });
    await call("travel", { to: "shore" });
    expect(await call("mine", { item: "water-bucket", count: 3 })).toMatchObject({
      said: "cannot mine water-bucket: needs 2 more bucket",
    });
  });

  it("wears the tool out: the next of its kind is taken in hand, and after the last it says so", async () => {
    await have({ "wooden-pickaxe": 2 });
    await call("travel", { to: "hills" });
    expect(await call("mine", { item: "cobblestone" })).toMatchObject({
      data: { missing: ["wooden-pickaxe"] },
    });
    await call("equip", { item: "wooden-pickaxe" });
    const answers: unknown[] = [];
    for (let n = 0; n < 12; n++) answers.push(await call("mine", { item: "cobblestone", count: 20 }));
    expect(held()).toEqual({ cobblestone: 118 });
    expect(answers).toContainEqual({
      said: expect.stringContaining("another wooden-pickaxe in hand"),
      data: expect.objectContaining({ missing: ["wooden-pickaxe"] }),
    });
    expect(world.observe()).toMatchObject({ equipped: null });
  });

  it("is unlucky now and then, says so, and keeps what was found before", async () => {
    await call("travel", { to: "forest" });
    const answers: { said?: string; data?: { again: boolean; found: number } }[] = [];
    for (let n = 0; n < 60; n++)
      answers.push(Object(await call("mine", { item: "apple", count: 2 })) as object);
    const unlucky = answers.filter(({ data }) => data?.again);
    expect(unlucky.length).toBeGreaterThan(5);
    expect(unlucky.length).toBeLessThan(30);
    const partly = unlucky.reduce((sum, { data }) => sum + (data?.found ?? 0), 0);
    expect(held()).toEqual({ apple: 2 * (60 - unlucky.length) + partly });
  });

  it("picks up what was placed", async () => {
    await have({ "crafting-table": 1 });
    await call("place", { item: "crafting-table" });
    expect(held()).not.toHaveProperty("crafting-table");
    expect(await call("mine", { item: "crafting-table" })).toBe(1);
    expect(await call("observe", null)).toMatchObject({ placed: [] });
  });

  it("stops when 36 slots are full", async () => {
    await call("travel", { to: "forest" });
    let last: unknown;
    for (let n = 0; n < 40; n++) last = await call("mine", { item: "log", count: 64 });
    expect(last).toMatchObject({ said: expect.stringContaining("inventory is full"), data: { full: true } });
    expect(world.observe()).toMatchObject({ slots: 36, inventory: { log: 36 * 64 } });
  });
});

describe("travel and place", () => {
  it("leaves behind what is placed, and finds it there again", async () => {
    await have({ "crafting-table": 2 });
    await call("place", { item: "crafting-table" });
    const { place } = world.observe() as { place: string };
    await call("travel", { to: "caves" });
    expect(world.observe()).toMatchObject({ placed: [], standing: { [place]: ["crafting-table"] } });
    await call("travel", { to: place });
    expect(await call("place", { item: "crafting-table" })).toEqual(["crafting-table"]);
    expect(held()).toEqual({ "crafting-table": 1 });
  });

  it("needs a way there, and what it takes to get across", async () => {
    expect(await call("travel", { to: "deeps" })).toMatchObject({ data: { missing: ["caves"] } });
    expect(await call("travel", { to: "island" })).toMatchObject({ data: { missing: ["boat"] } });
    expect(await call("travel", { to: "wastes" })).toMatchObject({
      said: "cannot travel to wastes: needs a portal placed nearby",
      data: { missing: ["portal"] },
    });
    expect(await call("travel", { to: "nowhere" })).toEqual({
      said: "no way to travel to nowhere",
      data: null,
    });
  });

  it("places and takes in hand only what is there, and what serves for it", async () => {
    expect(await call("place", { item: "furnace" })).toMatchObject({ data: { missing: ["furnace"] } });
    expect(await call("place", { item: "stick" })).toMatchObject({ data: null });
    expect(await call("equip", { item: "iron-sword" })).toMatchObject({ data: { missing: ["iron-sword"] } });
    expect(await call("equip", { item: "stick" })).toMatchObject({ data: null });
  });
});
