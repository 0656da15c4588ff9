import type { World } from "@portolan/core";
import { craftingTree, type NameSet } from "./data/crafting-tree.ts";
import type { Region } from "./state/land.ts";
import { seedIn, type State, stateOf, whole } from "./state/state.ts";
import { treeTools } from "./tools/tree-tools.ts";
import type { Tree } from "./tree/tree.ts";

/** Which world of crafting. */
export interface TechtreeOptions {
  /** Neutral when absent. */
  names?: NameSet;
  /** Facts from elsewhere, such as `readTechtree(path)`; then names are those of the facts. */
  tree?: Tree;
  /** `home` when absent. */
  region?: Region;
  /** Another series of worlds: the seeds of one say nothing of those of another; 0 when absent. */
  series?: number;
}

/** A world of crafting whose every outcome depends on the seed and on what was called before. */
export function techtreeWorld({
  names,
  tree = craftingTree(names),
  region,
  series = 0,
}: TechtreeOptions = {}): World {
  const make = (seed: number): State => stateOf(tree, seedIn(series, seed), region);
  let state = make(0);
  return {
    tools: treeTools(() => state),
    reset: async (seed) => {
      state = make(seed);
    },
    observe: () => whole(state),
  };
}
