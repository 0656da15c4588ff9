import { sameValue, type Value } from "./value.ts";

/** How much of a wanted value another one has, from 0 to 1. */
export function likeness(value: Value | undefined, wanted: Value): number {
  if (value === undefined) return 0;
  if (sameValue(value, wanted)) return 1;
  if (typeof value === "string" && typeof wanted === "string")
    return ofLists(value.split(""), wanted.split(""));
  if (Array.isArray(value) && Array.isArray(wanted)) return ofLists(value, wanted);
  return 0;
}

/** By length, by items that both have, and by items in the same place. */
function ofLists(items: readonly Value[], wanted: readonly Value[]): number {
  const longer = Math.max(items.length, wanted.length, 1);
  const common = wanted.filter((item) => items.some((other) => sameValue(other, item))).length;
  const inPlace = wanted.filter((item, i) => sameValue(items[i], item)).length;
  return (items.length === wanted.length ? 0.4 : 0) + (0.3 * (common + inPlace)) / longer;
}
