import {
  callAll,
  linkSkill,
  type Sandbox,
  type SkillStore,
  type SyntaxTrees,
  type Verify,
} from "@portolan/core";
import { memorySkillStore, plant, type Planted } from "@portolan/core/testing";
import { createSandbox, type ProcessSandbox } from "@portolan/sandbox";
import { applyTidy, planTidy, type TidyPlan } from "@portolan/skills";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";

vi.setConfig({ testTimeout: 60_000 });

let sandbox: ProcessSandbox;
beforeAll(() => {
  sandbox = createSandbox({ children: 2 });
});
afterAll(() => sandbox[Symbol.asyncDispose]());

const lists = [[], [3], [1, 2], [5, 5, 5], [-1, 0, 4, 9], [2, 8, 6, 4, 0, 1], [7, 1, 7, 1, 7], [0.5, -3]];
const onLists = lists.map((xs) => [xs]);
const texts = ["", "a", "one two", "  b ", "x,y,,z", "Ünï", "a.b.c", "no", "k=v"];
const onTexts = texts.map((text) => [text]);
const numbers = "(xs: number[]) => number[]";

const topThree: Planted = {
  name: "top-three",
  signature: numbers,
  description: "The three largest numbers of a list, largest first.",
  body: "const sorted = xs.toSorted((a, b) => b - a);\n  const kept: number[] = [];\n  for (const x of sorted) {\n    if (kept.length >= 3) break;\n    if (!kept.includes(x)) kept.push(x);\n  }\n  return kept;",
  inputs: onLists,
  answer: (xs: number[]) => top(xs, 3),
};
const topFive: Planted = {
  ...topThree,
  name: "top-five",
  description: "The five largest numbers of a list, largest first.",
  body: topThree.body.replace("3", "5"),
  answer: (xs: number[]) => top(xs, 5),
};
const topOne: Planted = {
  ...topThree,
  name: "top-one",
  description: "The one largest numbers of a list, largest first.",
  body: topThree.body.replace("3", "1").replaceAll("kept", "best"),
  answer: (xs: number[]) => top(xs, 1),
};
function top(xs: number[], count: number): number[] {
  return [...new Set(xs.toSorted((a, b) => b - a))].slice(0, count);
}

const total: Planted = {
  name: "total",
  signature: "(xs: number[]) => number",
  body: "return xs.reduce((sum, x) => sum + x, 0);",
  inputs: onLists,
  answer: (xs: number[]) => xs.reduce((sum, x) => sum + x, 0),
};
const addUp: Planted = {
  ...total,
  name: "add-up",
  signature: "(values: number[]) => number",
  body: "let result = 0;\n  for (const value of values) result += value;\n  return result;",
  inputs: [...onLists.slice(4), [[1, 1]], [[100]]],
};
const totalOfBest: Planted = {
  name: "total-of-best",
  signature: "(xs: number[]) => number",
  uses: ["add-up", "top-five"],
  body: "return addUp(topFive(xs));",
  inputs: onLists,
  answer: (xs: number[]) => top(xs, 5).reduce((sum, x) => sum + x, 0),
};

async function library(skills: readonly Planted[]): Promise<SkillStore> {
  const store = memorySkillStore();
  await plant(store, skills);
  return store;
}
const titles = ({ steps }: TidyPlan): string[] => steps.map(({ title }) => title);
const planned = async (...skills: Planted[]): Promise<TidyPlan> =>
  planTidy({ store: await library(skills), sandbox });
async function apply(store: SkillStore, tools: { sandbox: Sandbox & SyntaxTrees }) {
  const reports = [];
  for await (const { report } of applyTidy(await planTidy({ store, ...tools }), tools, store))
    reports.push(report);
  return reports;
}

const asBefore: Verify = async ({ name }, reader) => ({ evidence: (await reader.get(name))!.evidence });

