import { plant, type Planted } from "@portolan/core/testing";
import { openSkillStore } from "@portolan/skills";

const texts = [
  "",
  "one",
  "two words",
  "  now there are four ",
  "the quick brown fox jumps over",
  "a b c d e f g h i j k l",
  "tabs\tare no spaces",
  "ends here.  ",
];
const words = (text: string): string[] => text.split(" ").filter((word) => word !== "");

const untidySkills: readonly Planted[] = [
  preview("three", 3),
  preview("five", 5),
  preview("ten", 10),
  {
    name: "word-count",
    description: "Say how many words a text has; spaces separate them.",
    signature: "(text: string) => number",
    body: 'return text.split(" ").filter((word) => word !== "").length;',
    inputs: texts.toReversed().map((text) => [text]),
    answer: (text: string) => words(text).length,
  },
  {
    name: "number-of-words",
    description: "Count the words of a text, which are separated by spaces.",
    signature: "(line: string) => number",
    body: `let count = 0;
  for (const part of line.trim().split(" ")) {
    if (part.length > 0) count += 1;
  }
  return count;`,
    inputs: texts.map((text) => [text]),
    answer: (line: string) => words(line).length,
  },
  {
    name: "words-of-lines",
    description: "Count the words of each line.",
    signature: "(lines: string[]) => number[]",
    uses: ["number-of-words"],
    body: "return lines.map(numberOfWords);",
    inputs: [[], ["a"], ["a b", ""], ["", "c d e", "f"], ["g h i j"]].map((lines) => [lines]),
    answer: (lines: string[]) => lines.map((line) => words(line).length),
  },
  // What nobody would admit: a case that the program answers otherwise.
  {
    name: "year-of-date",
    description: "Give the year of a date such as 2024-03-05.",
    signature: "(date: string) => number",
    body: "return Number(date.slice(0, 4));",
    inputs: [["2024-03-05"], ["1999-12-31"], ["0800-12-25"], ["12024-01-01"]],
    answer: (date: string) => Number(date.split("-")[0]),
  },
];

/** Makes a store in which there is something to tidy: of seven skills two do the same, three are a family, one is wrong. */
export async function writeUntidyStore(root: string): Promise<void> {
  await using store = await openSkillStore({ root });
  await plant(store, untidySkills, { suite: "untidy", examples: 2 });
}

function preview(numeral: string, count: number): Planted {
  return {
    name: `${numeral}-word-preview`,
    description: `Give the first ${numeral} words of a text, and three dots when there are more.`,
    signature: "(text: string) => string",
    body: `const words = text.split(" ").filter((word) => word !== "");
  const kept = words.slice(0, ${count}).join(" ");
  return words.length > ${count} ? \`\${kept}...\` : kept;`,
    inputs: texts.map((text) => [text]),
    answer: (text: string) => {
      const kept = words(text).slice(0, count).join(" ");
      return words(text).length > count ? `${kept}...` : kept;
    },
  };
}
