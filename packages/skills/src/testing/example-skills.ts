import type { Candidate } from "@portolan/core";
import { exampleCandidate } from "@portolan/core/testing";

/** Small real skills, as a library of text, list and number tasks would hold. */
export const EXAMPLE_SKILLS: Candidate[] = [
  skill(
    "capitalize",
    "(word: string) => string",
    "Makes the first letter of a word upper-case.",
    "word.slice(0, 1).toUpperCase() + word.slice(1)",
  ),
  skill(
    "split-words",
    "(line: string) => string[]",
    "Splits a line into its words.",
    'line.split(/\\s+/).filter((word) => word !== "")',
  ),
  skill("join-lines", "(lines: string[]) => string", "Joins lines with line breaks.", 'lines.join("\\n")'),
  skill(
    "first-line",
    "(text: string) => string",
    "Returns the first line of a text.",
    'text.split("\\n")[0] ?? ""',
  ),
  skill(
    "reverse-text",
    "(text: string) => string",
    "Reverses the characters of a text.",
    '[...text].reverse().join("")',
  ),
  skill("sum", "(xs: number[]) => number", "Adds up all numbers of a list.", "xs.reduce((a, b) => a + b, 0)"),
  skill("maximum", "(xs: number[]) => number", "Finds the largest number of a list.", "Math.max(...xs)"),
  skill(
    "take-first",
    "(xs: number[], n: number) => number[]",
    "Keeps the first n numbers of a list.",
    "xs.slice(0, n)",
  ),
  skill(
    "sort-numbers",
    "(xs: number[]) => number[]",
    "Sorts numbers from small to large.",
    "[...xs].sort((a, b) => a - b)",
  ),
  skill(
    "unique",
    "(xs: number[]) => number[]",
    "Drops repeated numbers, keeping the first of each.",
    "[...new Set(xs)]",
  ),
  skill("is-even", "(n: number) => boolean", "Tells whether a number is even.", "n % 2 === 0"),
  skill(
    "count-vowels",
    "(text: string) => number",
    "Counts the vowels in a text.",
    "(text.match(/[aeiou]/gi) ?? []).length",
  ),
  skill(
    "order-total",
    "(order: { lines: { price: number; amount: number }[] }) => number",
    "The total price of an order.",
    "order.lines.reduce((sum, { price, amount }) => sum + price * amount, 0)",
  ),
];

function skill(name: string, signature: string, description: string, expression: string): Candidate {
  const [parameters, result] = signature.split(" => ") as [string, string];
  const symbol = name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  const source = `/** ${description} */\nexport function ${symbol}${parameters}: ${result} {\n  return ${expression};\n}\n`;
  return exampleCandidate(name, { signature, description, source });
}
