import type { Case, Task } from "@portolan/core";
import { z } from "zod";
import { formatError } from "./format-error.ts";
import { hashed } from "./hashed.ts";
import { jsonOrNothing, parseJson } from "./parse-json.ts";
import { splitPairs } from "./split-pairs.ts";
import type { SuiteFormat } from "./suite-format.ts";

/** The types of DreamCoder's lists, as ours. */
const types = {
  int: { type: "number", of: z.number() },
  bool: { type: "boolean", of: z.boolean() },
  "list-of-int": { type: "number[]", of: z.array(z.number()) },
  "list-of-bool": { type: "boolean[]", of: z.array(z.boolean()) },
} as const;
const typeSchema = z.enum(["int", "bool", "list-of-int", "list-of-bool"]);
const value = z.union([types["list-of-int"].of, types["list-of-bool"].of, types.int.of, types.bool.of]);
const itemSchema = z.object({
  name: z.string().min(1),
  type: z.object({ input: typeSchema, output: typeSchema }),
  examples: z.array(z.object({ i: value, o: value })).min(2),
});

/** Examples shown of a task. */
const shown = 8;

/** ellisk42/ec: one JSON array of `{ name, type: { input, output }, examples: [{ i, o }] }`. Names give the rule away: they are hashed. */
export const dreamcoder: SuiteFormat = {
  name: "dreamcoder",
  about: "ellisk42/ec's lists: a JSON array of { name, type: { input, output }, examples: [{ i, o }] }",
  extensions: [],
  recognises({ text }) {
    if (!text.trimStart().startsWith("[")) return false;
    const items = jsonOrNothing(text);
    const first: unknown = Array.isArray(items) ? items[0] : undefined;
    return typeof first === "object" && first !== null && "type" in first && "examples" in first;
  },
  read(files) {
    return files.flatMap(({ path, text }) => {
      const items = parseJson(text, path, z.array(itemSchema).min(1));
      return items.map((item, order) => taskOf(item, order, `${path}: item ${order + 1}`));
    });
  },
};

function taskOf({ name, type, examples }: z.output<typeof itemSchema>, order: number, place: string): Task {
  const [input, output] = [types[type.input], types[type.output]];
  for (const pair of examples) {
    if (!input.of.safeParse(pair.i).success)
      throw formatError(place, `an input is not ${type.input}`, pair.i);
    if (!output.of.safeParse(pair.o).success)
      throw formatError(place, `an output is not ${type.output}`, pair.o);
  }
  const parameter = input.type.endsWith("[]") ? "xs" : "x";
  const pairs = examples.map(({ i, o }): Case => ({ input: [i], output: o }));
  return {
    id: `dreamcoder-lists/${hashed(name)}`,
    suite: "dreamcoder-lists",
    family: hashed(familyOf(name)),
    goal: "Infer the function from the examples.",
    signature: `(${parameter}: ${input.type}) => ${output.type}`,
    ...splitPairs(pairs, shown),
    cases: [],
    order,
  };
}

/** `add-k with k=3` and `add-k with k=4` differ by a constant. */
function familyOf(name: string): string {
  return name.replace(/\d+/g, "N");
}
