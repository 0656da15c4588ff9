import type { Json } from "../../../json/json.ts";
import { type Example, leavesOf } from "./literals.ts";

const mostTexts = 60;
const mostMarks = 12;

/** Separators, and words that the inputs or the outputs share. */
export function textsOf(examples: readonly Example[]): [string, number][] {
  const inputs = examples.map(({ input }) => textIn(input));
  const outputs = examples.map(({ output }) => textIn([output]));
  const found: [string, number][] = [
    ["", 2],
    [" ", 4],
  ];
  const symbols = new Set([...inputs, ...outputs].flatMap((text) => text.match(/[^A-Za-z0-9\uE000]/g) ?? []));
  for (const symbol of symbols) {
    const inAll = Math.max(share(inputs, symbol), share(outputs, symbol));
    found.push([symbol, inAll === 1 ? 3 : inAll >= 0.5 ? 5 : 7]);
  }
  const pairs = new Set(inputs.flatMap((text) => text.match(/[^A-Za-z0-9\uE000]{2,3}/g) ?? []));
  for (const pair of pairs) if (share(inputs, pair) === 1) found.push([pair, 4]);
  for (const word of wordsOf(inputs)) if (share(inputs, word) === 1) found.push([word, 5]);
  for (const word of wordsOf(outputs)) {
    if (share(outputs, word) === 1 && share(inputs, word) < 1) found.push([word, 5]);
  }
  for (const phrase of phrasesOf(inputs)) found.push([phrase, 7]);
  const answers = new Set(examples.map(({ output }) => output));
  if (answers.size <= 3 && examples.length > answers.size) {
    for (const answer of answers) if (typeof answer === "string") found.push([answer, 6]);
  }
  return found.slice(0, mostTexts);
}

/** Marks, and words in capitals or of settings, that a good part of the inputs or of the outputs share; few, and cheap. */
export function marksOf(examples: readonly Example[]): [string, number][] {
  const inputs = examples.map(({ input }) => textIn(input)).filter((text) => text !== "");
  const outputs = examples.map(({ output }) => textIn([output])).filter((text) => text !== "");
  const marks = new Set([...inputs, ...outputs].flatMap((text) => text.match(/[^A-Za-z0-9\uE000]/g) ?? []));
  const costs = new Map<string, number>([
    ["", 1],
    [" ", 2],
  ]);
  for (const mark of marks) {
    const often = Math.max(share(inputs, mark), share(outputs, mark));
    if (often >= 0.5 && mark < "\u0080") costs.set(mark, often >= 0.75 ? 1 : 2);
    else if (often >= 0.25 && mark < "\u0080") costs.set(mark, 3);
  }
  const pairs = new Set(outputs.flatMap((text) => text.match(/[^A-Za-z0-9\uE000]{2,3}/g) ?? []));
  for (const pair of pairs) if (share(outputs, pair) >= 0.4) costs.set(pair, 2);
  for (const phrase of phrasesOf(inputs)) costs.set(phrase, 4);
  return [...costs].toSorted((a, b) => a[1] - b[1]).slice(0, mostMarks);
}

/** The part of the texts that a piece occurs in. */
function share(texts: string[], piece: string): number {
  return texts.filter((text) => text.includes(piece)).length / texts.length;
}

/** Words and pairs of words that some inputs share, each in the longest form that the same inputs have. */
function phrasesOf(texts: string[]): string[] {
  const support = new Map<string, number>();
  for (const text of texts) {
    const words = text.match(/[A-Za-z]+|\d+/g) ?? [];
    const pairs = words
      .slice(1)
      .map((word, i) => `${words[i]} ${word}`)
      .filter((pair) => text.includes(pair));
    for (const phrase of new Set([...words, ...pairs])) support.set(phrase, (support.get(phrase) ?? 0) + 1);
  }
  const shared = [...support].filter(([, count]) => count >= 2 && count < texts.length);
  const longer = (phrase: string, count: number): boolean =>
    shared.some(([other, same]) => same === count && other.length > phrase.length && other.includes(phrase));
  return shared
    .filter(([phrase, count]) => !longer(phrase, count))
    .map(([phrase]) => phrase)
    .slice(0, 30);
}

function wordsOf(texts: string[]): Set<string> {
  return new Set((texts[0] ?? "").match(/[A-Za-z]+|\d+|[A-Za-z]/g) ?? []);
}

/** All texts of a value, kept apart by a character that texts do not have. */
function textIn(values: Json[]): string {
  return leavesOf(values)
    .filter((leaf) => typeof leaf === "string")
    .join("\uE000");
}
