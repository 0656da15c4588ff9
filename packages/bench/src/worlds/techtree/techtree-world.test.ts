import { describe, expect, it } from "vitest";
import { callTool } from "./planner/call-tool.ts";
import { techtreeWorld } from "./techtree-world.ts";

type State = { place: string; nearby: string[]; inventory: Record<string, number> };

describe("a world of a seed", () => {
  async function play(seed: number, world = techtreeWorld()) {
    await world.reset(seed);
    const states = [structuredClone(world.observe())];
    for (let n = 0; n < 12; n++) {
      const { nearby } = world.observe() as unknown as State;
      await callTool(world, "techtree", "mine", { item: nearby[n % nearby.length] ?? "", count: 3 });
      states.push(structuredClone(world.observe()));
    }
    return states;
  }

  it("is the same after the same calls, in a new world and in one that was used", async () => {
    const first = await play(7);
    const used = techtreeWorld();
    await play(8, used);
    expect(await play(7, used)).toEqual(first);
    expect(await play(7)).toEqual(first);
  });

  it("differs from others in where one begins, what can be found and what comes of it", async () => {
    const worlds = await Promise.all(Array.from({ length: 12 }, (_, seed) => play(seed)));
    const of = (view: (states: State[]) => unknown): number =>
      new Set(worlds.map((states) => JSON.stringify(view(states as unknown as State[])))).size;
    expect(of(([first]) => first?.place)).toBe(4);
    expect(of(([first]) => first?.nearby)).toBeGreaterThan(8);
    expect(of((states) => states.at(-1)?.inventory)).toBe(12);
  });

  it("begins elsewhere in the other region, and hides more", async () => {
    const starts = new Set<string>();
    const count = { home: 0, away: 0 };
    for (const region of ["home", "away"] as const) {
      const world = techtreeWorld({ region, names: "familiar" });
      for (let seed = 0; seed < 40; seed++) {
        await world.reset(seed);
        const { place } = world.observe() as unknown as State;
        if (region === "away") starts.add(place);
        await callTool(world, "techtree", "travel", { to: "meadow" });
        count[region] += (world.observe() as unknown as State).nearby.length;
      }
    }
    expect([...starts].toSorted()).toEqual(["caves", "hills", "swamp"]);
    expect(count.away).toBeLessThan(count.home);
  });
});
