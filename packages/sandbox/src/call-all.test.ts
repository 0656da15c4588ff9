import {
  callAll,
  callEach,
  type CallResult,
  type Json,
  type LinkedProgram,
  resultOf,
  type Sandbox,
} from "@portolan/core";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { createSandbox } from "./create-sandbox.ts";

// A value, or nothing where there is no result.
const results: [expression: string, value?: Json][] = [
  ["{ a: 1, b: undefined }", { a: 1 }],
  ["Object.assign(Object.create({ f() {} }), { own: 1 })", { own: 1 }],
  ["{ get a() { return n++; } }", { a: 0 }],
  ["[{ get a() { return n++ ? NaN : 1; } }]", [{ a: 1 }]],
  ["{ a: 1, [Symbol()]: () => 1 }", { a: 1 }],
  ["Object.defineProperty({ a: 1 }, 'b', { value: NaN })", { a: 1 }],
  ["Object.assign([1], { more: NaN })", [1]],
  ["Object.create(null)", {}],
  [
    'JSON.parse(\'{"__proto__": [1], "toJSON": 1, "then": 1}\')',
    JSON.parse('{"__proto__": [1], "toJSON": 1, "then": 1}'),
  ],
  ["new (class Point { x = 1; })()", { x: 1 }],
  ["-0", 0],
  ["'\\ud800'", "\ud800"],
  ["Promise.resolve([1])", [1]],
  ["(shared => [shared, shared])({ a: 1 })", [{ a: 1 }, { a: 1 }]],
  ["undefined"],
  ["new Date(0)"],
  ["new Map()"],
  ["new Number(1)"],
  ["new Error('no')"],
  ["[, 1]"],
  ["[undefined]"],
  ["{ a: () => 1 }"],
  ["10n"],
  ["{ a: NaN }"],
  ["[-Infinity]"],
  ["Symbol()"],
  ["{ toJSON() { return 1; } }"],
  ["{ a: { [Symbol.toStringTag]: 'Array' } }"],
  ["(cycle => (cycle.push(cycle), cycle))([])"],
  ["(cycle => (cycle.a = { cycle }, cycle))({})"],
  ["{ get a() { throw new RangeError('no'); } }"],
  ["(() => { throw new TypeError('no'); })()"],
  ["(() => { throw { get name() { throw 1; } }; })()"],
  ["(() => { throw { name: 'x'.repeat(300) }; })()"],
  ["(() => { throw {}; })()"],
  ["(() => { throw null; })()"],
  ["(() => { throw 'text'; })()"],
  ["new Proxy({ a: 1 }, {})", { a: 1 }],
  ["new Proxy({}, { ownKeys() { throw new SyntaxError('no'); } })"],
];
const deep = (levels: number, record: boolean): string =>
  `Array.from({ length: ${levels} }).reduce((inner) => (${record ? "{ inner }" : "[inner]"}), 1)`;

const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 3, depthIdentifier: "expression" },
    { arbitrary: fc.constantFrom("1", "null", "'text'", "n++", "{ get a() { return n++; } }"), weight: 4 },
    { arbitrary: fc.constantFrom(...results.map(([text]) => text)), weight: 3 },
    {
      arbitrary: fc
        .tuple(fc.integer({ min: 495, max: 504 }), fc.boolean())
        .map(([n, record]) => deep(n, record)),
      weight: 1,
    },
    {
      arbitrary: fc.array(tie("expression"), { maxLength: 4 }).map((items) => `[${items.join(", ")}]`),
      weight: 4,
    },
    {
      arbitrary: fc
        .array(
          fc.tuple(fc.constantFrom("a", "then", "toJSON", "length", '["__proto__"]'), tie("expression")),
          { maxLength: 4 },
        )
        .map((fields) => `{ ${fields.map(([key, value]) => `${key}: ${value}`).join(", ")} }`),
      weight: 4,
    },
    { arbitrary: tie("expression").map((inner) => `{ get a() { n++; return ${inner}; } }`), weight: 1 },
    { arbitrary: tie("expression").map((inner) => `Object.create(${inner}, {})`), weight: 1 },
  ),
}));

describe.each(["isolated-vm", "quickjs"] as const)("callAll with %s", (engine) => {
  const sandbox = createSandbox({ engine, children: 2, limits: { wallMs: 60_000 } });
  afterAll(() => sandbox[Symbol.asyncDispose]());

  it("judges results in one run as runs of their own do", async () => {
    const expressions = results.map(([text]) => text);
    const { together, apart, runs } = await bothWays(sandbox, expressions);
    expect(runs).toBe(1);
    expect(together).toEqual(apart);
    const values = results.map(([, value]) => value);
    expect(together.map((result) => (result.ok ? result.value : undefined))).toEqual(values);
  });

  it("judges values at the border of what may be nested as runs of their own do", async () => {
    const expressions = [498, 499, 500, 501, 502, 503].flatMap((n) => [deep(n, true), deep(n, false)]);
    const { together, apart } = await bothWays(sandbox, expressions);
    expect(together).toEqual(apart);
    expect(together.map(({ ok }) => ok)).toEqual(expressions.map((_, i) => i < 8));
  });

  it("gives for any expressions what runs of their own give", async () => {
    const property = fc.asyncProperty(fc.array(expression, { minLength: 1, maxLength: 8 }), async (list) => {
      const { together, apart } = await bothWays(sandbox, list);
      expect(together).toEqual(apart);
    });
    await fc.assert(property, { numRuns: 40, seed: 20_260_101 });
  });
});

/** What calls give in one isolate and in isolates of their own, and how many runs the first took. */
async function bothWays(
  sandbox: Sandbox,
  expressions: string[],
): Promise<{ together: CallResult[]; apart: CallResult[]; runs: number }> {
  const program = returning(expressions);
  const inputs = expressions.map((_, i) => [i]);
  let runs = 0;
  const counting: Sandbox = {
    check: (...given) => sandbox.check(...given),
    run: (...given) => {
      runs++;
      return sandbox.run(...given);
    },
    [Symbol.asyncDispose]: async () => {},
  };
  const together = await callAll(counting, program, inputs);
  const apart = (await callEach(sandbox, program, inputs)).map(resultOf);
  return { together: together.map(named), apart: apart.map(named), runs };
}

function returning(expressions: string[]): LinkedProgram {
  const makers = expressions.map((text) => `  () => { let n = 0; return (${text}); },\n`).join("");
  const source = `const makers = [\n${makers}];\nexport function subject(i) { return makers[i](); }`;
  return { name: "subject", signature: "(i: number) => unknown", source, modules: {} };
}

/** A run says more of what JSON would change than a batch has room for. */
function named(result: CallResult): CallResult {
  return !result.ok && result.failure === "error: ResultError" ? { ok: false, failure: "not JSON" } : result;
}
