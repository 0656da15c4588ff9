export { craftingTree, type NameSet } from "./data/crafting-tree.ts";
export { type Milestone, techtreeMilestones } from "./tasks/milestones.ts";
export * from "./tasks/techtree-suite.ts";
export * from "./techtree-world.ts";
export type { Region } from "./state/land.ts";
export type * from "./tree/tree.ts";
export type { TechtreeGoals } from "./tasks/asked-items.ts";
