import { readPlaces } from "../tree/read-items.ts";

/** Places are ours: the facts do not say where things are. */
export const fullPlaces = readPlaces(`
plains ; start
forest ; start
taiga ; start
jungle
savanna
shore ; start
desert
swamp
hills
caves
deep_caves ; from caves
nether_wastes ; needs nether_portal placed ; realm nether_wastes
nether_fortress ; from nether_wastes ; realm nether_wastes
`).places;

/** The first line whose pattern a block or an animal matches says where it is: always in the first place, often in the others. */
const whereabouts: [RegExp, string, ...string[]][] = [
  [/^(blaze|wither_skeleton)$/, "nether_fortress"],
  [/^deepslate|diamond_ore|^(obsidian|redstone_ore|lapis_ore|gold_ore|tuff|amethyst)/, "deep_caves"],
  [/^(emerald_ore)$/, "hills", "caves"],
  [/^(coal_ore|stone|cobblestone|granite|diorite|andesite)$/, "hills", "caves"],
  [/_ore$|dripstone|calcite|cobweb|mossy/, "caves", "hills"],
  [/^(spider|zombie|skeleton|creeper)$/, "caves", "plains"],
  [/^enderman$/, "deep_caves", "plains"],
  [/^(oak_log|birch_log|dark_oak_log|oak_leaves|rose_bush|lilac|peony|lily)/, "forest", "plains"],
  [/^(spruce_log|sweet_berry_bush|fern|snow|ice|packed_ice|pumpkin)/, "taiga", "hills"],
  [/^(jungle_log|melon|bamboo|cocoa)/, "jungle"],
  [/^acacia_log$/, "savanna"],
  [/^(mangrove_log|vine|blue_orchid|slime|.*mushroom)/, "swamp", "forest"],
  [/^(sand|clay|sugar_cane|kelp|seagrass|squid)$/, "shore", "swamp"],
  [/^(red_sand|sandstone|cactus|dead_bush|terracotta)$/, "desert", "savanna"],
  [/^gravel$/, "hills", "shore"],
];

/** The places of a block or an animal, the one that always has it first. */
export function placesOf(name: string, isNether: boolean): [string, ...string[]] {
  const found = whereabouts.find(([pattern]) => pattern.test(name));
  if (isNether) return ["nether_wastes"];
  if (!found) return ["plains", "forest"];
  const [, first, ...others] = found;
  return [first, ...others];
}
