import { describe, expect, it } from "vitest";
import type { Json } from "../json/json.ts";
import type { LinkedProgram } from "../program/program.ts";
import { inProcessSandbox } from "../testing/in-process-sandbox.ts";
import { checkProperties, type PropertySubject } from "./check-properties.ts";
import type { Property } from "./property.ts";

const sandbox = inProcessSandbox();

function program(name: string, signature: string, body: string): LinkedProgram {
  const parameters = signature.slice(0, signature.lastIndexOf("=>")).trim();
  return { name, signature, source: `export function ${name}${parameters} {\n  ${body}\n}\n`, modules: {} };
}

async function check(
  signature: string,
  body: string,
  property: Property,
  { inputs, ...more }: Partial<PropertySubject> & { inputs: Json[][] },
) {
  const examples = inputs.map((input) => ({ input, output: null }));
  return checkProperties(sandbox, {
    program: program("subject", signature, body),
    signature,
    properties: [property],
    examples,
    ...more,
  });
}

const lists = "(xs: number[]) => number[]";
const texts = "(text: string) => string";
const listInputs = { inputs: [[[3, 1, 2]], [[5, 4]]] };
const textInputs = { inputs: [["ab cd"], ["e f"]] };
const reverse = program("reverse", lists, "return xs.toReversed();");
const shout = program("shout", texts, "return text.toUpperCase();");
const skillOf = async (name: string) => [reverse, shout].find((one) => one.name === name);

describe.each<[string, string, Property, right: string, wrong: string, Json[][]]>([
  [
    "idempotent",
    texts,
    { kind: "idempotent" },
    "return text.trim();",
    "return text.replace(' ', '');",
    [["ab cd"], ["e f"]],
  ],
  [
    "inverse-of",
    lists,
    { kind: "inverse-of", skill: "reverse" },
    "return xs.toReversed();",
    "return xs.slice(0, 4).toReversed();",
    [[[3, 1]], [[5]]],
  ],
  [
    "commutes-with",
    texts,
    { kind: "commutes-with", skill: "shout" },
    "return text.trim();",
    "return text.replace('a', 'b');",
    [["cd"], ["ef"]],
  ],
  [
    "agrees-with",
    lists,
    { kind: "agrees-with", skill: "reverse" },
    "return [...xs].reverse();",
    "return xs.length > 5 ? xs : xs.toReversed();",
    [[[3, 1, 2]]],
  ],
  [
    "symmetric",
    "(a: number, b: number) => number",
    { kind: "symmetric" },
    "return a + b;",
    "return a > 50 ? a : a + b;",
    [
      [1, 2],
      [3, 1],
    ],
  ],
  [
    "ignores-order",
    "(xs: number[]) => number",
    { kind: "ignores-order" },
    "return Math.max(0, ...xs);",
    "return xs.length > 4 ? xs[0]! : Math.max(0, ...xs);",
    [[[3, 1]], [[5, 2]]],
  ],
  [
    "preserves-length",
    lists,
    { kind: "preserves-length" },
    "return xs.map((x) => x + 1);",
    "return [...new Set(xs)];",
    [[[3, 1, 2]], [[5, 4]]],
  ],
  [
    "preserves-items",
    lists,
    { kind: "preserves-items" },
    "return xs.toSorted((a, b) => a - b);",
    "return xs.map((x) => Math.max(x, 0));",
    [[[3, 1, 2]], [[5, 4]]],
  ],
  [
    "never-throws",
    "(xs: number[]) => number",
    { kind: "never-throws" },
    "return xs[0] ?? 0;",
    "return xs.reduce((a, b) => a + b);",
    [[[3, 1, 2]], [[5, 4]]],
  ],
])("%s", (_, signature, property, right, wrong, inputs) => {
  it("holds for a program that has it", async () => {
    const report = await check(signature, right, property, { inputs, skillOf });
    expect(report).toMatchObject({ unjudged: [] });
    expect(report.broken).toBeUndefined();
    expect(report.judged).toBeGreaterThan(80);
  });

  it("is broken by one that has it on the examples only", async () => {
    const { broken } = await check(signature, wrong, property, { inputs, skillOf });
    expect(broken?.property).toEqual(property);
    expect(broken?.feedback).toContain(property.kind);
    expect(inputs).not.toContainEqual(broken?.input);
  });
});

describe("a counterexample", () => {
  it("is made small", async () => {
    const tooLong = "if (xs.length > 6) throw new Error('too long'); return xs.length;";
    const { broken } = await check("(xs: number[]) => number", tooLong, { kind: "never-throws" }, listInputs);
    expect(broken?.input).toEqual([[0, 0, 0, 0, 0, 0, 0]]);
    const big = "return xs.some((x) => x > 10) ? [] : xs;";
    const second = await check(lists, big, { kind: "preserves-length" }, listInputs);
    expect(second.broken?.input).toEqual([[11]]);
  });

  it("is the same every time", async () => {
    const wrong = "return text.replace(' ', '');";
    const [one, two] = await Promise.all(
      [1, 2].map(() => check(texts, wrong, { kind: "idempotent" }, textInputs)),
    );
    expect(one?.broken).toEqual(two?.broken);
    expect(JSON.stringify(one?.broken?.input).length).toBeLessThanOrEqual(7);
  });

  it("that is kept is tried before all else", async () => {
    const rare = "return text === 'rare and long, so never generated' ? '' : text;";
    const property: Property = { kind: "preserves-length" };
    expect((await check(texts, rare, property, textInputs)).broken).toBeUndefined();
    const kept = [["rare and long, so never generated"]];
    const { broken } = await check(texts, rare, property, { ...textInputs, counterexamples: kept });
    expect(broken?.input).toEqual(kept[0]);
  });
});

it("does not mind inputs for which there is no value, unless it says so", async () => {
  const picky = "if (text.includes('é')) throw new Error(); return text.trim();";
  const report = await check(texts, picky, { kind: "idempotent" }, textInputs);
  expect(report.broken).toBeUndefined();
  expect(report.judged).toBeLessThan(102);
  expect((await check(texts, picky, { kind: "never-throws" }, textInputs)).broken?.saw).toContain("Error");
  expect(
    (await check(texts, picky, { kind: "never-throws", on: "near" }, textInputs)).broken,
  ).toBeUndefined();
});

it("says which properties it could not judge", async () => {
  const property: Property = { kind: "inverse-of", skill: "unheard-of" };
  const report = await check(lists, "return xs;", property, { ...listInputs, skillOf });
  expect(report).toEqual({ judged: 0, unjudged: ["inverse-of: unheard-of(f(x)) = x"] });
});

it("takes a program that names itself for the skill that it may become", async () => {
  const itself: Property = { kind: "inverse-of", skill: "subject" };
  const own = await check(lists, "return xs.toReversed();", itself, listInputs);
  expect(own).toEqual({ judged: expect.any(Number) as number, unjudged: [] });
  const not = await check(lists, "return xs.toSorted((a, b) => a - b);", itself, listInputs);
  expect(not.broken?.property).toEqual(itself);
});
