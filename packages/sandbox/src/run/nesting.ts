import type { Json } from "@portolan/core";

/** True when a value lies in more than `most` arrays and objects. It goes no deeper than that itself. */
export function nestedDeeper(value: Json, most: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return most === 0 || Object.values(value).some((part) => nestedDeeper(part, most - 1));
}
