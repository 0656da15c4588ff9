import { stripTypeScriptTypes } from "node:module";
import { describe, expect, it } from "vitest";
import type { Json } from "../../../json/json.ts";
import { parseSignature } from "../../../task/signature.ts";
import { compile } from "./compile.ts";
import { type Entry, usesNothing, usesOwn } from "./entry.ts";
import { instancesOf } from "./instances.ts";
import { literalsOf } from "./literals.ts";
import { moduleText } from "./module-text.ts";
import { operators } from "./operators.ts";
import { probesOf } from "./probes.ts";
import { recordInstances } from "./records.ts";
import { Scope } from "./scope.ts";
import { budgetSpent, Search } from "./search.ts";
import { typeTableOf } from "./type-table.ts";
import type { Value } from "./value.ts";

const corpora: { signature: string; inputs: Json[][] }[] = [
  {
    signature: "(xs: number[], n: number) => number[]",
    inputs: [
      [[3, 1, 2, 3], 2],
      [[], 0],
      [[-5, 4], 7],
      [[9], -1],
    ],
  },
  {
    signature: "(s: string, t: string) => string",
    inputs: [
      ["Ab c-d 12", "c"],
      ["", " "],
      ["x y.z `${1}`", "$&"],
      ["A1b22", "2"],
    ],
  },
  { signature: "(rows: number[][]) => number", inputs: [[[[1, 2], [3]]], [[]], [[[], [5, 5, 6]]]] },
  {
    signature: "(words: string[], y: number) => string",
    inputs: [
      [["ab", "C d"], 1],
      [[], 0],
      [["z"], 3],
    ],
  },
  {
    signature: "(items: { name: string; size: number }[]) => string[]",
    inputs: [
      [[{ name: "a", size: 2 }]],
      [
        [
          { name: "b c", size: 0 },
          { name: "", size: 5 },
        ],
      ],
    ],
  },
  {
    signature: "(a: number, b: number, flag: boolean) => boolean",
    inputs: [
      [1, 2, true],
      [3.5, -2, false],
      [0, 0, true],
    ],
  },
];

describe("the printed source", () => {
  it.each(corpora)("does what was evaluated: $signature", ({ signature, inputs }) => {
    const { entries, print, probes } = bankOf(signature, inputs, 40_000);
    const wrong: string[] = [];
    for (const entry of sampled(entries, 1500)) {
      const source = print(entry);
      const run = functionOf(source);
      const compiled = compile(entry.expression);
      for (const input of [...(inputs as Value[][]), ...probes]) {
        const evaluated = outcomeOf(() => compiled(structuredClone(input)));
        const ran = outcomeOf(() => run(...(structuredClone(input) as Json[])));
        if (evaluated !== ran) wrong.push(`${JSON.stringify(input)}: ${evaluated} but ${ran}\n${source}`);
      }
    }
    expect(wrong.slice(0, 3)).toEqual([]);
  });
});

/** What the search keeps for a signature within a budget, tactics aside. */
function bankOf(signature: string, inputs: Json[][], budget: number) {
  const { parameters, result } = parseSignature(signature);
  const types = typeTableOf([...parameters.map(({ type }) => type), result, { kind: "string" }]);
  const examples = inputs.map((input) => ({ input, output: 0 }));
  const instances = [...recordInstances(types), ...instancesOf(operators, types, {})];
  const limits = { stringLength: 200, arrayLength: 60, argument: 1000 };
  let spent = 0;
  const search = new Search(
    { types, instances, literals: literalsOf(examples, true), limits, lean: false },
    () => {
      if (spent++ >= budget) throw budgetSpent;
    },
  );
  const scope = new Scope(search, inputs.length, 0);
  parameters.forEach(({ name, type }, i) => {
    const values = inputs.map((input) => input[i] as Value);
    scope.addLeaf(
      { kind: "variable", type: types.find(type)!, slot: search.slot(), name },
      values,
      1,
      usesOwn,
    );
  });
  try {
    scope.ensure(30);
  } catch (thrown) {
    if (thrown !== budgetSpent) throw thrown;
  }
  const entries = types.types.flatMap((_, id) =>
    [...scope.all(id)].filter((entry) => entry.uses !== usesNothing),
  );
  const request = {
    functionName: "solve",
    parameters,
    examples,
    components: [],
    budget,
    refused: [],
    doc: "Goal.",
  };
  const print = (entry: Entry) =>
    moduleText({ ...request, result: types.get(entry.type) }, entry.expression, types);
  return { entries, print, probes: probesOf(examples).slice(0, 6) };
}

/** The cheap ones, and some of all others. */
function sampled(entries: Entry[], most: number): Entry[] {
  const step = Math.max(1, Math.floor(entries.length / most));
  return entries.filter((_, i) => i % step === 0);
}

function functionOf(source: string): (...args: Json[]) => unknown {
  // oxlint-disable-next-line typescript/no-implied-eval -- what the printer wrote, in a test
  return new Function(stripTypeScriptTypes(source).replace("export function", "return function"))() as never;
}

/** As JSON; a value that JSON lacks is a failure, as a throw is, and so is one that is too large for a search. */
function outcomeOf(run: () => unknown): string {
  try {
    const value = run();
    const usable = JSON.stringify(value, (_, item) => (isUsable(item) ? item : undefined));
    return usable === JSON.stringify(value) ? (usable ?? "failure") : "failure";
  } catch {
    return "failure";
  }
}

function isUsable(item: unknown): boolean {
  if (typeof item === "number") return Number.isFinite(item);
  return !(Array.isArray(item) && item.length > 256) && !(typeof item === "string" && item.length > 2000);
}
