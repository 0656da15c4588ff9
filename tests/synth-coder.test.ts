import { Budget, type Skill, type SkillStore, synthCoder } from "@portolan/core";
import { exampleCandidate, exampleEvidence, memorySkillStore } from "@portolan/core/testing";
import { createSandbox } from "@portolan/sandbox";
import { afterAll, beforeEach, expect, it } from "vitest";

const sandbox = createSandbox({ children: 1 });
afterAll(() => sandbox[Symbol.asyncDispose]());

const goal = "Infer the function from the examples.";
const signature = "(xs: number[]) => number[]";
const known = `/** ${goal} */
export function sample(xs: number[]): number[] {
  return xs.map((x, i) => (i !== 1 ? x * 3 : x + 7));
}
`;
const inputs = [[4, 1, 8, 3], [2, 9, 6, 5, 7], [1], [3, 3, 3], [10, 20], [5, 0, 12, 1]];
const examples = inputs.map((xs) => ({
  input: [xs],
  output: xs.map((x, i) => (i !== 2 ? x * 5 : x + 7)),
}));

let store: SkillStore;
let drawn: string[];

beforeEach(async () => {
  store = memorySkillStore();
  drawn = [];
  const candidate = { ...exampleCandidate("sample"), description: goal, signature, source: known };
  await store.admit(candidate, { ...exampleEvidence(), coder: "synth:before" });
});

async function write(
  options: Partial<Parameters<typeof synthCoder>[0]>,
  { retrieves = true, skills = [] as Skill[], wanted = examples } = {},
) {
  const coder = synthCoder({ sandbox, store, ...options });
  const task = { id: "s/t", suite: "s", goal, signature, examples: wanted };
  return coder.write(
    {
      task,
      name: "other",
      skills: skills.map((skill) => ({ skill, score: 1, reasons: [] })),
      past: [],
      ...(retrieves && {
        lookUp: async () => [],
        drewOn: ({ skill }) => {
          drawn.push(skill.name);
        },
      }),
    },
    new Budget({ evaluations: 4_000, attempts: 1 }),
  );
}

it("tries what the library knows with other literals, and puts on record whose rule it was", async () => {
  const draft = await write({});
  expect(draft.kind === "programs" && draft.programs[0].source).toBe(`/** ${goal} */
export function other(xs: number[]): number[] {
  return xs.map((x, i) => (i !== 2 ? x * 5 : x + 7));
}
`);
  expect(drawn).toEqual(["sample"]);
});

it.each([
  ["it is told not to", { adapt: 0 }, true],
  ["nothing is retrieved", {}, false],
  ["there is no library", { store: undefined }, true],
])("does not when %s", async (_, options, retrieves) => {
  await write(options, { retrieves });
  expect(drawn).toEqual([]);
});

it.each([
  [
    "does not load",
    "const none: number[] = null as any;\nnone.sort();\nexport function broken(xs: number[]): number[] {\n  return xs.slice(1);\n}\n",
  ],
  ["does not parse", "export function broken(xs: number[]): number[] {\n  return xs.slice(1;\n}\n"],
])("searches where a skill %s", async (_, source) => {
  const candidate = { ...exampleCandidate("broken"), description: goal, signature, source };
  await store.admit(candidate, { ...exampleEvidence(), coder: "synth:before" });
  const reversed = inputs.map((xs) => ({ input: [xs], output: xs.toReversed() }));
  const draft = await write({}, { wanted: reversed });
  expect(draft.kind === "programs" && draft.programs[0].source).toContain("return xs.toReversed();");
});

it("tries the others where one skill does not parse, and reads patterns as what they are", async () => {
  const odd = `export function odd(xs: number[]): number[] {
  return xs.map((x) => x /2 + ("/," + "\\"").length);
}
`;
  for (const [name, source] of [
    ["odd", odd],
    ["broken", "export function broken(xs: number[]): number[] { return ( }"],
  ] as const) {
    const candidate = { ...exampleCandidate(name), description: goal, signature, source };
    await store.admit(candidate, { ...exampleEvidence(), coder: "synth:before" });
  }
  await write({});
  expect(drawn).toEqual(["sample"]);
});

it("makes of no skill a program that imports its own name", async () => {
  const other = `export function other(xs: number[]): number[] {
  const most = 7;
  return xs.map((x, i) => (i === 2 ? x + most : x * 5));
}
`;
  const outer = `import { other } from "#skills/other";

export function outer(xs: number[]): number[] {
  return other(xs).slice(1);
}
`;
  const described = { description: goal, signature };
  const evidence = { ...exampleEvidence(), coder: "synth:before" };
  const callee = await store.admit({ ...exampleCandidate("other"), ...described, source: other }, evidence);
  const { name, digest } = callee.skill;
  const uses = [{ name, digest }];
  await store.admit({ ...exampleCandidate("outer"), ...described, source: outer, uses }, evidence);
  const wanted = examples.map(({ input, output }) => ({ input, output: output.slice(2) }));
  const draft = await write({}, { wanted });
  const sources = draft.kind === "programs" ? draft.programs.map(({ source }) => source) : [];
  expect(sources.filter((source) => source.includes("import { other }"))).toEqual([]);
  expect(drawn).not.toContain("outer");
});

it("does not have skills count up to numbers of examples that are too large for that", async () => {
  const source = `export function ranged(xs: number[]): number[] {
  return Array.from({ length: 3 }, (_, i) => i + xs.length);
}
`;
  const candidate = { ...exampleCandidate("ranged"), description: goal, signature, source };
  await store.admit(candidate, { ...exampleEvidence(), coder: "synth:before" });
  const wanted = [2_000_000_000, 3_000_000_000, 1_500_000_000].map((x) => ({
    input: [[x, 5, x, 9, 4]],
    output: [x % 7_919, x % 104_729],
  }));
  const draft = await write({}, { wanted });
  expect(draft.kind === "gave-up" ? draft.reason : "").toBe("no program found within the budget");
});

it("calls a skill only where words tell that it may help, unless it always shall", async () => {
  const whole = `export function whole(xs: number[]): number[] {
  const most = 7;
  return xs.map((x, i) => (i === 2 ? x + most : x * 5)).toReversed();
}
`;
  const candidate = { ...exampleCandidate("whole"), description: goal, signature, source: whole };
  const { skill } = await store.admit(candidate, exampleEvidence());
  const calls = async (compose: "by-words" | "always", shown: Skill) => {
    const draft = await write({ adapt: 0, compose }, { skills: [shown] });
    return draft.kind === "programs" && draft.programs[0].source.includes("whole(xs)");
  };
  expect(await calls("by-words", skill)).toBe(false);
  expect(await calls("by-words", { ...skill, description: "Seven more for the third item." })).toBe(true);
  expect(await calls("always", skill)).toBe(true);
});
