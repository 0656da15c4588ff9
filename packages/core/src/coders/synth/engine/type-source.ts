import type { ValueType } from "../../../task/signature.ts";

/** A type as TypeScript source. */
export function typeSource(type: ValueType): string {
  switch (type.kind) {
    case "array":
      return `${typeSource(type.of)}[]`;
    case "record": {
      const fields = Object.entries(type.fields).map(([name, field]) => `${name}: ${typeSource(field)}`);
      return `{ ${fields.join("; ")} }`;
    }
    case "other":
      return type.text;
    default:
      return type.kind;
  }
}
