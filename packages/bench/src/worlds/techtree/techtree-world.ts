import type { World } from "@portolan/core";
import { craftingTree, type NameSet } from "./data/crafting-tree.ts";
import type { Region } from "./state/land.ts";
import { stateOf, whole } from "./state/state.ts";
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
}

/** A world of crafting whose every outcome depends on the seed and on what was called before. */
export function techtreeWorld({ names, tree = craftingTree(names), region }: TechtreeOptions = {}): World {
  let state = stateOf(tree, 0, region);
  return {
    tools: treeTools(() => state),
    reset: async (seed) => {
      state = stateOf(tree, seed, region);
    },
    observe: () => whole(state),
  };
}
