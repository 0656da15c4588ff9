import type { LooseTask, ModelRequest } from "@portolan/core";
import type { ScriptedReply } from "@portolan/core/testing";

/** A mistake that models make, and the one thing a prompt must say for it to be put right. */
export interface Fault {
  fault: string;
  task: LooseTask & { name: string };
  wrong: string;
  /** Text of a prompt that tells what is wrong; without it no model could know. */
  told: RegExp;
  right: string;
}

/** Is right by luck in one of so many draws. */
const DRAWS = 4;

/** A block as a model answers. */
export function block(source: string): string {
  return `\`\`\`ts\n${source}\n\`\`\``;
}

export function textOf({ messages }: ModelRequest): string {
  return messages.map(({ content }) => content).join("\n");
}

/** True for a request to look back at a failed attempt. */
export function asksForReflection(request: ModelRequest): boolean {
  return textOf(request).startsWith("You look back");
}

/**
 * A model that makes its mistake until the prompt tells what is wrong, and reflects by repeating that. It may be right by luck
 * where seeds vary, as they do in a blind retry, on the draws that its number says.
 */
export function attentive({ wrong, told, right }: Fault, number: number) {
  return (request: ModelRequest): ScriptedReply => {
    const said = told.exec(textOf(request))?.[0];
    if (asksForReflection(request)) return said ?? "Nothing says what was wrong.";
    if (said !== undefined) return block(right);
    const attempt = Math.floor((request.seed ?? 0) / 1_000);
    if (attempt > 1 && (attempt + number) % DRAWS === 0) return block(right);
    // As wrong, and not the same to the letter.
    return block(attempt > 1 ? `${wrong}\nconst draw = ${attempt};` : wrong);
  };
}

const casesOf = (all: [number, number][]) => all.map(([input, output]) => ({ input: [input], output }));
const numbers = (name: string, goal: string, pairs: [number, number][], hidden: [number, number][]) => ({
  name,
  goal,
  signature: "(n: number) => number",
  examples: casesOf(pairs),
  cases: casesOf(hidden),
});

