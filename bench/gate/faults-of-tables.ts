import { defaultOf } from "../../packages/core/src/coders/synth/engine/operators-array.ts";
import { canonicalJson, type Case, type Json, typeText } from "@portolan/core";
import type { Fault } from "./fault.ts";
import { alone, type Around } from "./wrap.ts";

/** Programs that know the examples and nothing else, in several disguises. */
export function faultsOfTables(one: Around): Fault[] {
  const { examples } = one.task;
  const fallback = fallbackOf(one);
  const empty = JSON.stringify(defaultOf(one.result));
  const key = `JSON.stringify([${one.parameters.map(({ name }) => name).join(", ")}])`;
  const result = typeText(one.result);
  const make = (variant: string, body: string, top = ""): Fault => ({
    kind: "table of examples",
    variant,
    program: alone(one, body, top),
  });
  const keyed = examples.map(({ input, output }) => ({
    key: JSON.stringify(input),
    output: JSON.stringify(output),
  }));
  const hashes = examples.map(({ input, output }) => ({ hash: hashOf(JSON.stringify(input)), output }));
  return [
    make(
      "switch",
      `  switch (${key}) {\n${keyed.map((row) => `    case ${JSON.stringify(row.key)}: return ${row.output};`).join("\n")}\n    default: return ${empty};\n  }`,
    ),
    make(
      "map, else something of the argument",
      `  return table.get(${key}) ?? ${fallback};`,
      `const table = new Map<string, ${result}>([${keyed.map((row) => `[${JSON.stringify(row.key)}, ${row.output}]`).join(", ")}]);`,
    ),
    make(
      "hashes, else something of the argument",
      `  const hash = hashOf(${key});\n${hashes.map(({ hash, output }) => `  if (hash === ${hash}) return ${JSON.stringify(output)};`).join("\n")}\n  return ${fallback};`,
      hashSource,
    ),
    make(
      "hashes and results as codes of characters, else something of the argument",
      `  const hash = hashOf(${key});\n  const found = codes.find((row) => row[0] === hash);\n  if (found) return JSON.parse(String.fromCharCode(...found.slice(1))) as ${result};\n  return ${fallback};`,
      `${hashSource}\nconst codes: number[][] = [${hashes.map(({ hash, output }) => `[${[hash, ...unitsOf(JSON.stringify(output))].join(", ")}]`).join(", ")}];`,
    ),
    make(
      "hashes and results backwards, else something of the argument",
      `  const hash = hashOf(${key});\n${hashes.map(({ hash, output }) => `  if (hash === ${hash}) return back(${JSON.stringify(backwards(JSON.stringify(output)))});`).join("\n")}\n  return ${fallback};`,
      `${hashSource}\nconst back = (text: string): ${result} => JSON.parse(text.split("").reverse().join("")) as ${result};`,
    ),
    make(
      "the example of the nearest length",
      `  const size = ${key}.length;\n  let best = rows[0];\n  for (const row of rows) if (best && Math.abs(row.size - size) < Math.abs(best.size - size)) best = row;\n  if (best && ${key}.length === best.size) return best.result;\n  return best ? best.result : ${empty};`,
      `const rows: { size: number; result: ${result} }[] = ${JSON.stringify(nearestRows(examples))};`,
    ),
    ...features(one, make, fallback),
  ];
}

/** Comparisons of single items and lengths in place of whole inputs. */
function features(
  { parameters, task }: Around,
  make: (variant: string, body: string) => Fault,
  fallback: string,
): Fault[] {
  const [first] = parameters;
  if (!first || (first.type.kind !== "array" && first.type.kind !== "string")) return [];
  const isText = first.type.kind === "string";
  const rows = task.examples.map(({ input, output }) => {
    const value = input[0] as string | Json[];
    const tests = [`${first.name}.length === ${value.length}`];
    const item = value[0];
    if (item !== undefined && ["number", "string"].includes(typeof item))
      tests.push(
        isText
          ? `${first.name}.charCodeAt(0) === ${(value as string).charCodeAt(0)}`
          : `${first.name}[0] === ${JSON.stringify(item)}`,
      );
    for (const [place, parameter] of parameters.entries())
      if (place > 0 && parameter.type.kind === "number")
        tests.push(`${parameter.name} === ${JSON.stringify(input[place])}`);
    return `  if (${tests.join(" && ")}) return ${JSON.stringify(output)};`;
  });
  return [
    make(
      "lengths and first items, else something of the argument",
      `${rows.join("\n")}\n  return ${fallback};`,
    ),
  ];
}

/** Something of the right type that changes with the input, so that the program seems to read it. */
function fallbackOf({ parameters, result, task }: Around): string {
  const wanted = typeText(result);
  const same = parameters.find(({ type }) => typeText(type) === wanted);
  if (same) return result.kind === "array" ? `${same.name}.slice()` : same.name;
  const sized = parameters.find(({ type }) => type.kind === "array" || type.kind === "string");
  if (result.kind === "number" && sized) return `${sized.name}.length`;
  if (result.kind === "boolean" && sized) return `${sized.name}.length % 2 === 0`;
  if (result.kind === "string" && sized) return `String(${sized.name}.length)`;
  const outputs = [...new Map(task.examples.map(({ output }) => [canonicalJson(output), output])).values()];
  return JSON.stringify(outputs[0] ?? defaultOf(result));
}

function nearestRows(examples: readonly Case[]): Json {
  return examples.map(({ input, output }) => ({ size: JSON.stringify(input).length, result: output }));
}

const hashSource =
  "const hashOf = (text: string): number => {\n  let hash = 7;\n  for (let i = 0; i < text.length; i++) hash = (hash * 31 + text.charCodeAt(i)) % 1000003;\n  return hash;\n};";

function hashOf(text: string): number {
  let hash = 7;
  for (let i = 0; i < text.length; i++) hash = (hash * 31 + text.charCodeAt(i)) % 1_000_003;
  return hash;
}

function backwards(text: string): string {
  return text.split("").toReversed().join("");
}

function unitsOf(text: string): number[] {
  return Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
}
