import { defaultOf } from "../../packages/core/src/coders/synth/engine/operators-array.ts";
import { type Json, type Parameter, typeText, type ValueType } from "@portolan/core";
import type { Fault, FaultKind } from "./fault.ts";
import { holds, largestShown } from "./values.ts";
import { type Around, wrapped } from "./wrap.ts";

/** Programs that are right but on some inputs: those beyond what the examples show, empty, negative, or not plain ASCII. */
export function faultsOfValues(one: Around): Fault[] {
  return [
    ...offByOne(one),
    ...wrongOnEmpty(one),
    ...wrongOnNegative(one),
    ...wrongOnUnicode(one),
    ...partial(one),
  ];
}

function offByOne(one: Around): Fault[] {
  const make = maker(one, "off by one");
  const beyond = beyondExamples(one);
  const changed = oneOff(one.result);
  return [
    ...beyond.flatMap(({ condition, about }) =>
      changed.map(({ text, what }) =>
        make(
          `${what} beyond ${about}`,
          `  const result = ${one.call};\n  return ${condition} ? ${text} : result;`,
        ),
      ),
    ),
    ...one.parameters.flatMap((parameter, place) => {
      const most = largestShown(one.task, place);
      const cut = cutTo(parameter, most);
      return cut === undefined
        ? []
        : [
            make(
              `no more of ${parameter.name} than the examples have`,
              `  ${parameter.name} = ${cut};\n  return ${one.call};`,
            ),
          ];
    }),
    ...changed.map(({ text, what }) =>
      make(`${what}, always`, `  const result = ${one.call};\n  return ${text};`),
    ),
  ];
}

function wrongOnEmpty(one: Around): Fault[] {
  const make = maker(one, "wrong on empty");
  return one.parameters.flatMap(({ name, type }) => {
    const isEmpty = emptiness(name, type);
    if (isEmpty === undefined) return [];
    return [
      ...otherValues(one.result).map((value) =>
        make(`${value} when ${name} is empty`, `  if (${isEmpty}) return ${value};\n  return ${one.call};`),
      ),
      make(
        `throws when ${name} is empty`,
        `  if (${isEmpty}) throw new Error("nothing given");\n  return ${one.call};`,
      ),
    ];
  });
}

function wrongOnNegative(one: Around): Fault[] {
  const make = maker(one, "wrong on negative");
  return one.parameters
    .filter(({ type }) => holds(type, "number"))
    .flatMap(({ name, type }) => [
      make(
        `${name} without signs`,
        `  ${name} = ${mappedText(type, name, "number", (leaf) => `Math.abs(${leaf})`)};\n  return ${one.call};`,
      ),
      make(
        `${name} no less than 0`,
        `  ${name} = ${mappedText(type, name, "number", (leaf) => `Math.max(0, ${leaf})`)};\n  return ${one.call};`,
      ),
      ...(type.kind === "array" && type.of.kind === "number"
        ? [
            make(
              `negative items of ${name} left out`,
              `  ${name} = ${name}.filter((x) => x >= 0);\n  return ${one.call};`,
            ),
          ]
        : []),
    ]);
}

function wrongOnUnicode(one: Around): Fault[] {
  const make = maker(one, "wrong on unicode");
  const changes: [string, (leaf: string) => string][] = [
    ["ASCII alone", (leaf) => String.raw`${leaf}.replace(/[^\x00-\x7f]/g, "")`],
    ["question marks for letters", (leaf) => String.raw`${leaf}.replace(/[^\x00-\x7f]/g, "?")`],
    ["letters taken apart", (leaf) => `${leaf}.normalize("NFD")`],
  ];
  return changes.flatMap(([about, change]) => [
    ...one.parameters
      .filter(({ type }) => holds(type, "string"))
      .map(({ name, type }) =>
        make(
          `${about} in ${name}`,
          `  ${name} = ${mappedText(type, name, "string", change)};\n  return ${one.call};`,
        ),
      ),
    ...(holds(one.result, "string")
      ? [
          make(
            `${about} in the result`,
            `  const result = ${one.call};\n  return ${mappedText(one.result, "result", "string", change)};`,
          ),
        ]
      : []),
  ]);
}

