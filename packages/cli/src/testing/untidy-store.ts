import {
  type Candidate,
  type Case,
  functionNameOf,
  type Json,
  lowerBound,
  skillDigest,
} from "@portolan/core";
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

const numberOfWords = skill({
  name: "number-of-words",
  description: "Count the words of a text, which are separated by spaces.",
  signature: "(line: string) => number",
  body: `let count = 0;
  for (const part of line.trim().split(" ")) {
    if (part.length > 0) count += 1;
  }
  return count;`,
  cases: texts.map((text) => [[text], words(text).length]),
});

const untidySkills: readonly Candidate[] = [
  preview("three", 3),
  preview("five", 5),
  preview("ten", 10),
  skill({
    name: "word-count",
    description: "Say how many words a text has; spaces separate them.",
    signature: "(text: string) => number",
    body: 'return text.split(" ").filter((word) => word !== "").length;',
    cases: texts.toReversed().map((text) => [[text], words(text).length]),
  }),
  numberOfWords,
  skill({
    name: "words-of-lines",
    description: "Count the words of each line.",
    signature: "(lines: string[]) => number[]",
    uses: [numberOfWords],
    body: "return lines.map(numberOfWords);",
    cases: [[], ["a"], ["a b", ""], ["", "c d e", "f"], ["g h i j"]].map((lines) => [
      [lines],
      lines.map((line) => words(line).length),
    ]),
  }),
  // What nobody would admit: a case that the program answers otherwise.
  skill({
    name: "year-of-date",
    description: "Give the year of a date such as 2024-03-05.",
    signature: "(date: string) => number",
    body: "return Number(date.slice(0, 4));",
    cases: [
      [["2024-03-05"], 2024],
      [["1999-12-31"], 1999],
      [["0800-12-25"], 800],
      [["12024-01-01"], 12_024],
    ],
  }),
];

/** Makes a store in which there is something to tidy: of seven skills two do the same, three are a family, one is wrong. */
export async function writeUntidyStore(root: string): Promise<void> {
  await using store = await openSkillStore({ root });
  for (const candidate of untidySkills) {
    const { examples, cases } = candidate.evals;
    await store.admit(candidate, {
      task: { id: `untidy/${candidate.name}`, suite: "untidy" },
      coder: "by hand",
      harness: "none",
      voyage: "none",
      episode: 0,
      attempt: 1,
      cost: { evaluations: 0, attempts: 1 },
      shown: [],
      verdicts: [],
      checks: { examples: examples.length, cases: cases.length, lowerBound: lowerBound(cases.length) },
    });
  }
}

function preview(numeral: string, count: number): Candidate {
  return skill({
    name: `${numeral}-word-preview`,
    description: `Give the first ${numeral} words of a text, and three dots when there are more.`,
    signature: "(text: string) => string",
    body: `const words = text.split(" ").filter((word) => word !== "");
  const kept = words.slice(0, ${count}).join(" ");
  return words.length > ${count} ? \`\${kept}...\` : kept;`,
    cases: texts.map((text) => {
      const kept = words(text).slice(0, count).join(" ");
      return [[text], words(text).length > count ? `${kept}...` : kept];
    }),
  });
}

interface Written {
  name: string;
  description: string;
  signature: string;
  uses?: Candidate[];
  body: string;
  cases: [input: Json[], output: Json][];
}

function skill({ name, description, signature, uses = [], body, cases }: Written): Candidate {
  const [parameters, result] = signature.split(" => ") as [string, string];
  const imports = uses.map((one) => `import { ${functionNameOf(one.name)} } from "#skills/${one.name}";\n`);
  const head = imports.length > 0 ? `${imports.join("")}\n` : "";
  const all = cases.map(([input, output]): Case => ({ input, output }));
  return {
    name,
    description,
    signature,
    source: `${head}/** ${description} */\nexport function ${functionNameOf(name)}${parameters}: ${result} {\n  ${body}\n}\n`,
    uses: uses.map((one) => ({ name: one.name, digest: skillDigest(one) })),
    tools: [],
    evals: { examples: all.slice(0, 2), cases: all.slice(2) },
  };
}
