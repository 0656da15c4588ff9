import type { Item, ToolNeed } from "../tree/tree.ts";
import type { FullFacts } from "./full-schema.ts";

const tiers = ["wooden", "stone", "iron", "diamond", "netherite"];
const kinds = ["pickaxe", "axe", "shovel", "sword", "hoe"];

/** What the facts leave out: the gate to the nether as a thing, and the tools that are improved at a smithing table. */
export const addedItems = ["nether_portal", ...kinds.map((kind) => `netherite_${kind}`)];

const placed = /^(crafting_table|furnace|blast_furnace|smithing_table|nether_portal|chest|campfire)$/;
const alone = /(_boat|_bed|minecart|_stew|_soup|water_bucket|lava_bucket|milk_bucket|^cake|nether_portal)$/;
const bySixteen = /(_sign|_banner|^bucket|^snowball|^egg|^ender_pearl|honey_bottle)$/;

/** An item of the facts, with its stack as the game has it. */
export function fullItem(name: string, { durability, fuel, smeltTicks }: FullFacts): Item {
  const uses = durability[name];
  const ticks = fuel[name];
  const isAlone = uses !== undefined || alone.test(name);
  return {
    name,
    stack: isAlone ? 1 : bySixteen.test(name) ? 16 : 64,
    ...(uses !== undefined && { uses }),
    ...(ticks !== undefined && { burns: ticks / smeltTicks }),
    ...(placed.test(name) && { isPlaced: true }),
    ...(/^(water|lava|milk)_bucket$/.test(name) && { leaves: "bucket" }),
    ...(name === "honey_bottle" && { leaves: "glass_bottle" }),
    tool: toolOf(name),
  };
}

/** What a tool of that name is good for; golden ones are as weak as wooden ones. */
function toolOf(name: string): ToolNeed | undefined {
  if (name === "shears") return { kind: "shears", tier: 1 };
  const [material = "", kind = ""] = name.split("_");
  if (!kinds.includes(kind)) return undefined;
  if (material === "golden") return { kind, tier: 1 };
  return tiers.includes(material) ? { kind, tier: tiers.indexOf(material) + 1 } : undefined;
}

/** The least tool of a list of those that will do. */
export function needOf(tools: readonly string[] | null): ToolNeed | undefined {
  const needs = (tools ?? []).flatMap((name) => toolOf(name) ?? []);
  return needs.toSorted((a, b) => a.tier - b.tier)[0];
}
