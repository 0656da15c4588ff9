import type { Json } from "../../../json/json.ts";
import type { Value } from "./value.ts";

const mostProbes = 24;

/** Inputs near those of the examples, edges included, to tell programs apart that agree on the examples. */
export function probesOf(examples: readonly { input: Json[] }[]): Value[][] {
  const probes: Value[][] = [];
  const inputs = examples.slice(0, 6).map(({ input }) => input as Value[]);
  for (const input of inputs) {
    for (const variant of variantsOf(input)) probes.push(variant);
  }
  return probes.slice(0, mostProbes);
}

/** Each argument changed in turn: shortened, doubled, reversed, shifted. */
function variantsOf(input: Value[]): Value[][] {
  return input.flatMap((argument, position) =>
    changesOf(argument).map((changed) => input.map((other, i) => (i === position ? changed : other))),
  );
}

function changesOf(value: Value): Value[] {
  if (typeof value === "number") return [value + 1, value * 2 + 3];
  if (typeof value === "string")
    return [value.split("").toReversed().join(""), `${value} ${value}`, value.slice(1), value.slice(0, -1)];
  if (typeof value === "boolean") return [!value];
  if (!Array.isArray(value)) return [];
  return [
    value.toReversed(),
    [...value, ...value],
    value.slice(1),
    value.slice(0, 3),
    value.map((item) => changesOf(item)[0] ?? item),
  ];
}
