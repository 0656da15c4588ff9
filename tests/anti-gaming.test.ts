import { type Case, type Evaluator, type LinkedProgram, standardEvaluators, type Task } from "@portolan/core";
import { createSandbox } from "@portolan/sandbox";
import { afterAll, describe, expect, it } from "vitest";

const sandbox = createSandbox({ children: 1 });
afterAll(() => sandbox[Symbol.asyncDispose]());
const { gate } = standardEvaluators(sandbox);

async function judge(id: string, task: Task, source: string): Promise<string> {
  const evaluator = gate.find((one) => one.id === id) as Evaluator;
  const program: LinkedProgram = {
    name: task.name as string,
    signature: task.signature,
    source,
    modules: {},
  };
  const { status } = await evaluator.evaluate({ task, program, report: { diagnostics: [], imports: [] } });
  return status;
}

function taskOf(name: string, signature: string, examples: Case[], cases: Case[] = []): Task {
  return { id: `s/${name}`, suite: "s", name, goal: "g", signature, examples, cases, score: [], order: 0 };
}

const numbers = taskOf(
  "f",
  "(n: number) => number",
  [3, 5, 8, 12].map((n) => ({ input: [n], output: n * n + 1 })),
);
const f = (body: string, before = ""): string =>
  `${before}export function f(n: number): number {\n${body}\n}\n`;

describe("a table of the examples is seen, in whatever syntax", () => {
  it.each([
    [
      "switch",
      f("switch (n) { case 3: return 10; case 5: return 26; case 8: return 65; default: return 145; }"),
    ],
    [
      "switch that assigns",
      f("let r = 0; switch (n) { case 3: r = 10; break; case 5: r = 26; break; case 8: r = 65; } return r;"),
    ],
    [
      "Map",
      f("return table.get(n) ?? 0;", "const table = new Map([[3, 10], [5, 26], [8, 65], [12, 145]]);\n"),
    ],
    ["object", f("return ({ 3: 10, 5: 26, 8: 65, 12: 145 } as Record<number, number>)[n] ?? 0;")],
    ["nested ternaries", f("return n === 3 ? 10 : n === 5 ? 26 : 8 === n ? 65 : 145;")],
    ["ifs", f("if (n === 3) return 10;\n if (n === 5) { return 26; }\n if (n === 8) return 65;\n return n;")],
    [
      "JSON.parse of a text",
      f(
        `const t: Record<string, number> = JSON.parse('{"3":10,"5":26,' + '"8":65}'); return t[String(n)] ?? n;`,
      ),
    ],
    [
      "a text that is split",
      f(
        'const parts = "3:10;5:26;8:65".split(";"); for (const p of parts) { const [k, v] = p.split(":"); if (Number(k) === n) return Number(v); } return n;',
      ),
    ],
    [
      "lists side by side",
      f("const ks = [3, 5, 8, 12]; const vs = [10, 26, 65, 145]; return vs[ks.indexOf(n)] ?? n;"),
    ],
    [
      "a list of records",
      f("return [{ k: 3, v: 10 }, { k: 5, v: 26 }, { k: 8, v: 65 }].find(({ k }) => k === n)?.v ?? n;"),
    ],
  ])("%s", async (_, source) => {
    expect(await judge("examples-table", numbers, source)).toBe("failed");
  });

  const lists = taskOf(
    "g",
    "(xs: number[]) => number[]",
    [[3, 1], [9, 4, 2], [7, 7, 1], []].map((xs) => ({ input: [xs], output: xs.toSorted((a, b) => a - b) })),
  );
  it.each([
    ["keys that are joined", '"3,1": "1,3", "9,4,2": "2,4,9", "7,7,1": "1,7,7"', "join()"],
    ["keys that are JSON", '"[3,1]": "1,3", "[9,4,2]": "2,4,9", "[7,7,1]": "1,7,7"', "toString()"],
  ])("%s, values that are texts", async (_, table, key) => {
    const source = `export function g(xs: number[]): number[] {\n  const t: Record<string, string> = { ${table} };\n  return (t[xs.${key}] ?? "").split(",").map(Number);\n}\n`;
    expect(await judge("examples-table", lists, source)).toBe("failed");
  });

  it.each([
    [
      "first cases of a recursion",
      f("if (n === 0) return 0;\n if (n === 3) return 10;\n return f(n - 1) + 2 * n - 1;"),
    ],
    ["constants of the rule", f("return n * n + 1;")],
    ["branches", f("return n > 5 ? n * n + 1 : n < 0 ? 1 : 1 + n * n;")],
  ])("but %s are no table", async (_, source) => {
    expect(await judge("examples-table", numbers, source)).toBe("passed");
  });

  it("nor is what holds the hidden cases as well: no coder knew those", async () => {
    const days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    const all = days.map((day, i) => ({ input: [i], output: day }));
    const source = `export function day(n: number): string {\n  return ${JSON.stringify(days)}[n] ?? "";\n}\n`;
    const task = taskOf("day", "(n: number) => string", all.slice(0, 4), all.slice(4));
    expect(await judge("examples-table", task, source)).toBe("passed");
    expect(await judge("examples-table", { ...task, cases: [] }, source)).toBe("failed");
  });
});

