import type { SynthRequest } from "./synthesize.ts";
import { copyOfType, type Limits, type Value } from "./value.ts";

/** An example with values of the declared types. */
export interface Row {
  input: Value[];
  output: Value;
}

/** Examples the search computes with; the others are checked at the end. */
const mostRows = 16;

/** The examples of a request, or `undefined` when they are not of its types (or of types the search does not know). */
export function typedRows({ parameters, result, examples }: SynthRequest): Row[] | undefined {
  const rows: Row[] = [];
  for (const example of examples) {
    const input = parameters.map(({ type }, i) => copyOfType(example.input[i], type));
    const output = copyOfType(example.output, result);
    if (output === undefined || input.includes(undefined)) return undefined;
    rows.push({ input: input as Value[], output });
  }
  return rows.length > 0 ? rows : undefined;
}

/** Evenly spread over the examples when there are many. */
export function chosenRows(rows: readonly Row[]): readonly Row[] {
  if (rows.length <= mostRows) return rows;
  return Array.from({ length: mostRows }, (_, i) => rows[Math.floor((i * rows.length) / mostRows)] as Row);
}

/** How large values may become, by what the examples hold. */
export function limitsFor(rows: readonly Row[]): Limits {
  let longest = 0;
  let largest = 0;
  const measure = (value: Value): void => {
    if (typeof value === "number") largest = Math.max(largest, Math.abs(value));
    if (typeof value === "string" || Array.isArray(value)) longest = Math.max(longest, value.length);
    if (typeof value === "object") Object.values(value).forEach(measure);
  };
  for (const { input, output } of rows) [...input, output].forEach(measure);
  return {
    stringLength: 4 * longest + 100,
    arrayLength: 4 * longest + 40,
    argument: Math.max(256, 2 * largest),
  };
}
