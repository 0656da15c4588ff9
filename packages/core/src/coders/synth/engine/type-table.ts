import type { ValueType } from "../../../task/signature.ts";

/** A type by its number in the table of one search. */
export type TypeId = number;

/** The types a search may build values of, each with a number. */
export interface TypeTable {
  readonly types: readonly ValueType[];
  /** The number of a type, or `undefined` when the search does not use it. */
  find(type: ValueType): TypeId | undefined;
  /** The number of a type, which joins the table if it is new. */
  add(type: ValueType): TypeId;
  /** The type with this number. */
  get(id: TypeId): ValueType;
}

export const numberType: ValueType = { kind: "number" };
export const stringType: ValueType = { kind: "string" };

/** Makes the table for a signature: its types, all their parts, and what is needed to compute with them. */
export function typeTableOf(mentioned: readonly ValueType[]): TypeTable {
  const types: ValueType[] = [];
  const ids = new Map<string, TypeId>();
  const table: TypeTable = {
    types,
    find: (type) => ids.get(typeKey(type)),
    add(type) {
      const known = ids.get(typeKey(type));
      if (known !== undefined) return known;
      types.push(type);
      ids.set(typeKey(type), types.length - 1);
      return types.length - 1;
    },
    get: (id) => types[id] as ValueType,
  };
  table.add(numberType);
  table.add({ kind: "boolean" });
  for (const type of mentioned) addWithParts(table, type);
  // Text is taken apart into lists of pieces, and lists of numbers come from lists of anything.
  if (table.find(stringType) !== undefined) table.add(arrayOf(stringType));
  if (types.some((type) => type.kind === "array")) table.add(arrayOf(numberType));
  return table;
}

/** The type of arrays of a type. */
export function arrayOf(of: ValueType): ValueType {
  return { kind: "array", of };
}

/** Equal types have equal keys. */
function typeKey(type: ValueType): string {
  switch (type.kind) {
    case "array":
      return `${typeKey(type.of)}[]`;
    case "record": {
      const fields = Object.keys(type.fields).toSorted();
      return `{${fields.map((field) => `${field}:${typeKey(type.fields[field] as ValueType)}`).join(";")}}`;
    }
    case "other":
      return `other ${type.text}`;
    default:
      return type.kind;
  }
}

function addWithParts(table: TypeTable, type: ValueType): void {
  if (type.kind === "other") return;
  table.add(type);
  if (type.kind === "array") addWithParts(table, type.of);
  if (type.kind === "record") for (const field of Object.values(type.fields)) addWithParts(table, field);
}
