import { callAll, type LinkedProgram } from "@portolan/core";
import { afterAll, describe, expect, it } from "vitest";
import { createSandbox } from "../create-sandbox.ts";

const program = (source: string, modules: LinkedProgram["modules"] = {}): LinkedProgram => {
  return { name: "subject", signature: "(n: number) => unknown", source, modules };
};
const body = (text: string): LinkedProgram => program(`export async function subject(n) { ${text} }`);

describe.each([
  { engine: "isolated-vm", jit: false },
  { engine: "isolated-vm", jit: true },
  { engine: "quickjs", jit: false },
] as const)("a realm of $engine, jit $jit,", ({ engine, jit }) => {
  const sandbox = createSandbox({ children: 1, engine, jit });
  afterAll(() => sandbox[Symbol.asyncDispose]());

  it.each([
    ["a method", "Array.prototype.map = () => { for (;;); };"],
    ["a method, by definition", 'Object.defineProperty(Array.prototype, "reduce", { value: () => 42 });'],
    ["a method, by removal", "delete Array.prototype.map;"],
    ["a property of a method", "Array.prototype.map.call = () => 42;"],
    ["a new property of every object", "Object.prototype.length = 42;"],
    ["what became an accessor", "Object.prototype.toString = () => 42;"],
    ["a prototype of a prototype", "Object.setPrototypeOf(Array.prototype, null);"],
    ["a namespace", "Math.max = () => 42;"],
    ["JSON", "JSON.stringify = () => 42;"],
    ["the global object", "globalThis.Array = undefined;"],
    ["the global object, by a new name", "globalThis.shared = 42;"],
    ["iterators of arrays", "Object.getPrototypeOf([].values()).next = () => 42;"],
    ["iterators of texts", 'Object.getPrototypeOf(""[Symbol.iterator]()).next = () => 42;'],
    ["iterators of matches", 'Object.getPrototypeOf("".matchAll(/a/g)).next = () => 42;'],
    ["generators", "Object.getPrototypeOf(function* () {}).prototype.next = () => 42;"],
    ["asynchronous generators", "Object.getPrototypeOf(async function* () {}).prototype.next = () => 42;"],
    ...(engine === "quickjs"
      ? [["concatenated iterators", "Object.getPrototypeOf(Iterator.concat([1])).next = () => 42;"]]
      : [
          [
            "segments of texts",
            'Object.getPrototypeOf(new Intl.Segmenter().segment("a")).containing = () => 42;',
          ],
        ]),
    ["helpers of iterators", "Object.getPrototypeOf([].values().map((x) => x)).next = () => 42;"],
    ["promises", "Promise.prototype.then = () => 42;"],
    ["the constructor of typed arrays", "Object.getPrototypeOf(Uint8Array).from = () => 42;"],
    ["the texts of errors", "Error.prepareStackTrace = () => 42;"],
    ["the console", "console.log = () => 42;"],
    ["the console's functions", "console.log.calls = 42;"],
  ])("is not changed by a skill that changes %s", async (__, tampering) => {
    const source =
      'import { double } from "#skills/double";\nexport function subject(n) { return double(n); }';
    const modules = { "#skills/double": `${tampering}\nexport function double(n) { return 2 * n; }` };
    expect(await sandbox.run(program(source, modules), [1])).toMatchObject({
      kind: "error",
      name: "TypeError",
      stack: [expect.stringMatching(/^#skills\/double:1:/)],
    });
  });

  it.each([
    [
      "the name of an error class",
      'class Odd extends Error { constructor(m) { super(m); this.name = "Odd"; } } const e = new Odd("m"); return `${e}`;',
      "Odd: m",
    ],
    [
      "the name and message of an error",
      'const e = new TypeError("a"); e.name = "Odd"; e.message = "b"; return `${e}`;',
      "Odd: b",
    ],
    [
      "a key called constructor",
      'const counts = {}; for (const word of ["constructor", "toString", "a", "a"]) counts[word] = 1; return Object.keys(counts);',
      ["constructor", "toString", "a"],
    ],
    ["toString of an object", 'const o = {}; o.toString = () => "mine"; return `${o}`;', "mine"],
    [
      "toString of a function, an array and a date",
      'return [() => 1, [1], new Date(0)].map((o) => { o.toString = () => "mine"; return `${o.toString()}`; });',
      ["mine", "mine", "mine"],
    ],
    [
      "the constructor of an old-style class",
      "function A() {} A.prototype = Object.create(Error.prototype); A.prototype.constructor = A; return new A().constructor === A;",
      true,
    ],
    [
      "a class of arrays",
      "class A extends Array { sum() { return this.reduce((a, b) => a + b, 0); } } return A.from([1, 2]).map((x) => x * 2).sum();",
      6,
    ],
    [
      "a field of a class",
      'class A { name = "a"; constructor() { this.valueOf = () => 7; } } return new A() + 1;',
      8,
    ],
    [
      "what Object.assign copies",
      "return Object.assign({}, { toString: 1, valueOf: 2 });",
      { toString: 1, valueOf: 2 },
    ],
  ])("lets a program set %s", async (__, text, value) => {
    expect(await sandbox.run(body(text), [1])).toMatchObject({ kind: "value", value });
  });

  it("refuses an override of what takes no properties", async () => {
    const outcome = await sandbox.run(body('"use strict"; Object.freeze({}).toString = 1;'), [1]);
    expect(outcome).toMatchObject({ kind: "error", name: "TypeError" });
    expect(await sandbox.run(body("const o = Object.freeze({}); o.toString = 1;"), [1])).toMatchObject({
      kind: "error",
      name: "TypeError",
    });
  });

  it.each([
    ["eval", 'eval("2 * n")'],
    ["eval, indirectly", '(0, eval)("2")'],
    ["Function", 'Function("n", "return 2 * n")(n)'],
    ["new Function", 'new Function("return 2")()'],
    ["the constructor of functions", '(() => 1).constructor("return 2")()'],
    ["that of asynchronous functions", '(async () => 1).constructor("return 2")()'],
    ["that of generators", '(function* () {}).constructor("return 2")()'],
    ["that of asynchronous generators", '(async function* () {}).constructor("return 2")()'],
    ["a class of functions", 'new (class extends Function {})("return 2")()'],
    ["reflection", 'Reflect.construct(Function, ["return 2"], Object)()'],
  ])("makes no code of text through %s", async (__, expression) => {
    expect(await sandbox.run(body(`return await ${expression};`), [2])).toMatchObject({
      kind: "error",
      name: "TypeError",
      message: expect.stringMatching(/cannot make code from text$/),
    });
  });

  it("still knows a function when it sees one", async () => {
    const text =
      "return [() => 1, async () => 1, class {}, Math.max].every((f) => f instanceof Function && Object(f).constructor.name.endsWith('Function'));";
    expect(await sandbox.run(body(text), [1])).toMatchObject({ kind: "value", value: true });
  });

  // QuickJS has no Intl.
  it.skipIf(engine === "quickjs")("formats no date but one that it is given", async () => {
    const format = (arguments_: string) =>
      sandbox.run(
        body(
          `const f = new Intl.DateTimeFormat("en"); return [f.format(${arguments_}), f.formatToParts(${arguments_}).length];`,
        ),
        [1],
      );
    expect(await format("0")).toMatchObject({ kind: "value", value: ["1/1/1970", 5] });
    expect(await format("")).toMatchObject({ kind: "error", message: "There is no date to format" });
  });

  it("has no built-in object that can be changed, wherever one looks", async () => {
    // Everything that properties, accessors and prototypes lead to from the global object and from one instance of each
    // kind that no global leads to; written without a look at how the realm is frozen.
    const walk = `
      const open = [], seen = new Set(), waiting = [["globalThis", globalThis]];
      const instances = { array: [].values(), text: ""[Symbol.iterator](), match: "a".matchAll(/a/g), map: new Map().keys(),
        set: new Set().keys(), mapped: [].values().map(() => 1), wrapped: Iterator.from({ next() {} }), promise: Promise.resolve(),
        generator: (function* () {}).prototype, asyncGenerator: (async function* () {}).prototype, arrow: async () => {}, made: function* () {},
        asyncMade: async function* () {}, proxy: Proxy, typed: new Uint8Array(), error: new AggregateError([]), bound: (() => 1).bind(),
        regExp: /a/, concat: Iterator.concat ? Iterator.concat([1]) : {} };
      if (typeof Intl === "object") {
        const segments = new Intl.Segmenter().segment("a");
        Object.assign(instances, { list: new Intl.ListFormat(), segments, segment: segments[Symbol.iterator]() });
      }
      for (const name in instances) waiting.push([name, Object.getPrototypeOf(instances[name])]);
      for (let next = waiting.pop(); next; next = waiting.pop()) {
        const [path, value] = next;
        if ((typeof value !== "object" && typeof value !== "function") || value === null || seen.has(value)) continue;
        seen.add(value);
        if (!Object.isFrozen(value)) open.push(path);
        waiting.push([path + ".__proto__", Reflect.getPrototypeOf(value)]);
        for (const key of Reflect.ownKeys(value)) {
          const property = Reflect.getOwnPropertyDescriptor(value, key);
          for (const part of ["value", "get", "set"]) waiting.push([path + "." + String(key) + ":" + part, property[part]]);
        }
      }
      return { open, seen: seen.size };`;
    const outcome = await sandbox.run(body(walk), [1]);
    expect(outcome).toMatchObject({ kind: "value", value: { open: [] } });
    expect(outcome.kind === "value" && (outcome.value as { seen: number }).seen).toBeGreaterThan(600);
  });

  it("remembers no match of another module", async () => {
    expect(
      await sandbox.run(body('/(a)/.exec("a"); return ["$1" in RegExp, "lastMatch" in RegExp];'), [1]),
    ).toMatchObject({ kind: "value", value: [false, false] });
  });

  it.each([
    ["JSON.stringify", "JSON.stringify = () => '[[1]]';"],
    [
      "Array.prototype.push",
      "const { push } = Array.prototype; Array.prototype.push = function () { return push.call(this, { ok: true, value: 4 }); };",
    ],
  ])("reports what a program returned, even one that replaces %s", async (__, tampering) => {
    const honest = "export function subject(n) { return n; }";
    const tamper = `try { ${tampering} } catch {}\n${honest}`;
    expect(await callAll(sandbox, program(tamper), [[2], [3]])).toEqual([
      { ok: true, value: 2 },
      { ok: true, value: 3 },
    ]);
  });

  it("says something of an error that says nothing", async () => {
    const silent = body('const e = new Error(""); e.name = ""; throw e;');
    expect(await sandbox.run(silent, [1])).toMatchObject({
      kind: "error",
      name: "Error",
      message: "(no message)",
    });
  });
});
