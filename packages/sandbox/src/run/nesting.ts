import type { Json } from "@portolan/core";

/** How many arrays and objects the arguments of a run may lie in; results have the same limit, in the guest. */
export const mostArgumentDepth = 500;

/** True when a value lies in more than `most` arrays and objects. It goes no deeper than that itself. */
export function nestedDeeper(value: Json, most: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return most === 0 || Object.values(value).some((part) => nestedDeeper(part, most - 1));
}