describe("duplicates", () => {
  it("that do the same in another way are folded into the simpler one, and their callers go on", async () => {
    const store = await library([topFive, total, addUp, totalOfBest]);
    const plan = await planTidy({ store, sandbox });
    expect(titles(plan)).toEqual(["fold add-up into total"]);
    expect(plan.steps[0]?.reasons[0]).toMatch(
      /^They agree on \d{3} inputs, \d{3} of them generated, with \d+ different results\.$/,
    );
    const [report] = await apply(store, { sandbox });
    expect(report?.refused).toBeUndefined();
    expect(await store.get("add-up")).toMatchObject({ aliasOf: "total", status: "active" });
    expect((await store.list()).map(({ name }) => name)).toEqual(["top-five", "total", "total-of-best"]);
    const again = await planTidy({ store, sandbox });
    expect(again.steps).toEqual([]);
    await store.revert(report!.id, {
      reason: "for the test",
      by: "the test",
      verify: asBefore,
    });
    expect((await store.get("add-up"))?.aliasOf).toBeUndefined();
  });

  it("keep their callers working, whichever of them goes", async () => {
    const store = await library([
      topFive,
      { ...total, name: "sum-of" },
      { ...addUp, body: `// ${"x ".repeat(5)}\n  ${addUp.body}\n  ` },
      totalOfBest,
    ]);
    const [fold] = (await planTidy({ store, sandbox }, { only: "duplicates" })).steps;
    expect(fold?.skills).toEqual(["add-up", "sum-of"]);
    await apply(store, { sandbox });
    const program = await linkSkill((await store.get("total-of-best"))!, store);
    const [result] = await callAll(sandbox, program!, [[[1, 2, 3]]]);
    expect(result).toEqual({ ok: true, value: 6 });
  });

  it.each<[string, Planted]>([
    [
      "on the empty list",
      { ...addUp, body: `if (values.length === 0) return -1;\n  ${addUp.body}`, inputs: onLists.slice(1) },
    ],
    [
      "on a negative number",
      {
        ...addUp,
        body: "return values.reduce((sum, value) => sum + Math.abs(value), 0);",
        inputs: [[[1, 2]], [[3]], [[5, 5]], [[0]]],
      },
    ],
    [
      "on repeated numbers",
      {
        ...addUp,
        body: "return [...new Set(values)].reduce((sum, value) => sum + value, 0);",
        inputs: [[[1, 2]], [[3]], [[5, 6]], [[0]]],
      },
    ],
    [
      "in their types",
      {
        ...addUp,
        signature: "(values: number[]) => string",
        body: "return String(values.length);",
        answer: (values: number[]) => String(values.length),
      },
    ],
  ])("that are none, for they differ %s, are left alone", async (_, other) => {
    expect(await planned(total, other)).toMatchObject({ steps: [], left: [] });
  });

  it("that agree on too little are left alone, and the reason is given", async () => {
    const always = (name: string, body: string): Planted => ({
      ...total,
      name,
      signature: "(text: string) => number",
      body,
      inputs: onTexts,
      answer: () => 0,
    });
    const plan = await planned(
      always("zero", "return text.length * 0;"),
      always("nought", "return text === null ? 1 : 0;"),
    );
    expect(plan.steps).toEqual([]);
    expect(plan.left).toMatchObject([
      { skills: ["nought", "zero"], reason: expect.stringContaining("1 different result") },
    ]);
  });
});

describe("skills with tools", () => {
  const withTool = (name: string, tool: string, body: string): Planted => ({
    name,
    signature: "(path: string) => string",
    tools: [tool],
    body: `import { readText } from "#tools/${tool}";\n\nexport async function ${name}(path: string): Promise<string> {\n  ${body}\n}\n`,
    inputs: [],
    answer: () => "",
  });
  it("are folded when their programs are the same but for names, quotes and brackets", async () => {
    const plan = await planned(
      withTool(
        "heading",
        "files",
        'const { length: n } = path;\n  const text = await readText({ path });\n  return text.split("\\n").map((line) => ({ line })).filter(({ line }) => line.length > (n + 1))[0]?.line ?? "x";',
      ),
      withTool(
        "title",
        "files",
        "const { length: size } = path;\n  const all = await readText({ path: path });\n  // another comment\n  return all.split('\\n').map(row => ({ line: row })).filter(({ line: row, }) => row.length > size + 1)[0]?.line ?? 'x'",
      ),
    );
    expect(titles(plan)).toEqual([expect.stringMatching(/^fold (heading into title|title into heading)$/)]);
  });

  it("and left alone when names are swapped where only the binding tells", async () => {
    const body = (text: string, other: string): string =>
      `const ${text} = await readText({ path });\n  const ${other} = path;\n  const all: Record<string, string> = { [path]: a };\n  const [x = a] = [all[path]];\n  return x;`;
    const { steps } = await planned(
      withTool("heading", "files", body("a", "b")),
      withTool("title", "files", body("b", "a")),
    );
    expect(steps).toEqual([]);
    const renamed = body("a", "b").replaceAll(/\ba\b/g, "text").replaceAll(/\bx\b/g, "y");
    const same = await planned(
      withTool("heading", "files", body("a", "b")),
      withTool("title", "files", renamed),
    );
    expect(same.steps).toHaveLength(1);
  });

  it.each<[string, Planted]>([
    ["other tools", withTool("title", "mail", "return await readText({ path });")],
    ["another property", withTool("title", "files", "return await readText({ file: path });")],
    ["another order", withTool("title", "files", "return (await readText({ path })) + path;")],
    ["a name of the language", withTool("title", "files", "return await readText({ path: name });")],
  ])("and left alone when they have %s", async (_, other) => {
    expect(
      (await planned(withTool("heading", "files", "return await readText({ path });"), other)).steps,
    ).toEqual([]);
  });
});

