import type { AuthoredTask } from "../author.ts";
import {
  bunches,
  each,
  identifiers,
  pages,
  phrases,
  rowLines,
  sentences,
  singleWords,
  some,
} from "./phrases.ts";

export const firstCharacter = (text: string): string => text.slice(0, 1);

export const lastCharacter = (text: string): string => text.slice(-1);

export const withoutFirstCharacter = (text: string): string => text.slice(1);

export const isBlank = (text: string): boolean => text.trim() === "";

export const capitalize = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

export const inQuotes = (text: string): string => `"${text}"`;

export const wordsOf = (text: string): string[] => text.split(" ").filter((word) => word !== "");

export const partsAtCommas = (line: string): string[] => line.split(",");

export const linesOf = (text: string): string[] => text.split("\n");

export const firstItem = (items: string[]): string => items[0] ?? "";

export const lastItem = (items: string[]): string => items.at(-1) ?? "";

export const reversed = (text: string): string => text.split("").toReversed().join("");

export const marksToSpaces = (text: string): string => text.replace(/[-_]/g, " ");

export const isWholeNumber = (text: string): boolean => /^[0-9]+$/.test(text);

export const listed = (items: string[]): string => items.join(", ");

/** Elementary questions about one text or one list of texts. */
export const levelOne: AuthoredTask[] = [
  {
    name: "first-character",
    goal: "Give the first character of a text. The empty text has none and gives the empty text.",
    signature: "(text: string) => string",
    reference: firstCharacter,
    examples: each("apple", "Zoo", "x", "", " left", "9 lives"),
    cases: [...each("Q", "-5", "élan", "  "), ...some(phrases, 0, 6)],
    score: [...each("#1", "öl", "...", "to be"), ...some(phrases, 6, 8)],
  },
  {
    name: "last-character",
    goal: "Give the last character of a text. The empty text has none and gives the empty text.",
    signature: "(text: string) => string",
    reference: lastCharacter,
    examples: each("apple", "Stop!", "x", "", "right ", "room 12"),
    cases: [...each("Q", "why?", "café", "   "), ...some(sentences, 0, 6)],
    score: [...each("a,", "AB", "...", "C3"), ...some(sentences, 6, 8)],
  },
  {
    name: "without-first-character",
    goal: "Give a text without its first character. The empty text stays empty.",
    signature: "(text: string) => string",
    reference: withoutFirstCharacter,
    examples: each("apple", "#title", "x", "", " two words", "--flag"),
    cases: [...each("Q", "ab", "éé", "  "), ...some(singleWords, 0, 6)],
    score: [...each("!", "aaa", "@ann", " a b"), ...some(singleWords, 6, 8)],
  },
  {
    name: "character-count",
    goal: "Count the characters of a text; spaces and punctuation count too.",
    signature: "(text: string) => number",
    reference: (text: string) => text.length,
    examples: each("apple", "a b", "", "Yes!", "  ", "a longer text"),
    cases: [...each("Q", "...", "été", "   "), ...some(phrases, 20, 6)],
    score: [...each("42", "a, b", "-", "     "), ...some(phrases, 26, 8)],
  },
  {
    name: "is-blank",
    goal: "Say whether a text is blank: it has no characters, or only spaces.",
    signature: "(text: string) => boolean",
    reference: isBlank,
    examples: each("", "  ", "apple", " a ", " ", "two words"),
    cases: [...each("   ", "    ", ".", "  x"), ...some(phrases, 40, 4), ...each("     ", "0")],
    score: [...each("      ", "       ", "        ", "-", "y   "), ...some(phrases, 44, 5), ...each("false")],
  },
  {
    name: "capitalize-first-letter",
    goal: "Make the first letter of a text upper case and leave all the others as they are. The empty text stays empty.",
    signature: "(text: string) => string",
    reference: capitalize,
    examples: each("apple", "Bob", "", "two words", "mcDonald", "7up", "USA"),
    cases: [...each("x", "élan", " lead", "iPhone"), ...some(singleWords, 20, 6)],
    score: [...each("é", "-dash", "a b c", "ÖL"), ...some(singleWords, 26, 8)],
  },
  {
    name: "surround-with-quotes",
    goal: "Put a text between double quotation marks. The empty text becomes just the two marks.",
    signature: "(text: string) => string",
    reference: inQuotes,
    examples: each("apple", "two words", "", "5", "Hi!"),
    cases: [...each("x", " ", "it's", "a,b"), ...some(sentences, 20, 6)],
    score: [...each("  ", "=", "été", "0"), ...some(sentences, 26, 8)],
  },
  {
    name: "split-into-words",
    goal: "Split a text into its words, which are separated by one or more spaces. A text without words gives an empty list.",
    signature: "(text: string) => string[]",
    reference: wordsOf,
    examples: each("the old house", "one", "", "two  spaces", " around it ", "a, b"),
    cases: [...each("   ", "x y z", "well-known fact", " a"), ...some(phrases, 60, 6)],
    score: [...each("    ", "é è", "1 + 1", "end  "), ...some(phrases, 66, 8)],
  },
  {
    name: "split-at-commas",
    goal: "Split a line into the parts between its commas; spaces and empty parts are kept. A line without a comma is one part.",
    signature: "(line: string) => string[]",
    reference: partsAtCommas,
    examples: each("a,b,c", "one part", "", "x, y", "1,,2", "end,"),
    cases: [...each(",", "a", " , ", ",,"), ...some(rowLines, 0, 6)],
    score: [...each(",x", "no; commas", "  ", ",,,"), ...some(rowLines, 6, 8)],
  },
  {
    name: "split-into-lines",
    goal: "Split a text into its lines at the line breaks; empty lines are kept. A text without a line break is one line.",
    signature: "(text: string) => string[]",
    reference: linesOf,
    examples: each("first\nsecond", "one line", "", "a\n\nb", "end\n", " x \ny z"),
    cases: [...each("\n", "q", "\n\n", "a,b\nc"), ...some(pages, 0, 6)],
    score: [...each("\nx", "   ", "1\n2\n3", "a \n"), ...some(pages, 6, 8)],
  },
  {
    name: "first-of-list",
    goal: "Give the first text of a list, or the empty text when the list is empty.",
    signature: "(items: string[]) => string",
    reference: firstItem,
    examples: each(["red", "green"], ["one"], [], ["", "b", "c"], ["Zoe", "Adam", "Mia"]),
    cases: [...each([""], ["a", "a"], ["b", ""], ["2", "1"]), ...bunches(singleWords, 40, 6)],
    score: [...each(["", ""], ["x"], ["z", "a"], [" ", "k"]), ...bunches(singleWords, 60, 8)],
  },
  {
    name: "last-of-list",
    goal: "Give the last text of a list, or the empty text when the list is empty.",
    signature: "(items: string[]) => string",
    reference: lastItem,
    examples: each(["red", "green"], ["one"], [], ["a", "b", ""], ["Mia", "Adam", "Zoe"]),
    cases: [...each([""], ["a", "a"], ["", "b"], ["2", "1"]), ...bunches(singleWords, 80, 6)],
    score: [...each(["", ""], ["x"], ["z", "a"], ["k", " "]), ...bunches(singleWords, 100, 8)],
  },
  {
    name: "reverse-text",
    goal: "Write a text backwards, the last character first. The empty text stays empty.",
    signature: "(text: string) => string",
    reference: reversed,
    examples: each("apple", "ab", "", "noon", "Hi you", "x1."),
    cases: [...each("x", " a", "aab", "été!"), ...some(phrases, 80, 6)],
    score: [...each("Q", "b  ", "123", "Öst"), ...some(phrases, 86, 8)],
  },
  {
    name: "marks-to-spaces",
    goal: "Replace every hyphen and every underscore of a text by a space. All else stays, the empty text too.",
    signature: "(text: string) => string",
    reference: marksToSpaces,
    examples: each("due-date", "max_retry_count", "plain", "", "a-b_c", "-x", "Two words"),
    cases: [...each("_", "--", "a--b", "x.y"), ...some(identifiers, 0, 6)],
    score: [...each("-", "__init__", "a - b", "é-è"), ...some(identifiers, 6, 8)],
  },
  {
    name: "is-whole-number",
    goal: "Say whether a text consists of digits only and has at least one; signs, spaces and points are not allowed.",
    signature: "(text: string) => boolean",
    reference: isWholeNumber,
    examples: each("12", "0", "", "x2", "007", "3.5", "1 2", "-4"),
    cases: [...each("5", "5a", " ", "1234567890", "1,000", "+7", "60", " 8", "9 ", "ten")],
    score: [...each("8", "00", "1e3", "0x10", "2024", "31.", "  ", "4-5", "99999", "n", "½", "٣")],
  },
  {
    name: "join-with-commas",
    goal: "Join the texts of a list into one text with a comma and a space between them. The empty list gives the empty text.",
    signature: "(items: string[]) => string",
    reference: listed,
    examples: each(["red", "green"], ["one"], [], ["a", "b", "c"], ["two words", ""]),
    cases: [...each([""], ["", ""], ["a", "a"], ["x,y", "z"]), ...bunches(phrases, 100, 6)],
    score: [...each(["", "", ""], ["1", "2"], ["é"], [" ", "k"]), ...bunches(singleWords, 0, 8)],
  },
];
