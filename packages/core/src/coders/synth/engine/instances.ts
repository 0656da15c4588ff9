import type { ValueType } from "../../../task/signature.ts";
import type { Operator } from "./operator.ts";
import { arrayOf, type TypeId, type TypeTable } from "./type-table.ts";

/** An operation for one choice of its type variables. */
export interface Instance {
  operator: Operator;
  args: Argument[];
  result: TypeId;
  cost: number;
}

/** What an argument has to be: a value of a type, or a lambda over the items of the first argument. */
type Argument = { kind: "value"; type: TypeId } | { kind: "lambda"; element: TypeId; result: TypeId };

/** Every operation at every choice of types that the table holds; what needs other types is left out. */
export function instancesOf(
  operators: readonly Operator[],
  types: TypeTable,
  costs: Record<string, number>,
): Instance[] {
  const instances: Instance[] = [];
  for (const operator of operators) {
    const { parameters, result } = parse(operator.signature);
    const uses = (variable: string): boolean =>
      [...parameters, result].some((text) => text.replaceAll(/\w{2,}/g, "").includes(variable));
    const choices = (variable: string): (ValueType | undefined)[] =>
      uses(variable) ? [...types.types] : [undefined];
    for (const t of choices("T")) {
      if (t && operator.only && !operator.only.includes(t.kind)) continue;
      const specialised = t && operator.forType ? { ...operator, ...operator.forType(t) } : operator;
      for (const u of choices("U")) {
        const instance = instantiate(specialised, parameters, result, { T: t, U: u }, types);
        if (instance) instances.push({ ...instance, cost: costs[operator.name] ?? operator.cost });
      }
    }
  }
  return instances;
}

function instantiate(
  operator: Operator,
  parameters: string[],
  result: string,
  bindings: Record<string, ValueType | undefined>,
  types: TypeTable,
): Omit<Instance, "cost"> | undefined {
  const idOf = (text: string): TypeId | undefined => {
    const type = typeOf(text, bindings);
    return type && types.find(type);
  };
  const args: Argument[] = [];
  for (const parameter of parameters) {
    const [element, body] = parameter.split("=>").map((text) => idOf(text.trim()));
    if (element === undefined || (parameter.includes("=>") && body === undefined)) return undefined;
    args.push(
      body === undefined ? { kind: "value", type: element } : { kind: "lambda", element, result: body },
    );
  }
  const id = idOf(result);
  return id === undefined ? undefined : { operator, args, result: id };
}

function parse(signature: string): { parameters: string[]; result: string } {
  const arrow = signature.lastIndexOf("->");
  return {
    parameters: signature
      .slice(0, arrow)
      .split(",")
      .map((text) => text.trim()),
    result: signature.slice(arrow + 2).trim(),
  };
}

function typeOf(text: string, bindings: Record<string, ValueType | undefined>): ValueType | undefined {
  if (text.endsWith("[]")) {
    const of = typeOf(text.slice(0, -2), bindings);
    return of && arrayOf(of);
  }
  if (text === "number" || text === "string" || text === "boolean") return { kind: text };
  return bindings[text];
}
