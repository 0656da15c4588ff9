import { basename } from "node:path";
import type { Case, Task } from "@portolan/core";
import { z } from "zod";
import { formatError } from "./format-error.ts";
import { jsonOrNothing, parseJson } from "./parse-json.ts";
import { splitPairs } from "./split-pairs.ts";
import type { SuiteFile, SuiteFormat } from "./suite-format.ts";

const numbers = z.array(z.number());
const fileSchema = z.object({
  id: z.string().min(1),
  data: z.array(z.object({ i: numbers, o: numbers })).min(2),
});

/** Examples shown of a function, as in the published split of eight and eight. */
const shown = 8;

/**
 * joshrule/list_function_250: a folder of `c001_1.json`, … with `{ id, program, data: [{ i, o }] }`. The files of one function are one
 * task, by their names: the ids in them name two functions each. The program in them is not read.
 */
export const listFunctions: SuiteFormat = {
  name: "list-functions",
  about: "joshrule/list_function_250: JSON files of { id, data: [{ i, o }] }, several for one function",
  extensions: [".json"],
  recognises({ text }) {
    const value = text.trimStart().startsWith("{") ? jsonOrNothing(text) : undefined;
    return typeof value === "object" && value !== null && "id" in value && "data" in value;
  },
  read(files) {
    const read = files.map((file) => ({ ...parseJson(file.text, file.path, fileSchema), file }));
    const functions = [...Map.groupBy(read, functionOf)].toSorted(([a], [b]) => (a < b ? -1 : 1));
    return functions.map(([id, its], order) => {
      const pairs = its.flatMap(({ data }) => data.map(({ i, o }): Case => ({ input: [i], output: o })));
      requireFunction(pairs, its[0]?.file as SuiteFile);
      return taskOf(id, order, pairs);
    });
  },
};

function functionOf({ id, file }: { id: string; file: SuiteFile }): string {
  return /^(c\d+)_\d+\.json$/.exec(basename(file.path))?.[1] ?? id;
}

function taskOf(id: string, order: number, pairs: Case[]): Task {
  return {
    id: `list-functions/${id}`,
    suite: "list-functions-250",
    goal: "Infer the function from the examples.",
    signature: "(xs: number[]) => number[]",
    ...splitPairs(pairs, shown),
    cases: [],
    order,
  };
}

function requireFunction(pairs: readonly Case[], { path }: SuiteFile): void {
  const outputs = new Map<string, string>();
  for (const { input, output } of pairs) {
    const [given, got] = [JSON.stringify(input), JSON.stringify(output)];
    if ((outputs.get(given) ?? got) !== got)
      throw formatError(path, "the files of this function answer one input in two ways", given);
    outputs.set(given, got);
  }
}