export const faults: Fault[] = [
  {
    fault: "a syntax error",
    task: {
      name: "last-item",
      goal: "The last number of a list, 0 of an empty one.",
      signature: "(xs: number[]) => number",
      examples: [
        { input: [[3, 1]], output: 1 },
        { input: [[]], output: 0 },
        { input: [[5, 6, 7]], output: 7 },
      ],
      cases: [{ input: [[9, 2, 4]], output: 4 }],
    },
    wrong: "export function lastItem(xs: number[]): number {\n  return xs.at(-1) ?? ;\n}",
    told: /line 2, column \d+: Expression expected\.\n {2}return xs\.at\(-1\) \?\? ;/,
    right: "export function lastItem(xs: number[]): number {\n  return xs.at(-1) ?? 0;\n}",
  },
  {
    fault: "a wrong type",
    task: {
      name: "as-percent",
      goal: "A number with a percent sign.",
      signature: "(n: number) => string",
      examples: [1, 20, 7.5].map((n) => ({ input: [n], output: `${n}%` })),
      cases: [{ input: [-3], output: "-3%" }],
    },
    wrong: "export function asPercent(n: number): string {\n  return n;\n}",
    told: /line 2, column 3: Type 'number' is not assignable to type 'string'/,
    right: "export function asPercent(n: number): string {\n  return `${n}%`;\n}",
  },
  {
    fault: "an import that is not there",
    task: {
      name: "greeting",
      goal: "Greets somebody by a capitalised name.",
      signature: "(name: string) => string",
      examples: ["ada", "bo", "grace"].map((name) => ({
        input: [name],
        output: `Hello, ${capitalise(name)}`,
      })),
      cases: [{ input: ["linus"], output: "Hello, Linus" }],
    },
    wrong:
      'import { capitalizeWord } from "#skills/capitalize-word";\nexport function greeting(name: string): string {\n  return `Hello, ${capitalizeWord(name)}`;\n}',
    told: /There is no module "#skills\/capitalize-word"[^]*there is: .*#skills\/capitalise-word/,
    right:
      'import { capitaliseWord } from "#skills/capitalise-word";\nexport function greeting(name: string): string {\n  return `Hello, ${capitaliseWord(name)}`;\n}',
  },
  {
    fault: "a missing export",
    task: numbers(
      "times-seven",
      "Seven times the number.",
      [
        [1, 7],
        [2, 14],
        [5, 35],
      ],
      [[9, 63]],
    ),
    wrong: "function timesSeven(n: number): number {\n  return n * 7;\n}",
    told: /None of its blocks exports anything\. Write `export function timesSeven`/,
    right: "export function timesSeven(n: number): number {\n  return n * 7;\n}",
  },
  {
    fault: "a wrong name",
    task: numbers(
      "plus-nine",
      "The number plus nine.",
      [
        [1, 10],
        [2, 11],
        [5, 14],
      ],
      [[-9, 0]],
    ),
    wrong: "export function addNine(n: number): number {\n  return n + 9;\n}",
    told: /Only plusNine may be exported, not addNine/,
    right: "export function plusNine(n: number): number {\n  return n + 9;\n}",
  },
  {
    fault: "one too few",
    task: numbers(
      "sum-up-to",
      "The sum of the whole numbers from 1 to n.",
      [
        [4, 10],
        [1, 1],
        [6, 21],
      ],
      [[10, 55]],
    ),
    wrong:
      "export function sumUpTo(n: number): number {\n  let sum = 0;\n  for (let i = 1; i < n; i++) sum += i;\n  return sum;\n}",
    told: /\(4\): expected 10, got 6/,
    right:
      "export function sumUpTo(n: number): number {\n  let sum = 0;\n  for (let i = 1; i <= n; i++) sum += i;\n  return sum;\n}",
  },
  {
    fault: "a changed argument",
    task: {
      name: "is-ascending",
      goal: "Whether the numbers of a list ascend.",
      signature: "(xs: number[]) => boolean",
      examples: [
        { input: [[3, 1, 2]], output: false },
        { input: [[1, 2, 3]], output: true },
        { input: [[2, 1]], output: false },
      ],
      cases: [
        { input: [[4, 9]], output: true },
        { input: [[9, 4, 5]], output: false },
      ],
    },
    wrong:
      "export function isAscending(xs: number[]): boolean {\n  const sorted = xs.sort((a, b) => a - b);\n  return sorted.every((x, i) => x === xs[i]);\n}",
    told: /\(\[3,1,2\]\): expected false, got true/,
    right:
      "export function isAscending(xs: number[]): boolean {\n  const sorted = xs.toSorted((a, b) => a - b);\n  return sorted.every((x, i) => x === xs[i]);\n}",
  },
  {
    fault: "a clock",
    task: {
      name: "years-until",
      goal: "Years from the year of an ISO date to a year.",
      signature: "(date: string, year: number) => number",
      examples: [
        { input: ["2001-05-06", 2010], output: 9 },
        { input: ["1999-12-31", 2000], output: 1 },
        { input: ["2020-01-01", 2015], output: -5 },
      ],
      cases: [{ input: ["1984-02-29", 1990], output: 6 }],
    },
    wrong:
      "export function yearsUntil(date: string, year: number): number {\n  return year - (date ? new Date() : new Date(0)).getUTCFullYear();\n}",
    told: /line 2, column \d+: .*clock/i,
    right:
      "export function yearsUntil(date: string, year: number): number {\n  return year - Number(date.slice(0, 4));\n}",
  },
  {
    fault: "an endless loop",
    task: numbers(
      "halvings",
      "How often a number above 1 can be halved until it is 1 or less.",
      [
        [8, 3],
        [1, 0],
        [5, 3],
      ],
      [[64, 6]],
    ),
    wrong:
      "export function halvings(n: number): number {\n  let count = 0;\n  for (let left = n; left > 0.5; ) count += left > 1 ? 1 : 0;\n  return count;\n}",
    told: /\(8\): expected 3, got timeout/,
    right:
      "export function halvings(n: number): number {\n  let count = 0;\n  for (let left = n; left > 1; left /= 2) count++;\n  return count;\n}",
  },
  {
    fault: "no thought of what is empty",
    task: {
      name: "largest",
      goal: "The largest number of a list, 0 of an empty one.",
      signature: "(xs: number[]) => number",
      examples: [
        { input: [[3, 8, 1]], output: 8 },
        { input: [[]], output: 0 },
        { input: [[2, 4]], output: 4 },
      ],
      cases: [{ input: [[-7, -2]], output: -2 }],
    },
    wrong:
      "export function largest(xs: number[]): number {\n  return xs.reduce((a, b) => Math.max(a, b));\n}",
    told: /\(\[\]\): expected 0, got error: TypeError[^]*Reduce of empty array with no initial value/,
    right:
      "export function largest(xs: number[]): number {\n  return xs.length === 0 ? 0 : xs.reduce((a, b) => Math.max(a, b));\n}",
  },
];

function capitalise(name: string): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}
