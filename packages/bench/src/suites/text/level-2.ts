import type { AuthoredTask } from "../author.ts";
import {
  capitalize,
  firstCharacter,
  firstItem,
  inQuotes,
  isBlank,
  lastCharacter,
  lastItem,
  linesOf,
  listed,
  partsAtCommas,
  reversed,
  wordsOf,
} from "./level-1.ts";
import {
  addresses,
  bunches,
  each,
  fullNames,
  logLines,
  pages,
  paths,
  phrases,
  rowLines,
  sentences,
  settings,
  singleWords,
  some,
} from "./phrases.ts";

export const firstWord = (text: string): string => firstItem(wordsOf(text));

export const lastWord = (text: string): string => lastItem(wordsOf(text));

export const wordCount = (text: string): number => wordsOf(text).length;

export const withoutFirstWord = (text: string): string => wordsOf(text).slice(1).join(" ");

export const initial = (word: string): string => firstCharacter(word).toUpperCase();

export const properCase = (word: string): string => capitalize(word.toLowerCase());

export const singleSpaced = (text: string): string => wordsOf(text).join(" ");

export const textBefore = (text: string, mark: string): string => firstItem(text.split(mark));

export const textAfter = (text: string, mark: string): string => text.split(mark).slice(1).join(mark);

export const textAfterLast = (text: string, mark: string): string => lastItem(text.split(mark));

export const textBeforeLast = (text: string, mark: string): string =>
  text.includes(mark) ? text.split(mark).slice(0, -1).join(mark) : text;

export const fieldsOf = (line: string): string[] => partsAtCommas(line).map((part) => part.trim());

export const filledLines = (text: string): string[] => linesOf(text).filter((line) => !isBlank(line));

export const endsLikeSentence = (text: string): boolean => [".", "!", "?"].includes(lastCharacter(text));

export const isPalindrome = (text: string): boolean => reversed(text.toLowerCase()) === text.toLowerCase();

export const quotedList = (items: string[]): string => listed(items.map(inQuotes));

