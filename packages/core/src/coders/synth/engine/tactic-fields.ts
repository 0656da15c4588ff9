import type { Expression } from "./expression.ts";
import { Goal, type Tactic } from "./goal.ts";
import { recordOf } from "./records.ts";
import { equipGoal } from "./tactics.ts";
import type { TypeId } from "./type-table.ts";
import type { Value } from "./value.ts";

/** A record is built once each of its fields is: the fields are goals of their own. */
export function buildRecords(goal: Goal): Tactic | undefined {
  const { types } = goal.scope.search;
  const type = types.get(goal.type);
  if (type.kind !== "record" || goal.care) return undefined;
  const fields = Object.keys(type.fields);
  const cheapest = new Map<string, { expression: Expression; cost: number }>();
  for (const field of fields) {
    const target = goal.target.map((record) => (record as { [field: string]: Value })[field] as Value);
    const part = new Goal(
      goal.scope,
      types.find(type.fields[field]!) as TypeId,
      target,
      undefined,
      (expression, cost) => {
        if ((cheapest.get(field)?.cost ?? Infinity) <= cost) return;
        cheapest.set(field, { expression, cost });
        if (cheapest.size < fields.length) return;
        const parts = fields.map((name) => cheapest.get(name)!);
        const operator = recordOf(fields);
        const total = parts.reduce((sum, { cost: ofField }) => sum + ofField, operator.cost);
        goal.solve(
          { kind: "call", type: goal.type, operator, args: parts.map(({ expression: of }) => of) },
          total,
        );
      },
    );
    equipGoal(part);
    goal.scope.goals.push(part);
  }
  return {};
}
