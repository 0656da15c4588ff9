import type { Json, Task, ValueType } from "@portolan/core";

/** How large an argument is: the length of lists and texts, the number itself; 0 of what has no size. */
function sizeOf(value: Json): number {
  if (typeof value === "number") return value;
  return typeof value === "string" || Array.isArray(value) ? value.length : 0;
}

/** The largest size that the visible examples have at a place of the arguments. */
export function largestShown({ examples }: Task, place: number): number {
  return Math.max(...examples.map(({ input }) => sizeOf(input[place] as Json)));
}

/** A type with a type somewhere inside it. */
export function holds(type: ValueType, kind: "number" | "string"): boolean {
  if (type.kind === "array") return holds(type.of, kind);
  if (type.kind === "record") return Object.values(type.fields).some((field) => holds(field, kind));
  return type.kind === kind;
}

/** A value with all its numbers or texts changed. */
export function mapped(value: Json, change: (leaf: number | string) => Json): Json {
  if (typeof value === "number" || typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((item) => mapped(item, change));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, mapped(field, change)]));
}