describe("families", () => {
  it("become calls of a general skill that is proven on the cases of all", async () => {
    const store = await library(
      [topFive, topOne, topThree, total, totalOfBest].map((one) =>
        one === totalOfBest
          ? { ...one, uses: ["top-five", "total"], body: "return total(topFive(xs));" }
          : one,
      ),
    );
    const plan = await planTidy({ store, sandbox });
    expect(titles(plan)).toEqual(["generalise top-five, top-one, top-three as top"]);
    const [step] = plan.steps;
    expect(step?.sources["top"]).toBe(`/** The limit largest numbers of a list, largest first. */
export function top(xs: number[], limit: number): number[] {
  const sorted = xs.toSorted((a, b) => b - a);
  const kept: number[] = [];
  for (const x of sorted) {
    if (kept.length >= limit) break;
    if (!kept.includes(x)) kept.push(x);
  }
  return kept;
}
`);
    expect(step!.tokens.after).toBeLessThan(step!.tokens.before);
    const [report] = await apply(store, { sandbox });
    expect(report?.refused).toBeUndefined();
    expect((await store.get("top-three"))?.source).toBe(`import { top } from "#skills/top";

/** The three largest numbers of a list, largest first. */
export function topThree(xs: number[]): number[] {
  return top(xs, 3);
}
`);
    const program = await linkSkill((await store.get("total-of-best"))!, store);
    expect(await callAll(sandbox, program!, [[[9, 9, 1]]])).toEqual([{ ok: true, value: 10 }]);
    expect(await store.get("top")).toMatchObject({
      signature: "(xs: number[], limit: number) => number[]",
      evidence: {
        coder: "tidy",
        task: { suite: "planted" },
        shown: [{ name: "top-five" }, { name: "top-one" }, { name: "top-three" }],
      },
    });
    expect((await store.get("top"))?.evals.cases).toHaveLength(15);
    expect((await planTidy({ store, sandbox })).steps).toEqual([]);
    await store.revert(report!.id, {
      reason: "for the test",
      by: "the test",
      verify: asBefore,
    });
    expect((await store.get("top-three"))?.source).toContain("kept");
    // What was undone can be done again, by the same names.
    const [second] = await apply(store, { sandbox });
    expect([second?.refused, (await store.get("top"))?.status]).toEqual([undefined, "active"]);
  });

  it("become calls of a skill that is there, when it does the same", async () => {
    const best: Planted = {
      ...topThree,
      name: "largest-distinct",
      signature: "(numbers: number[], n: number) => number[]",
      body: "return [...new Set(numbers.toSorted((a, b) => b - a))].slice(0, Math.max(0, Math.ceil(n)));",
      inputs: lists.flatMap((xs) => [
        [xs, 2],
        [xs, 0],
      ]),
      answer: (xs: number[], n: number) => top(xs, n),
    };
    const plan = await planned(topThree, topFive, best);
    expect(titles(plan)).toEqual(["make top-five, top-three calls of largest-distinct"]);
    expect(Object.keys(plan.steps[0]!.sources)).toEqual(["top-five", "top-three"]);
  });

  const long = (name: string, text: string, answer: (text: string) => string): Planted => ({
    name,
    signature: "(text: string) => string",
    body: `const words = text.trim().split(/\\s+/).filter((word) => word !== "").map((word) => word.toLowerCase());\n  return ${text};`,
    inputs: onTexts,
    answer,
  });
  const words = (text: string): string[] =>
    text
      .trim()
      .split(/\s+/)
      .filter((word) => word !== "")
      .map((word) => word.toLowerCase());

  it.each<[string, Planted[], string | RegExp | undefined]>([
    [
      "their constants are of other types",
      [
        long(
          "joined",
          'words.join("-") + "x".repeat(words.length)',
          (text) => words(text).join("-") + "x".repeat(words(text).length),
        ),
        long(
          "joined-all",
          'words.join("-") + 7..toString().repeat(words.length)'.replace("7..toString()", "String(7)"),
          (text) => words(text).join("-") + "7".repeat(words(text).length),
        ),
      ],
      undefined,
    ],
    [
      "they differ in more than constants",
      [
        long("upper", 'words.join("-").toUpperCase()', (text) => words(text).join("-").toUpperCase()),
        long("lower", 'words.join("-").toLowerCase()', (text) => words(text).join("-").toLowerCase()),
      ],
      undefined,
    ],
    [
      "they differ in too much",
      [
        long("a-to-d", '["a", words.length > 0 ? "b" : "c", words.join("d")].join("e")', (text) =>
          ["a", words(text).length > 0 ? "b" : "c", words(text).join("d")].join("e"),
        ),
        long("f-to-i", '["f", words.length > 0 ? "g" : "h", words.join("i")].join("j")', (text) =>
          ["f", words(text).length > 0 ? "g" : "h", words(text).join("i")].join("j"),
        ),
      ],
      "they differ in 5 constants; 3 are the most",
    ],
    [
      "the library would get longer",
      [
        { ...topThree, body: "return xs.slice(0, 3);", answer: (xs: number[]) => xs.slice(0, 3) },
        { ...topFive, body: "return xs.slice(0, 5);", answer: (xs: number[]) => xs.slice(0, 5) },
      ],
      /^as calls of top\(xs: number\[\], count: number\) => number\[\] they would have \d+ words and marks instead of \d+$/,
    ],
  ])("are left alone when %s", async (_, skills, reason) => {
    const { steps, left } = await planned(...skills);
    expect(steps).toEqual([]);
    expect(left).toHaveLength(reason === undefined ? 0 : 1);
    if (reason !== undefined) expect(left[0]?.reason).toMatch(reason);
  });

  it("differ in the texts of templates, in lists, in negative numbers, and in what skills are given", async () => {
    const cut: Planted = {
      name: "cut",
      signature: "(text: string, most: number) => string",
      body: "return text.slice(0, most);",
      inputs: texts.flatMap((text) => [
        [text, 2],
        [text, 0],
      ]),
      answer: (text: string, most: number) => text.slice(0, most),
    };
    const marked = (name: string, end: string, list: string[], last: number, most: number): Planted => ({
      name,
      signature: "(text: string) => string",
      uses: ["cut"],
      body: `const out: string[] = [];
  for (const word of text.split(" ")) {
    const parts = ${JSON.stringify(list)};
    parts.push(\`<\${cut(word, ${most})}${end}\`);
    out.push(parts.join("").slice(${last}));
  }
  return out.join(" ");`,
      inputs: onTexts,
      answer: (text: string) =>
        text
          .split(" ")
          .map((word) => [...list, `<${word.slice(0, most)}${end}`].join("").slice(last))
          .join(" "),
    });
    const plan = await planned(
      cut,
      marked("mark-a", ">", ["a"], -4, 3),
      marked("mark-b", "", ["b", "c"], -4, 3),
      marked("mark-c", " />", ["d"], -4, 3),
      marked("mark-d", "/", ["e"], -4, 2),
    );
    expect(titles(plan)).toEqual(["generalise mark-a, mark-b, mark-c, mark-d as mark"]);
    expect(plan.steps[0]?.sources["mark"]).toMatch(
      /text: string, parts1: string\[\], most: number, text1: string\)[^]*parts = \[\.\.\.parts1\][^]*`<\$\{cut\(word, most\)\}\$\{text1\}`[^]*slice\(-4\)/,
    );
    expect(plan.steps[0]?.sources["mark-b"]).toContain('mark(text, ["b", "c"], 3, "");');
  });

  it("have one parameter where the same constant stands twice", async () => {
    const quoted = (name: string, mark: string): Planted =>
      long(name, `words.map((word) => "${mark}" + word + "${mark}").join("; ")`, (text) =>
        words(text)
          .map((word) => mark + word + mark)
          .join("; "),
      );
    const plan = await planned(quoted("in-stars", "*"), quoted("in-bars", "|"), quoted("in-dashes", "-"));
    expect(plan.steps[0]?.sources["in"] ?? plan.steps[0]?.sources["in-by-text"]).toBeUndefined();
    expect(Object.values(plan.steps[0]!.sources)[0]).toContain("words.map((word) => text1 + word + text1)");
  });
});

