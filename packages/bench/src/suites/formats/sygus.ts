import { basename } from "node:path";
import { type Case, type Json, parseSignature, type Task } from "@portolan/core";
import { formatError } from "./format-error.ts";
import { hashed } from "./hashed.ts";
import { readSExpressions, type SExpression } from "./read-s-expressions.ts";
import { splitPairs } from "./split-pairs.ts";
import type { SuiteFile, SuiteFormat } from "./suite-format.ts";

const types: Readonly<Record<string, string>> = { String: "string", Int: "number", Bool: "boolean" };

/**
 * SyGuS-Org/benchmarks, programming by example over strings: `.sl` files of one `synth-fun` and `(constraint (= (f …) …))`. The last
 * third of the examples is the score; the grammar is not read. Names give rules away: they are hashed.
 */
export const sygus: SuiteFormat = {
  name: "sygus",
  about: "SyGuS-Org/benchmarks, strings by example: .sl files with (constraint (= (f …) …))",
  extensions: [".sl"],
  recognises: ({ path, text }) => path.endsWith(".sl") || /^\s*(?:;[^\n]*\n\s*)*\(set-logic\b/.test(text),
  read: (files) =>
    files
      .toSorted((a, b) => (basename(a.path) < basename(b.path) ? -1 : 1))
      .map((file, i) => taskOf(file, i)),
};

function taskOf({ path, text }: SuiteFile, order: number): Task {
  const { expressions, error } = readSExpressions(text);
  if (error) throw formatError(`${path}:${error.line}`, error.what, text.split("\n")[error.line - 1] ?? "");
  const lists = expressions.flatMap(({ value, line }) =>
    Array.isArray(value) ? [{ items: value, line }] : [],
  );
  const declared = lists.filter(({ items: [head] }) => head === "synth-fun");
  const [wanted] = declared;
  if (!wanted || declared.length > 1)
    throw formatError(path, `it asks for ${declared.length} functions, and a task is one`, basename(path));
  const { name, signature } = functionOf(wanted.items, `${path}:${wanted.line}`);
  const pairs = lists
    .filter(({ items: [head] }) => head === "constraint")
    .map(({ items, line }) => exampleOf(items, name, signature, `${path}:${line}`));
  if (pairs.length < 2) throw formatError(path, `it has ${pairs.length} examples, and a task needs 2`, name);
  const stem = basename(path, ".sl");
  return {
    id: `sygus-strings/${hashed(stem)}`,
    suite: "sygus-strings",
    family: hashed(stem.replace(/(?:[-_](?:short|long|repeat))+$/, "")),
    goal: "Infer the function from the examples.",
    signature,
    ...splitPairs(pairs),
    cases: [],
    order,
  };
}

function functionOf(items: SExpression[], place: string): { name: string; signature: string } {
  const [, name, parameters, result] = items;
  const typed = Array.isArray(parameters) ? parameters : [];
  const texts = typed.map((parameter) => {
    const [own, type] = Array.isArray(parameter) ? parameter : [];
    return typeof own === "string" && /^[A-Za-z_]\w*$/.test(own) && typeOf(type)
      ? `${own}: ${typeOf(type)}`
      : undefined;
  });
  if (typeof name !== "string" || texts.length === 0 || texts.includes(undefined) || !typeOf(result)) {
    throw formatError(
      place,
      `a function of ${Object.keys(types).join(", ")} is expected, with plain names`,
      JSON.stringify(items.slice(0, 4)),
    );
  }
  return { name, signature: `(${texts.join(", ")}) => ${typeOf(result)}` };
}

function typeOf(type: SExpression | undefined): string | undefined {
  return typeof type === "string" && Object.hasOwn(types, type) ? types[type] : undefined;
}

function exampleOf([, claim]: SExpression[], name: string, signature: string, place: string): Case {
  const [equals, call, output] = Array.isArray(claim) ? claim : [];
  const [callee, ...given] = Array.isArray(call) ? call : [];
  const input = given.map(valueOf);
  const result = output === undefined ? undefined : valueOf(output);
  const { length } = parseSignature(signature).parameters;
  if (
    equals !== "=" ||
    callee !== name ||
    result === undefined ||
    input.includes(undefined) ||
    input.length !== length
  ) {
    const next = "Only programming by example can be loaded: constraints that give the result of one call.";
    throw formatError(place, `the constraint is no example of ${name}`, JSON.stringify(claim), next);
  }
  return { input: input as Json[], output: result };
}

function valueOf(part: SExpression): Json | undefined {
  if (Array.isArray(part)) {
    const [minus, number] = part;
    const inner =
      minus === "-" && part.length === 2 && typeof number === "string" ? valueOf(number) : undefined;
    return typeof inner === "number" ? -inner : undefined;
  }
  if (typeof part === "object")
    return part.text
      .replace(/\\u\{([0-9a-fA-F]{1,5})\}/g, unescaped)
      .replace(/\\x([0-9a-fA-F]{2})/g, unescaped);
  if (part === "true" || part === "false") return part === "true";
  return /^-?\d{1,15}$/.test(part) ? Number(part) : undefined;
}

function unescaped(_: string, digits: string): string {
  return String.fromCodePoint(Number.parseInt(digits, 16));
}
