import type { Json } from "../../../json/json.ts";
import type { Instance } from "./instances.ts";
import type { Operator } from "./operator.ts";
import { call } from "./printed.ts";
import type { SynthComponent } from "./synthesize.ts";
import type { TypeId, TypeTable } from "./type-table.ts";
import { copyOfType, copyValue, type Limits, type Value } from "./value.ts";

/**
 * The retrieved skills as operations, at `cost` bits a call. They are untrusted: they get copies, and what they return is checked and copied.
 */
export function componentInstances(
  components: readonly SynthComponent[],
  functions: Record<string, (...args: Json[]) => Json>,
  types: TypeTable,
  limits: Limits,
  cost: number,
): Instance[] {
  const instances: Instance[] = [];
  for (const component of components) {
    const run = functions[component.name];
    const args = component.parameters.map((type) => types.find(type));
    const result = types.find(component.result);
    if (!run || component.async || result === undefined || args.length === 0 || args.includes(undefined))
      continue;
    const operator: Operator = {
      name: "component",
      signature: "",
      cost,
      evaluate: remembering((...values: Value[]) =>
        values.every((value) => isModest(value, limits))
          ? copyOfType(run(...values.map(copyValue)), component.result)
          : undefined,
      ),
      print: call(component.functionName),
      component,
    };
    instances.push({
      operator,
      args: args.map((type) => ({ kind: "value", type: type as TypeId })),
      result,
      cost,
    });
  }
  return instances;
}

/** The same question is asked many times, and skills may be slow: answers, and failures, are kept. */
function remembering(
  ask: (...values: Value[]) => Value | undefined,
): (...values: Value[]) => Value | undefined {
  const answers = new Map<string | number, Value | undefined>();
  return (...values) => {
    const [first] = values;
    const plain = values.length === 1 && typeof first !== "object" && typeof first !== "boolean";
    const key = plain ? (first as string | number) : JSON.stringify(values);
    if (answers.has(key)) return answers.get(key);
    let answer: Value | undefined;
    try {
      answer = ask(...values);
    } catch {
      answer = undefined;
    }
    if (answers.size < mostRemembered) answers.set(key, answer);
    return answer;
  };
}

const mostRemembered = 20_000;

/** Whether a skill may be asked about this: what counts up to its argument must not count for ever. */
function isModest(value: Value, limits: Limits): boolean {
  if (typeof value === "number") return Math.abs(value) <= limits.argument;
  if (typeof value === "string") return value.length <= limits.stringLength;
  if (Array.isArray(value))
    return value.length <= limits.arrayLength && value.every((item) => isModest(item, limits));
  return typeof value === "boolean" || Object.values(value).every((item) => isModest(item, limits));
}
