import type { World } from "@portolan/core";
import type { Tree } from "../tree/tree.ts";
import { callTool } from "./call-tool.ts";
import { waysOf } from "../tree/ways.ts";
import { type Step, stepsTo } from "./demand.ts";

/**
 * A planner that calls the tools of the world as a program does, but with all recipes known; it returns how many calls it took.
 * It throws the ToolFailure when a plan does not work out, which is a mistake in the facts of the world.
 */
export function plannerOf(tree: Tree) {
  const ways = waysOf(tree);
  return async (world: World, wanted: ReadonlyMap<string, number>): Promise<number> => {
    const journey = new Journey(world, tree);
    for (const step of stepsTo(tree, ways, wanted)) await journey.take(step);
    return journey.calls;
  };
}

/** Everything is made where the journey began. */
class Journey {
  calls = 0;
  readonly #world: World;
  readonly #tree: Tree;
  readonly #base: string;

  constructor(world: World, tree: Tree) {
    this.#world = world;
    this.#tree = tree;
    this.#base = (world.observe() as { place: string }).place;
  }

  async take({ way, count }: Step): Promise<void> {
    const { item, kind } = way;
    if (kind === "mine") {
      await this.#go(way.source.places[0].place);
      if (way.tool) await this.#call("equip", { item: way.tool });
      return this.#call(kind, { item, count });
    }
    await this.#call("travel", { to: this.#base });
    for (const station of way.keeps) await this.#call("place", { item: station });
    return this.#call(kind, { item, count });
  }

  async #go(to: string): Promise<void> {
    const { from, needs, realm } = this.#tree.places.get(to) ?? {};
    const here = this.#tree.places.get((this.#world.observe() as { place: string }).place);
    if (here?.name === to) return;
    if (from !== undefined) await this.#go(from);
    if (needs?.how === "placed" && here?.realm !== realm) {
      await this.#call("travel", { to: this.#base });
      await this.#call("place", { item: needs.item });
    }
    await this.#call("travel", { to });
  }

  /** Calls a tool, again where it was but bad luck; what was found before then counts. */
  async #call(name: string, input: { item: string; count?: number } | { to: string }): Promise<void> {
    let left = "count" in input ? (input.count ?? 1) : 1;
    for (;;) {
      this.calls++;
      const asked = "count" in input ? { ...input, count: left } : input;
      const answer = await callTool(this.#world, "techtree", name, asked);
      if ("value" in answer) return;
      const { again, found = 0 } = (answer.failure.data ?? {}) as { again?: boolean; found?: number };
      if (again !== true) throw answer.failure;
      left -= found;
    }
  }
}
