import { afterAll, describe, expect, it } from "vitest";
import { TypeChecker } from "./type-checker.ts";

const checker = new TypeChecker(5_000, {});
afterAll(() => checker.dispose());

const f = (body: string, before = ""): string =>
  `${before}export function f(n: number): number {\n  ${body}\n}`;
async function complaints(source: string): Promise<string[]> {
  const program = { name: "f", signature: "(n: number) => number", source, modules: {} };
  const { diagnostics } = await checker.check(program);
  return diagnostics.map(
    ({ line, column, message, code }) => `${line}:${column} ${code ? `TS${code} ` : ""}${message}`,
  );
}

describe("a program has no", () => {
  it.each([
    ["clock", "return Date.now() > 1.9e12 ? 7 : 2 * n;", "2:10 A program has no clock"],
    ["clock in new Date()", "return new Date().getTime();", "2:14 A program has no clock"],
    [
      "clock in new Date with nothing spread",
      "const none: [] = []; return new Date(...none).getTime();",
      "2:35 A program has no clock",
    ],
    ["clock in Date()", "return Date().length;", "2:10 A program has no clock"],
    ["clock by another name", "const D = Date; return D.now() + n;", "2:13 A program has no clock"],
    ["clock in a list", "return { Date }.Date.now();", "2:12 A program has no clock"],
    [
      "clock by inheritance",
      "return new (class extends Date {})().getTime();",
      "2:29 A program has no clock",
    ],
    ["clock in parentheses", "return (Date).now();", "2:11 A program has no clock"],
    [
      "clock in a date format",
      'return new Intl.DateTimeFormat("en").format().length;',
      "2:10 A program has no clock",
    ],
    [
      "references that may vanish",
      "return new WeakRef({ n }).deref()?.n ?? 0;",
      "2:14 Programs have no WeakRef",
    ],
    ["performance", "return performance.now();", "2:10 A program has no clock"],
    ["chance", "return Math.random() < 1e-4 ? 0 : n;", "2:10 A program has no chance"],
    ["chance by a text", 'return Math["random"]();', "2:10 A program has no chance"],
    [
      "chance by destructuring",
      "const { random: pick } = Math; return pick();",
      "2:28 Math is allowed only with the name of a member",
    ],
    [
      "chance by the rest",
      "const { abs, ...more } = Math; return abs(more.PI);",
      "2:28 Math is allowed only with the name of a member",
    ],
    [
      "chance by reflection",
      'return Number(Reflect.get(Math, "PI"));',
      "2:29 Math is allowed only with the name of a member",
    ],
    ["crypto", "return crypto.getRandomValues([n])[0];", "2:10 A program has no chance"],
    ["eval", 'return Number(eval("2 * n"));', "2:17 A program cannot make code from text"],
    [
      "Function",
      'return Number(Function("n", "return 2 * n")(n));',
      "2:17 A program cannot make code from text",
    ],
    ["global object", "return Object.keys(globalThis).length;", "2:22 globalThis is not allowed"],
    ["timer", "setTimeout(() => n, 1); return n;", "2:3 A program has no timers"],
  ])("%s", async (_, body, message) => {
    const found = await complaints(f(body));
    expect(found).toEqual([expect.stringContaining(message)]);
  });
});

