import type { Operator } from "./operator.ts";
import { type Instance } from "./instances.ts";
import { property, rank } from "./printed.ts";
import type { TypeId, TypeTable } from "./type-table.ts";
import type { Value } from "./value.ts";

/** Reading the fields of the record types of a search, and building records from values. */
export function recordInstances(types: TypeTable): Instance[] {
  return types.types.flatMap((type, record) => {
    if (type.kind !== "record") return [];
    const fields = Object.keys(type.fields);
    const ids = fields.map((field) => types.find(type.fields[field]!));
    if (ids.includes(undefined)) return [];
    const reads = fields.map((field, i): Instance => ({
      operator: fieldOf(field),
      args: [{ kind: "value", type: record }],
      result: ids[i] as TypeId,
      cost: 2,
    }));
    const build: Instance = {
      operator: recordOf(fields),
      args: ids.map((id) => ({ kind: "value", type: id as TypeId })),
      result: record,
      cost: 3,
    };
    return fields.length > 0 && fields.length <= 4 ? [...reads, build] : reads;
  });
}

function fieldOf(field: string): Operator {
  return {
    name: "field",
    signature: "",
    cost: 2,
    evaluate: (record: { [field: string]: Value }) => record[field],
    print: property(field),
    noun: field,
  };
}

/** The operation that makes a record of values for its fields, in their order. */
export function recordOf(fields: string[]): Operator {
  return {
    name: "record",
    signature: "",
    cost: 3,
    evaluate: (...values: Value[]) =>
      Object.fromEntries(fields.map((field, i) => [field, values[i] as Value])),
    print: (args) => {
      const pairs = fields.map((field, i) =>
        args[i]?.text === field ? field : `${field}: ${args[i]?.text}`,
      );
      return { text: `{ ${pairs.join(", ")} }`, rank: rank.member };
    },
  };
}
