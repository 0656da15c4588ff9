import type { Json } from "../json/json.ts";

/** What values of a type look like, read further than a `ValueType`: literals, unions, tuples, optional fields, maps. */
export type Shape =
  | { kind: "number" | "string" | "boolean" | "null" }
  | { kind: "literal"; value: string | number | boolean }
  | { kind: "array"; of: Shape }
  | { kind: "tuple"; items: Shape[] }
  | { kind: "record"; fields: Record<string, Field> }
  /** `Record<string, T>`. */
  | { kind: "map"; of: Shape }
  | { kind: "union"; of: Shape[] }
  /** Of these only the type checker knows what they hold. */
  | { kind: "unknown" };

/** A field of a record. */
export interface Field {
  shape: Shape;
  optional: boolean;
}

/** Whether a value is of a shape; every value is of an unknown one. Fields that are not named do no harm, as in TypeScript. */
export function fitsShape(shape: Shape, value: Json): boolean {
  switch (shape.kind) {
    case "unknown":
      return true;
    case "null":
      return value === null;
    case "literal":
      return value === shape.value;
    case "array":
      return Array.isArray(value) && value.every((item) => fitsShape(shape.of, item));
    case "tuple":
      return (
        Array.isArray(value) &&
        value.length === shape.items.length &&
        shape.items.every((item, i) => fitsShape(item, value[i] as Json))
      );
    case "union":
      return shape.of.some((member) => fitsShape(member, value));
    case "map":
      return isRecord(value) && Object.values(value).every((field) => fitsShape(shape.of, field));
    case "record":
      return (
        isRecord(value) &&
        Object.entries(shape.fields).every(([name, field]) => fieldFits(field, value, name))
      );
    default:
      return typeof value === shape.kind;
  }
}

/** True for an object that is no list. */
export function isRecord(value: Json): value is { [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function fieldFits({ shape, optional }: Field, value: { [key: string]: Json }, name: string): boolean {
  return Object.hasOwn(value, name) ? fitsShape(shape, value[name] as Json) : optional;
}
