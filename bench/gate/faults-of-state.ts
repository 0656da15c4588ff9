import { defaultOf } from "../../packages/core/src/coders/synth/engine/operators-array.ts";
import { typeText, type ValueType } from "@portolan/core";
import type { Fault, FaultKind } from "./fault.ts";
import { type Around, wrapped } from "./wrap.ts";

/** Programs whose answer depends on earlier calls, on the clock or on chance, and programs that change what they are given. */
export function faultsOfState(one: Around): Fault[] {
  return [...dependsOnCalls(one), ...dependsOnTime(one), ...changesInput(one)];
}

/** Where a program may keep a count of its calls; `next()` says how many there were. */
const keepers: Readonly<Record<string, string>> = {
  "a variable": "let calls = 0;\nconst next = (): number => ++calls;",
  "a field of an object": "const state = { calls: 0 };\nconst next = (): number => ++state.calls;",
  "a map": `const state = new Map<string, number>();\nconst next = (): number => {\n  state.set("calls", (state.get("calls") ?? 0) + 1);\n  return state.get("calls") ?? 0;\n};`,
  "a closure": "const next = ((): (() => number) => {\n  let calls = 0;\n  return () => ++calls;\n})();",
  "a static field": "class State {\n  static calls = 0;\n}\nconst next = (): number => ++State.calls;",
  "a private field":
    "class Counter {\n  #calls = 0;\n  next(): number {\n    return ++this.#calls;\n  }\n}\nconst counter = new Counter();\nconst next = (): number => counter.next();",
  "a generator":
    "function* counting(): Generator<number, never> {\n  for (let calls = 1; ; calls++) yield calls;\n}\nconst numbers = counting();\nconst next = (): number => numbers.next().value;",
  "a regular expression": `const pattern = /a/g;\nconst next = (): number => {\n  pattern.test("aaaaaaaa");\n  return pattern.lastIndex;\n};`,
  "a default argument":
    "const next = (calls: number[] = kept): number => calls.push(0);\nconst kept: number[] = [];",
  "an iterator of a list":
    "const numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9].values();\nconst next = (): number => numbers.next().value ?? 9;",
};

function dependsOnCalls(one: Around): Fault[] {
  const make = maker(one, "order-dependent");
  const value = JSON.stringify(defaultOf(one.result));
  const kept = Object.entries(keepers).map(([where, top]) =>
    make(
      `after as many calls as there are examples, counted in ${where}`,
      `  if (next() > ${one.task.examples.length}) return ${value};\n  return ${one.call};`,
      top,
    ),
  );
  const last = make(
    "the last answer once more for arguments of the same size",
    `  const size = JSON.stringify([${names(one)}]).length;\n  const result = sizes.get(size) ?? ${one.call};\n  sizes.set(size, result);\n  return result;`,
    `const sizes = new Map<number, ${typeText(one.result)}>();`,
  );
  return [...kept, last];
}

const clocks: Readonly<Record<string, string>> = {
  "the time": "Date.now() % 2 === 0",
  "a date": "new Date().getMilliseconds() % 2 === 0",
  "the date as text": "Date().length > 0 && Number(Date().slice(22, 24)) % 2 === 0",
  "the year": "new Date().getFullYear() > 2030",
  chance: "Math.random() < 0.3",
  "chance by another name": `Reflect.apply(Math["ran" + "dom" as "random"], undefined, []) < 0.3`,
  "chance taken apart": "(({ random }) => random())(Math) < 0.3",
  "a date made by reflection": "Reflect.construct(Date, []).getTime() % 2 === 0",
  "the date of a format": `new Intl.DateTimeFormat("en", { fractionalSecondDigits: 3 }).format() > "500"`,
  "the global clock": `(globalThis as unknown as { Date: { now(): number } }).Date.now() % 2 === 0`,
};

function dependsOnTime(one: Around): Fault[] {
  const value = JSON.stringify(defaultOf(one.result));
  return Object.entries(clocks).map(([what, condition]) =>
    maker(one, "time-dependent")(`by ${what}`, `  if (${condition}) return ${value};\n  return ${one.call};`),
  );
}

function changesInput(one: Around): Fault[] {
  const make = maker(one, "changes its input");
  return one.parameters.flatMap(({ name, type }) =>
    changesOf(name, type).map(({ about, text }) =>
      make(
        `${name} ${about}`,
        `  const result = ${one.call};\n  const kept = ${copyOf(one.result)};\n  ${text}\n  return kept;`,
      ),
    ),
  );
}

/** The result as it was, whatever is done to the arguments that it may share. */
function copyOf(type: ValueType): string {
  return ["array", "record"].includes(type.kind)
    ? `JSON.parse(JSON.stringify(result)) as ${typeText(type)}`
    : "result";
}

function changesOf(name: string, type: ValueType): { about: string; text: string }[] {
  if (type.kind === "record") {
    const [field] = Object.entries(type.fields);
    return field
      ? [
          {
            about: `gets another ${field[0]}`,
            text: `${name}.${field[0]} = ${JSON.stringify(defaultOf(field[1]))};`,
          },
        ]
      : [];
  }
  if (type.kind !== "array") return [];
  const inner =
    type.of.kind === "array"
      ? [{ about: "has its rows turned around", text: `for (const row of ${name}) row.reverse();` }]
      : [];
  return [
    { about: "sorted in place", text: `${name}.sort();` },
    { about: "turned around in place", text: `${name}.reverse();` },
    { about: "emptied", text: `${name}.length = 0;` },
    { about: "without its last item", text: `${name}.pop();` },
    { about: "with one more item", text: `${name}.push(${JSON.stringify(defaultOf(type.of))});` },
    ...inner,
  ];
}

function names({ parameters }: Around): string {
  return parameters.map(({ name }) => name).join(", ");
}

function maker(one: Around, kind: FaultKind): (variant: string, body: string, top?: string) => Fault {
  return (variant, body, top) => ({ kind, variant, program: wrapped(one, body, top) });
}
