import type { Json, LinkedProgram, ToolSet } from "@portolan/core";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";

/** A program with what to call it with and what must come of it. */
export interface Workload {
  name: string;
  program: LinkedProgram;
  input: Json[];
  expected: Json;
  tools?: ToolSet;
}

export const trivial: Workload = {
  name: "trivial",
  program: programOf("add", "export function add(a: number, b: number): number { return a + b; }"),
  input: [1, 2],
  expected: 3,
};

const clock: ToolSet = {
  host: {
    echo: {
      description: "Gives back what it is given.",
      input: z.number(),
      output: z.number(),
      effect: "read",
      call: async (input) => input,
    },
    wait: {
      description: "Gives back what it is given after 50 ms.",
      input: z.number(),
      output: z.number(),
      effect: "read",
      call: async (input) => {
        await sleep(50);
        return input;
      },
    },
  },
};

export const oneTool: Workload = {
  name: "one tool call",
  program: programOf(
    "ask",
    'import { echo } from "#tools/host";\nexport async function ask(n: number) { return await echo(n); }',
  ),
  input: [3],
  expected: 3,
  tools: clock,
};

export const fiveTools: Workload = {
  name: "five tools of 50 ms at once",
  program: programOf(
    "ask",
    'import { wait } from "#tools/host";\nexport async function ask(ns: number[]) { return await Promise.all(ns.map((n) => wait(n))); }',
  ),
  input: [[1, 2, 3, 4, 5]],
  expected: [1, 2, 3, 4, 5],
  tools: clock,
};

const numbers = Array.from({ length: 10 }, (_, i) => i);

export const tenSkills: Workload = {
  name: "ten skills linked",
  program: programOf(
    "sum-skills",
    `${numbers.map((i) => `import { skill${i} } from "#skills/skill-${i}";`).join("\n")}
export function sumSkills(n: number): number { return ${numbers.map((i) => `skill${i}(n)`).join(" + ")}; }`,
    Object.fromEntries(
      numbers.map((i) => [
        `#skills/skill-${i}`,
        `/** Adds ${i}. */\nexport function skill${i}(n: number): number {\n  return n + ${i};\n}\n`,
      ]),
    ),
  ),
  input: [1],
  expected: 55,
};

const text = "All the words of a long text, as a program would get them from a file. ".repeat(200);
const large = Array.from({ length: 75 }, (_, id) => ({ id, text }));

export const megabyte: Workload = {
  name: "1 MB in, 1 MB out",
  program: programOf("same", "export function same(value: unknown): unknown { return value; }"),
  input: [large],
  expected: large,
};

function programOf(name: string, source: string, modules: Record<string, string> = {}): LinkedProgram {
  return { name, signature: "(...given: never[]) => unknown", source, modules };
}