describe("what retires", () => {
  const wrong: Planted = { ...total, name: "wrong-total", body: "return xs.length;" };
  it("answers its own cases wrongly, no longer type-checks, or failed; with all that calls it", async () => {
    const store = await library([
      wrong,
      {
        ...total,
        name: "of-wrong",
        uses: ["wrong-total"],
        body: "return wrongTotal(xs);",
        answer: (xs: number[]) => xs.length,
      },
      { ...total, name: "ill-typed", body: "return xs.nothing;" },
      { ...total, name: "failed-once", verdicts: [{ evaluator: "audit", digest: "0", status: "failed" }] },
      total,
    ]);
    const plan = await planTidy({ store, sandbox }, { only: "retire" });
    expect(plan.steps.map(({ title, reasons }) => [title, ...reasons])).toEqual([
      ["retire failed-once", "Its record says that it failed: audit."],
      ["retire ill-typed", expect.stringContaining("It no longer type-checks: line 3: Property 'nothing'")],
      [
        "retire wrong-total",
        "It answers 7 of its 8 cases wrongly.",
        "What calls it leaves the library with it: of-wrong.",
      ],
    ]);
    await apply(store, { sandbox });
    expect((await store.list()).map(({ name }) => name)).toEqual(["total"]);
    expect((await store.get("of-wrong"))?.status).toBe("deprecated");
  });

  it("does not hang on a machine's speed: what answers too late is told, and left alone", async () => {
    const late = "if (xs.length === 0) for (;;);\n  return xs.reduce((sum, x) => sum + x, 0);";
    const store = await library([
      { ...total, name: "late-total", body: late },
      { ...total, name: "late-and-wrong", body: late.replace("0);", "xs.length);") },
    ]);
    const { steps, left } = await planTidy({ store, sandbox }, { only: "retire" });
    expect(steps.map(({ reasons }) => reasons)).toEqual([["It answers 7 of its 8 cases wrongly."]]);
    const reason = "it answers 1 of its 8 cases not in time, which does not say that it is wrong";
    expect(left).toEqual([{ kind: "retire", skills: ["late-total"], reason }]);
  });
});

