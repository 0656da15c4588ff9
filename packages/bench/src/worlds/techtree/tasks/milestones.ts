import type { Tree } from "../tree/tree.ts";
import { leastTool } from "../tree/depths.ts";

/** The first tool of a tier: what progress in a world of crafting is told by. */
export interface TierMilestone {
  name: "wooden" | "stone" | "iron" | "diamond" | "netherite";
  /** The pickaxe of that tier, which opens the next one. */
  item: string;
  /** Every tool of that tier: whichever comes first counts. */
  tools: string[];
}

const names: TierMilestone["name"][] = ["wooden", "stone", "iron", "diamond", "netherite"];

/** The milestones of a tree, the first one first; tiers that it does not have are absent. */
export function techtreeMilestones(tree: Tree): TierMilestone[] {
  return names.flatMap((name, index): TierMilestone[] => {
    const item = leastTool(tree, { kind: "pickaxe", tier: index + 1 });
    const tools = [...tree.items.values()].filter(({ tool }) => tool?.tier === index + 1);
    if (item === undefined || tree.items.get(item)?.tool?.tier !== index + 1) return [];
    return [{ name, item, tools: tools.map((tool) => tool.name) }];
  });
}