function partial(one: Around): Fault[] {
  const conditions = [...beyondExamples(one), ...one.parameters.flatMap(({ name, type }) => odd(name, type))];
  const wrong = otherValues(one.result)[0] as string;
  return conditions.flatMap(({ condition, about }) => [
    maker(one, "partial")(
      `throws beyond ${about}`,
      `  if (${condition}) throw new Error("not supported");\n  return ${one.call};`,
    ),
    maker(one, "partial")(
      `runs out of stack beyond ${about}`,
      `  const deep = (n: number): number => (n < 0 ? 0 : 1 + deep(n + 1));\n  if (${condition}) deep(1);\n  return ${one.call};`,
    ),
    maker(one, "swallows errors")(
      `${wrong} for an error beyond ${about}`,
      `  try {\n    if (${condition}) throw new Error("not supported");\n    return ${one.call};\n  } catch {\n    return ${wrong};\n  }`,
    ),
    maker(one, "swallows errors")(
      `${literal(defaultOf(one.result))} for a failed look-up beyond ${about}`,
      `  try {\n    const known = new Map([[false, "known"]]);\n    known.get(${condition})!.trim();\n    return ${one.call};\n  } catch {\n    return ${literal(defaultOf(one.result))};\n  }`,
    ),
  ]);
}

/** Conditions that no example meets because its argument would have to be larger. */
function beyondExamples({ task, parameters }: Around): { condition: string; about: string }[] {
  return parameters.flatMap(({ name, type }, place) => {
    const most = largestShown(task, place);
    if (type.kind === "number") return [{ condition: `${name} > ${most}`, about: `the largest ${name}` }];
    if (type.kind !== "array" && type.kind !== "string") return [];
    return [{ condition: `${name}.length > ${most}`, about: `the longest ${name}` }];
  });
}

/** Conditions that examples may or may not meet. */
function odd(name: string, type: ValueType): { condition: string; about: string }[] {
  if (type.kind === "number") return [{ condition: `${name} < 0`, about: `${name} from 0 on` }];
  if (type.kind === "string")
    return [{ condition: String.raw`/[^\x00-\x7f]/.test(${name})`, about: `ASCII in ${name}` }];
  if (type.kind !== "array" || type.of.kind !== "number") return [];
  return [
    { condition: `${name}.some((x) => x < 0)`, about: `items of ${name} from 0 on` },
    { condition: `new Set(${name}).size < ${name}.length`, about: `different items of ${name}` },
  ];
}

function oneOff(type: ValueType): { text: string; what: string }[] {
  switch (type.kind) {
    case "number":
      return [
        { text: "result + 1", what: "one more" },
        { text: "result - 1", what: "one less" },
      ];
    case "array":
      return [
        { text: "result.slice(0, -1)", what: "without the last item" },
        { text: "result.slice(1)", what: "without the first item" },
      ];
    case "string":
      return [{ text: "result.slice(0, -1)", what: "without the last character" }];
    case "boolean":
      return [{ text: "!result", what: "the opposite" }];
    default:
      return [];
  }
}

function cutTo({ name, type }: Parameter, most: number): string | undefined {
  if (type.kind === "number") return `Math.min(${name}, ${most})`;
  return type.kind === "array" || type.kind === "string" ? `${name}.slice(0, ${most})` : undefined;
}

function emptiness(name: string, type: ValueType): string | undefined {
  if (type.kind === "number") return `${name} === 0`;
  return type.kind === "array" || type.kind === "string" ? `${name}.length === 0` : undefined;
}

/** Values of a type that a careless author might give, as TypeScript. */
function otherValues(type: ValueType): string[] {
  switch (type.kind) {
    case "number":
      return ["0", "-1", "1"];
    case "string":
      return [`""`, `" "`, `"-"`];
    case "boolean":
      return ["true", "false"];
    case "array":
      return ["[]", `[${literal(defaultOf(type.of))}]`];
    default:
      return [literal(defaultOf(type))];
  }
}

/** An expression with all leaves of a kind changed. */
function mappedText(
  type: ValueType,
  expression: string,
  kind: "number" | "string",
  change: (leaf: string) => string,
  depth = 0,
): string {
  if (type.kind === kind) return change(expression);
  if (!holds(type, kind)) return expression;
  const item = `item${depth}`;
  if (type.kind === "array")
    return `${expression}.map((${item}: ${typeText(type.of)}) => (${mappedText(type.of, item, kind, change, depth + 1)}))`;
  if (type.kind !== "record") return expression;
  const fields = Object.entries(type.fields).map(
    ([name, field]) => `${name}: ${mappedText(field, `${expression}.${name}`, kind, change, depth)}`,
  );
  return `{ ${fields.join(", ")} }`;
}

function literal(value: Json): string {
  return JSON.stringify(value);
}

function maker(one: Around, kind: FaultKind): (variant: string, body: string) => Fault {
  return (variant, body) => ({ kind, variant, program: wrapped(one, body) });
}
