import { random } from "../../../suites/inputs.ts";
import type { Tree } from "../tree/tree.ts";

/** What a seed makes of the places: where one begins, and what can be found where. */
export interface Land {
  start: string;
  /** Items that can be found, by place. */
  finds: ReadonlyMap<string, ReadonlySet<string>>;
}

/** `home` is where one learns; `away` journeys begin in other places, and things are found in fewer. */
export type Region = "home" | "away";

/** The land of a seed; every source is at its first place, and at the others by their chance. */
export function landOf({ places, sources }: Tree, seed: number, region: Region): Land {
  const next = random(`${region} ${seed}`);
  const open = [...places.values()].filter(({ from, needs }) => from === undefined && !needs);
  const others = open.filter(({ isStart }) => isStart === (region === "home"));
  const starts = others.length > 0 ? others : open;
  const share = region === "home" ? 1 : 0.5;
  const start = starts[Math.floor(next() * starts.length)]?.name ?? "";
  const finds = new Map(Array.from(places.keys(), (place) => [place, new Set<string>()]));
  for (const { item, places: where } of sources.values()) {
    for (const [index, { place, chance }] of where.entries()) {
      if (next() < (index === 0 ? 1 : chance * share)) finds.get(place)?.add(item);
    }
  }
  return { start, finds };
}