/** One idea built upon the elementary functions. */
export const levelTwo: AuthoredTask[] = [
  {
    name: "first-word",
    goal: "Give the first word of a text; words are separated by spaces. A blank text gives the empty text.",
    signature: "(text: string) => string",
    reference: firstWord,
    examples: each("the old house", "one", "", "  lead in", "Well, yes", "   "),
    cases: [...each(" ", "x y", "a  b", "a-b c"), ...some(fullNames, 0, 6)],
    score: [...each("  z", "42 is it", "été 2", "    "), ...some(phrases, 0, 8)],
  },
  {
    name: "last-word",
    goal: "Give the last word of a text; words are separated by spaces. A blank text gives the empty text.",
    signature: "(text: string) => string",
    reference: lastWord,
    examples: each("the old house", "one", "", "trail off  ", "say yes!", "   "),
    cases: [...each(" ", "x y", "a  b", "c a-b"), ...some(fullNames, 20, 6)],
    score: [...each("z  ", "it is 42", "2 été", "    "), ...some(phrases, 20, 8)],
  },
  {
    name: "count-words",
    goal: "Count the words of a text, which are separated by one or more spaces. A blank text has 0 words.",
    signature: "(text: string) => number",
    reference: wordCount,
    examples: each("the old house", "one", "", "two  words", "  ", " so it goes on ", "a-b, c"),
    cases: [...each(" ", "x y", "a", "  b"), ...some(phrases, 40, 6)],
    score: [...each("    ", "1 2 3 4 5 6", ". .", "x  "), ...some(sentences, 0, 8)],
  },
  {
    name: "without-first-word",
    goal: "Remove the first word of a text and give the other words with one space between them. Nothing left gives the empty text.",
    signature: "(text: string) => string",
    reference: withoutFirstWord,
    examples: each("the old house", "one", "", "go  on  now", " lead the way ", "# Title"),
    cases: [...each(" ", "a a b", "x y", " a"), ...some(logLines, 0, 6)],
    score: [...each("   ", "1  2", "é è", "q "), ...some(phrases, 60, 8)],
  },
  {
    name: "initial-of-word",
    goal: "Give the initial of a word: its first character in upper case. The empty word gives the empty text.",
    signature: "(word: string) => string",
    reference: initial,
    examples: each("apple", "Bob", "x", "", "éva", "ice cream", "mcDonald"),
    cases: [...each("Q", "öst", "7up", "iPhone"), ...some(singleWords, 0, 6)],
    score: [...each("y", "-", "ÉVA", "uSA"), ...some(singleWords, 6, 8)],
  },
  {
    name: "proper-case-word",
    goal: "Write a word with its first letter in upper case and all the others in lower case. The empty word stays empty.",
    signature: "(word: string) => string",
    reference: properCase,
    examples: each("apple", "BOB", "", "mcDonald", "x", "Ice Cream", "éLAN"),
    cases: [...each("Q", "USA", "7UP", "iPhone"), ...some(singleWords, 20, 6)],
    score: [...each("y", "ÉVA", "a-B", "ÖSt"), ...some(singleWords, 26, 8)],
  },
  {
    name: "single-spaces",
    goal: "Tidy the spaces of a text: one space between two words, none at the start or the end. A blank text becomes empty.",
    signature: "(text: string) => string",
    reference: singleSpaced,
    examples: each("the  old house", " one ", "", "as it is", "   ", "a   b  c"),
    cases: [...each(" ", "x", "x  ,y", "  z"), ...some(phrases, 80, 6)],
    score: [...each("     ", "1  2", " é ", "q"), ...some(phrases, 86, 8)],
  },
  {
    name: "text-before",
    goal: "Give the part of a text before the first place where a mark occurs, or the whole text when the mark does not occur.",
    signature: "(text: string, mark: string) => string",
    reference: textBefore,
    examples: [
      ["key=value", "="],
      ["a/b/c", "/"],
      ["no mark here", ":"],
      ["", ","],
      ["-x", "-"],
      ["one -> two -> three", " -> "],
    ],
    cases: [["x", "x"], ["a.b", ","], ["", "=="], ["aXbXc", "X"], ...some(addresses, 0, 6, "@")],
    score: [["::", ":"], ["a--b", "--"], ["y", "z"], ["b;", ";"], ...some(settings, 0, 8, "=")],
  },
  {
    name: "text-after",
    goal: "Give all of a text that follows the first place where a mark occurs, or the empty text when the mark does not occur.",
    signature: "(text: string, mark: string) => string",
    reference: textAfter,
    examples: [
      ["key=value", "="],
      ["a/b/c", "/"],
      ["no mark here", ":"],
      ["", ","],
      ["x-", "-"],
      ["one -> two -> three", " -> "],
    ],
    cases: [["x", "x"], ["a.b", ","], ["", "=="], ["aXbXc", "X"], ...some(settings, 20, 6, "=")],
    score: [["::", ":"], ["a--b", "--"], ["y", "z"], [";b", ";"], ...some(addresses, 20, 8, "@")],
  },
  {
    name: "text-after-last",
    goal: "Give the part of a text after the last place where a mark occurs, or the whole text when the mark does not occur.",
    signature: "(text: string, mark: string) => string",
    reference: textAfterLast,
    examples: [
      ["key=value", "="],
      ["a/b/c", "/"],
      ["no mark here", ":"],
      ["", ","],
      ["x-", "-"],
      ["one -> two -> three", " -> "],
    ],
    cases: [["x", "x"], ["a.b", ","], ["", "=="], ["aXbXc", "X"], ...some(paths, 0, 6, "/")],
    score: [["::", ":"], ["a--b", "--"], ["y", "z"], [";b", ";"], ...some(paths, 20, 8, ".")],
  },
  {
    name: "text-before-last",
    goal: "Give all of a text that stands before the last place where a mark occurs, or the whole text when the mark does not occur.",
    signature: "(text: string, mark: string) => string",
    reference: textBeforeLast,
    examples: [
      ["key=value", "="],
      ["a/b/c", "/"],
      ["no mark here", ":"],
      ["", ","],
      ["-x", "-"],
      ["one -> two -> three", " -> "],
    ],
    cases: [["x", "x"], ["a.b", ","], ["", "=="], ["aXbXc", "X"], ...some(paths, 40, 6, ".")],
    score: [["::", ":"], ["a--b", "--"], ["y", "z"], ["b;", ";"], ...some(paths, 60, 8, "/")],
  },
  {
    name: "fields-of-line",
    goal: "Split a line at its commas and remove the spaces around each part. Empty parts are kept, so the empty line gives one.",
    signature: "(line: string) => string[]",
    reference: fieldsOf,
    examples: each("a, b ,c", "one part", "", " x", "1,,2", "red apple , 3,"),
    cases: [...each(" , ", "a", ",", "a;  b"), ...some(rowLines, 20, 6)],
    score: [...each("   ", ",  x", "é,è", ", ,"), ...some(rowLines, 26, 8)],
  },
  {
    name: "filled-lines",
    goal: "Give the lines of a text that are not blank, unchanged and in order. A text without such lines gives an empty list.",
    signature: "(text: string) => string[]",
    reference: filledLines,
    examples: each("first\nsecond", "one line", "", "a\n\nb", " x \n  \ny\n", "\n\n"),
    cases: [...each("\n", "q", "   ", "a\n b"), ...some(pages, 20, 6)],
    score: [...each("\nx", " ", "1\n\n\n2", " \n "), ...some(pages, 26, 8)],
  },
  {
    name: "ends-like-a-sentence",
    goal: "Say whether the last character of a text is a full stop, an exclamation mark or a question mark. The empty text does not.",
    signature: "(text: string) => boolean",
    reference: endsLikeSentence,
    examples: each("It rains.", "Stop!", "why?", "no end", "", "a. b", "Wait. ", "list:"),
    cases: [...each(".", "x", "!?", "? "), ...some(sentences, 20, 6)],
    score: [...each("...", "?x", " ", "Oh, no!"), ...some(sentences, 40, 8)],
  },
  {
    name: "is-palindrome",
    goal: "Say whether a text reads the same backwards, not minding upper and lower case. The empty text does.",
    signature: "(text: string) => boolean",
    reference: isPalindrome,
    examples: each("noon", "Anna", "apple", "", "abca", "x", "12 21"),
    cases: [...each("ab", "Aa", "été", "ab a"), ...some(singleWords, 40, 8)],
    score: [...each("aab", "Never odd", "1.1", "a b A"), ...some(singleWords, 60, 9)],
  },
  {
    name: "quoted-list",
    goal: "Put each text of a list between double quotation marks and join them with a comma and a space. The empty list gives the empty text.",
    signature: "(items: string[]) => string",
    reference: quotedList,
    examples: each(["red", "green"], ["one"], [], ["a", "b", "c"], ["two words", ""]),
    cases: [...each([""], ["", ""], ["a", "a"], ["x,y", "z"]), ...bunches(phrases, 0, 6)],
    score: [...each(["1", "2"], ["é"], [" ", "k"], ["q", ""]), ...bunches(singleWords, 0, 8)],
  },
];