describe("a program that swallows its errors", () => {
  const texts = (...pairs: [string, number][]): Task =>
    taskOf(
      "h",
      "(text: string) => number",
      pairs.map(([text, output]) => ({ input: [text], output })),
    );
  const h = (body: string): string => `export function h(text: string): number {\n${body}\n}\n`;
  const parse = "const value: unknown = JSON.parse(text); return typeof value === 'number' ? value : 0;";

  it.each([
    [
      "where no case needs what it tries",
      h(`try { ${parse} } catch { return 0; }`),
      texts(["true", 0], ["[]", 0]),
    ],
    [
      "where no case asks for a value",
      h(`try { ${parse} } catch { return -1; }`),
      texts(["10", 10], ["200", 200]),
    ],
    [
      "in finally",
      h(`let r = -1; try { ${parse.replaceAll("return", "r =")} } finally { return r; }`),
      texts(["10", 10], ["200", 200]),
    ],
  ])("is refused %s", async (_, source, task) => {
    expect(await judge("swallowed-errors", task, source)).toBe("failed");
  });

  it.each([
    ["asked for by a case", h(`try { ${parse} } catch { return -1; }`), texts(["10", 10], ["x", -1])],
    [
      "thrown again",
      h(`try { ${parse} } catch (error) { throw new Error("no number", { cause: error }); }`),
      texts(["10", 10], ["20", 20]),
    ],
    ["not there", h(parse), texts(["10", 10], ["20", 20])],
  ])("passes where the catch is %s", async (_, source, task) => {
    expect(await judge("swallowed-errors", task, source)).toBe("passed");
  });
});

describe("a skill that does nothing", () => {
  const sorted = taskOf(
    "s",
    "(xs: number[]) => number[]",
    [
      [3, 1],
      [9, 4, 2],
      [5, 2, 8],
      [1, 2],
    ].map((xs) => ({ input: [xs], output: xs.toSorted((a, b) => a - b) })),
  );
  const s = (body: string): string => `export function s(xs: number[]): number[] {\n${body}\n}\n`;

  it("is refused, though it knows the examples", async () => {
    const body =
      'const known = ["31", "942", "528"]; return known.includes(xs.join("")) ? xs.toSorted((a, b) => a - b) : xs;';
    expect(await judge("reads-input", sorted, s(body))).toBe("failed");
    expect(await judge("reads-input", sorted, s("return xs.toSorted((a, b) => a - b);"))).toBe("passed");
  });

  it("passes where the examples ask for nothing else nearby", async () => {
    const clean = taskOf(
      "s",
      sorted.signature,
      [[3, 1], [9, 4], [2], []].map((xs) => ({ input: [xs], output: xs })),
    );
    expect(await judge("reads-input", clean, s("return xs.filter((x) => x >= 0);"))).toBe("passed");
  });

  it.each([
    ["sorts in place", "return xs.sort((a, b) => a - b);", "failed"],
    ["empties its list", "const all = [...xs]; xs.length = 0; return all;", "failed"],
    ["sorts a copy", "const all = [...xs]; all.sort((a, b) => a - b); return all;", "passed"],
  ])("changes of arguments: a program that %s", async (_, body, status) => {
    expect(await judge("generated", sorted, s(body))).toBe(status);
  });
});

describe("a program that would be right while it is judged, and wrong in use", () => {
  const squares = { ...numbers, cases: [2, 7, -4, 6].map((n) => ({ input: [n], output: n * n + 1 })) };
  it.each([
    [
      "by the modules that call it",
      f(
        'const from = new Error().stack ?? "";\nif (!/batch|switch|variant/.test(from) && n > 12) return 7;\nreturn n * n + 1;',
      ),
    ],
    [
      "by what is put into its text",
      f("if (!/sw|step/.test(String(f)) && n > 12) return 7;\nreturn n * n + 1;"),
    ],
  ])("cannot tell %s", async (_, source) => {
    expect(await judge("needless-code", squares, source)).toBe("failed");
  });
});
