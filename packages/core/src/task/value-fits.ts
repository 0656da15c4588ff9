import type { Json } from "../json/json.ts";
import type { ValueType } from "./signature.ts";

/** Whether a value can be of a type; of one that only the type checker understands, every value can. */
export function valueFits(type: ValueType, value: Json): boolean {
  switch (type.kind) {
    case "array":
      return Array.isArray(value) && value.every((item) => valueFits(type.of, item));
    case "record":
      return (
        typeof value === "object" &&
        value !== null &&
        !Array.isArray(value) &&
        Object.entries(type.fields).every(
          ([name, field]) => Object.hasOwn(value, name) && valueFits(field, value[name] as Json),
        )
      );
    case "other":
      return true;
    default:
      return typeof value === type.kind;
  }
}
