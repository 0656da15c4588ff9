import type { Source, SourcePlace } from "../tree/tree.ts";
import type { FullFacts } from "./full-schema.ts";
import { needOf } from "./full-items.ts";
import { placesOf } from "./full-places.ts";

/** How often another place has it, and how often a find fails: the facts do not say. */
const elsewhere = 0.4;
const usualMisses = 15;
/** A drop with a smaller chance is rare. */
const rare = 0.2;

/** Where items come from: blocks that are mined, animals and monsters that are hunted, what buckets are filled with. */
export function fullSources({ blocks, mobs }: FullFacts, isKnown: (item: string) => boolean): Source[] {
  const found: Source[] = [];
  for (const { block, tools, loot, nether } of blocks) {
    for (const { item, chance, count } of loot) {
      const yields: [number, number] = [Math.max(1, count[0] ?? 1), Math.max(1, count[1])];
      const misses = chance < rare ? 50 : usualMisses;
      found.push({ item, places: where(block, nether), tool: needOf(tools), yields, misses });
    }
  }
  for (const [mob, items] of Object.entries(mobs)) {
    const isNether = mob === "blaze";
    for (const item of items) {
      found.push({ item, places: where(mob, isNether), yields: [1, 2], misses: usualMisses });
    }
  }
  for (const [item, place] of [
    ["water_bucket", "shore"],
    ["lava_bucket", "deep_caves"],
    ["milk_bucket", "plains"],
  ] as const) {
    const places: Source["places"] = [{ place, chance: 1 }];
    found.push({ item, places, takes: "bucket", yields: [1, 1], misses: usualMisses });
  }
  const byItem = Map.groupBy(found, ({ item }) => item);
  return [...byItem].flatMap(([item, ways]) => (isKnown(item) ? [easiest(ways)] : []));
}

function where(name: string, isNether: boolean): [SourcePlace, ...SourcePlace[]] {
  const [home, ...others] = placesOf(name, isNether);
  return [{ place: home, chance: 1 }, ...others.map((place) => ({ place, chance: elsewhere }))];
}

/** Of several ways, the one that asks for the least tool and fails least; the first of those that are alike. */
function easiest(ways: Source[]): Source {
  return ways.reduce((best, way) => (effortOf(way) < effortOf(best) ? way : best));
}

function effortOf({ tool, misses }: Source): number {
  return 1000 * (tool?.tier ?? 0) + misses;
}