describe("a program keeps nothing", () => {
  const keeps = "A program keeps nothing from one call to the next";
  it.each([
    [
      "in a variable",
      f("return calls++ > 500 ? 7 : 2 * n;", "let calls = 0;\n"),
      `1:1 ${keeps}: make this a const`,
    ],
    ["in a var", f("return calls + n;", "var calls = 0;\n"), `1:1 ${keeps}`],
    [
      "in a field of a constant",
      f("return state.calls++;", "const state = { calls: 0 };\n"),
      `3:10 ${keeps}`,
    ],
    [
      "in an item of a constant",
      f("return (table[n] ??= n);", "const table: number[] = [];\n"),
      `3:11 ${keeps}`,
    ],
    [
      "in a constant that is called another type",
      f("(state as { n: number }).n = n; return n;", "const state: Readonly<{ n: number }> = { n: 0 };\n"),
      `3:3 ${keeps}`,
    ],
    [
      "in a list",
      f("return seen.push(n);", "const seen: number[] = [];\n"),
      `3:10 ${keeps}: push changes seen`,
    ],
    [
      "in a set",
      f("return seen.add(n).size;", "const seen = new Set<number>();\n"),
      `3:10 ${keeps}: add changes seen`,
    ],
    [
      "in a constant that a pattern assigns",
      f("[state.n, { x: state.n }] = [1, { x: 2 }]; return n;", "const state = { n: 0 };\n"),
      `3:3 ${keeps}`,
    ],
    [
      "in a constant that a loop assigns",
      f("for (state.n of [n]) continue; return n;", "const state = { n: 0 };\n"),
      `3:3 ${keeps}`,
    ],
    [
      "in a constant that Object.assign changes",
      f("Object.assign(state, { n }); return n;", "const state = { n: 0 };\n"),
      `3:3 ${keeps}`,
    ],
    [
      "in a constant that satisfies a type",
      f("(state satisfies object).n = n; return n;", "const state = { n: 0 };\n"),
      `3:3 ${keeps}`,
    ],
    [
      "in a date",
      f("return day.setFullYear(n);", "const day = new Date(0);\n"),
      `3:10 ${keeps}: setFullYear changes day`,
    ],
    [
      "in an iterator",
      f("return numbers.next().value ?? n;", "const numbers = [1, 2].values();\n"),
      `3:10 ${keeps}: next changes numbers`,
    ],
    [
      "in a pattern that remembers where it was",
      f("return word.test(String(n)) ? 1 : n;", "const word = /\\d/g;\n"),
      `3:10 ${keeps}: test changes word`,
    ],
    [
      "in a function",
      f("return (count.calls += n);", "function count() {}\ncount.calls = 0;\n"),
      "2:1 Only imports, constants",
    ],
    [
      "in a static field",
      f("return C.calls++;", "class C { static calls = 0; }\n"),
      `1:11 ${keeps}: make this static readonly`,
    ],
    [
      "in a static block",
      f("return C.n;", "class C { static readonly n: number; static { this.n = 1; } }\n"),
      "1:38 Static blocks are not allowed",
    ],
    [
      "in a built-in prototype",
      f("Array.prototype.map = () => []; return n;"),
      `2:3 ${keeps}: this changes what lies outside`,
    ],
    [
      "by removing from what is built in",
      f("delete (Math as { abs?: unknown }).abs; return n;"),
      "2:11 Math is allowed only with",
    ],
    [
      "by a statement at the top",
      f("return n;", "if (Object.keys({}).length > 0) throw new Error();\n"),
      "1:1 Only imports, constants",
    ],
    [
      "by a declaration of what is not there",
      f("return n + Clock.now();", "declare const Clock: { now(): number };\n"),
      "1:1 declare is not allowed",
    ],
  ])("%s", async (_, source, message) => {
    expect((await complaints(source)).join("\n")).toContain(message);
  });
});

it.each([
  ["of JSON.parse by a member", 'return JSON.parse("[1]").length;'],
  ["of JSON.parse by destructuring", 'const { a } = JSON.parse("{}"); return a;'],
  ["of JSON.parse by a loop", 'for (const x of JSON.parse("[1]")) return x; return n;'],
])("a program makes no use %s without a type", async (_, body) => {
  expect(await complaints(f(body))).toEqual([expect.stringContaining("JSON.parse gives any")]);
});

describe("a program may use", () => {
  it.each([
    [
      "dates that it is given",
      f("return new Date(n).getTime() + Date.UTC(2020, 1) + Date.parse('2020-01-01');"),
    ],
    ["dates by type", f("const d: Date = new Date(2020, 1); return d instanceof Date ? d.getTime() : n;")],
    ["functions by type", f("const g: Function = () => n; return g instanceof Function ? n : 0;")],
    [
      "mathematics",
      f('const { max, min: least } = Math; return Math["abs"](max(n, 1) + least(n, Math.PI));'),
    ],
    [
      "its own names",
      f("const Date = { now: () => n }; const performance = Date; return Date.now() + performance.now();"),
    ],
    ["names of the language as labels", f("Date: for (;;) { break Date; } return n;")],
    [
      "copies of constants, and patterns that remember nothing",
      f(
        "const own = Object.assign({}, state, { n }); return word.test('a') ? own.n : n;",
        "const state = { n: 0 };\nconst word = /a/;\n",
      ),
    ],
    ["date formats of dates", f('return new Intl.DateTimeFormat("en").format(new Date(n)).length;')],
    [
      "names of the language as keys",
      f("const log = { Date: 1, Function: n }; const { Date: at } = log; return at + log.Function;"),
    ],
    [
      "variables of the function",
      f("let calls = 0; const seen = [n]; seen.push(++calls); seen[0] = 1; return seen.length;"),
    ],
    [
      "variables with the names of constants",
      f("const list = [n]; list.push(1); return list.length;", "const list = [1];\n"),
    ],
    [
      "methods that are called like changing ones",
      f(
        "return Sum.add(n, sums.set(1));",
        "class Sum { static add(a: number, b: number) { return a + b; } }\nconst sums = { set: (n: number) => n };\n",
      ),
    ],
    [
      "constants, classes and helpers",
      f(
        "return new Half(table.get(n) ?? n).value;",
        "const table = new Map([[1, 2]]);\nclass Half { readonly value: number; constructor(n: number) { this.value = n / 2; } }\n",
      ),
    ],
    [
      "JSON with a type",
      f(
        'const x: unknown = JSON.parse("1"); return typeof x === "number" ? x : (JSON.parse("2") as number);',
      ),
    ],
  ])("%s", async (_, source) => {
    expect(await complaints(source)).toEqual([]);
  });
});