describe("hostile skills", () => {
  const hostile = (name: string, body: string): Planted => ({ ...total, name, body });
  it("are not the same where one throws and the other does not end", async () => {
    const sum = "return xs.reduce((sum, x) => sum + x, 0);";
    const store = await library([
      hostile("ends-never", `if (xs[0] === 5) for (;;);\n  ${sum}`),
      hostile("throws", `if (xs[0] === 5) throw new Error("five");\n  ${sum}`),
    ]);
    expect((await planTidy({ store, sandbox }, { only: "duplicates" })).steps).toEqual([]);
  });

  it("are left alone, and the others are tidied all the same", async () => {
    const store = await library([
      total,
      addUp,
      hostile("endless", "if (xs.length > 1) for (;;);\n  return total(xs);"),
      hostile("deep", `return ${"(".repeat(5_000)}1${")".repeat(5_000)};`),
      hostile("broken", "return xs.reduce((sum, x) => sum + x, 0"),
      hostile("large", `return ${"1 + ".repeat(20_000)}1;`),
      hostile("unclosed", "return 1; /* `"),
    ]);
    const plan = await planTidy({ store, sandbox }, { only: "duplicates" });
    expect(titles(plan)).toEqual(["fold add-up into total"]);
    expect((await planTidy({ store, sandbox }, { only: "families" })).steps).toEqual([]);
  }, 120_000);
});

describe("a plan", () => {
  const all = [topFive, topOne, topThree, total, addUp, totalOfBest];
  it("is the same for the same library, in whatever order it was learned", async () => {
    const text = (plan: TidyPlan): string => JSON.stringify(plan);
    const one = text(await planned(...all));
    expect(text(await planned(...all.slice(0, 5).toReversed(), totalOfBest))).toBe(one);
    expect(JSON.parse(one)).toMatchObject({ steps: [{ kind: "duplicates" }, { kind: "families" }] });
  });

  it("is narrowed by kind and by name", async () => {
    const store = await library(all);
    const plan = (options: Parameters<typeof planTidy>[1]) => planTidy({ store, sandbox }, options);
    expect(titles(await plan({ only: "families" }))).toEqual([
      "generalise top-five, top-one, top-three as top",
    ]);
    expect(titles(await plan({ names: ["add-up"] }))).toEqual(["fold add-up into total"]);
    expect(titles(await plan({ only: "retire" }))).toEqual([]);
  });

  it("leaves the library as it was when it is interrupted, but for whole steps", async () => {
    const store = await library(all);
    const controller = new AbortController();
    const tools = { sandbox, signal: controller.signal };
    const plan = await planTidy({ store, ...tools });
    const steps = applyTidy(plan, tools, store);
    expect((await steps.next()).value).toMatchObject({ report: { done: [{}, {}] } });
    controller.abort();
    await expect(steps.next()).rejects.toMatchObject({ code: "interrupted" });
    expect(await store.get("top")).toBeUndefined();
    await expect(planTidy({ store, ...tools })).rejects.toMatchObject({ code: "interrupted" });
  });
});
