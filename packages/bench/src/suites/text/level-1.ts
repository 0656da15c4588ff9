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
    examples: each("apple", "Zoo", "x", "", " left", "9 lives", "(see note)", "été"),
    cases: [
      ...each(".x", "_x, y", " .b/c", "Q", "-5", "élan", "  ", "  two spaces", "[1] intro", "7 days", "ÖL"),
      ...some(phrases, 0, 6),
    ],
    score: [
      ...each("_", "-a-b", "_/", "=1", "#1", "öl", "...", "to be", "   page 2", "42", "'tis so", "É"),
      ...some(phrases, 6, 8),
    ],
  },
  {
    name: "last-character",
    goal: "Give the last character of a text. The empty text has none and gives the empty text.",
    signature: "(text: string) => string",
    reference: lastCharacter,
    examples: each("apple", "Stop!", "x", "", "right ", "room 12", "café", "AB"),
    cases: [
      ...each("a-", "b.", "q", "a=b.c/d#", "x_", "Q", "why?", "voilà", "   ", "wait  ", "page 7", "50%"),
      ...each("PDF", "(done)"),
      ...some(sentences, 0, 6),
    ],
    score: [
      ...each("c/", "p, q.r-", "<m@n>", "x_y/.", "say _", "a,", "A B", "...", "C3", "olé", "end ", "2024"),
      ...each("É", "    "),
      ...some(sentences, 6, 8),
    ],
  },
  {
    name: "without-first-character",
    goal: "Give a text without its first character. The empty text stays empty.",
    signature: "(text: string) => string",
    reference: withoutFirstCharacter,
    examples: each("apple", "#title", "x", "", " two words", "--flag", "9 lives", "Été"),
    cases: [
      ...each(" A-b_c.d/e=f, g  h É!", "Q", "ab", "éé", "  ", "  indent", "7up", "banana ", "-5", "USA"),
      ...some(singleWords, 0, 6),
    ],
    score: [
      ...each(" p_q-r/s.t = u, É  <V>!", "!", "aaa", "@ann", " a b", "42", "ÖL", "   x", "x ", "(b)", "NO"),
      ...some(singleWords, 6, 8),
    ],
  },
  {
    name: "character-count",
    goal: "Count the characters of a text; spaces and punctuation count too.",
    signature: "(text: string) => number",
    reference: (text: string) => text.length,
    examples: each("apple", "a b", "", "Yes!", "  ", "a longer text", "10:30", " été"),
    cases: [
      ...each("a-b_c.d/e=f, g", "Q", "...", "élan", "   ", "3 + 4", " padded ", "two  gaps", "2024", "x "),
      ...some(phrases, 20, 6),
    ],
    score: [
      ...each("<p@q>, r/s.t_u  V", "42", "a, b", "-", "     ", " y", "end  ", "à la 1", "É", "room  101"),
      ...some(phrases, 26, 8),
    ],
  },
  {
    name: "is-blank",
    goal: "Say whether a text is blank: it has no characters, or only spaces.",
    signature: "(text: string) => boolean",
    reference: isBlank,
    examples: each("", "  ", "apple", " a ", " ", "two words", "7", " - "),
    cases: [
      ...each("=x", "/", "a=b.c", "   ", "    ", "     ", ".", "  x", "0", " 12 ", "é", "_", "?  ", "  --"),
      ...each("ÖL"),
      ...some(phrases, 40, 3),
    ],
    score: [
      ...each("/y", "=", "_/_", "      ", "       ", "        ", "-", "y   ", "À", " 5", "#", "...", "00"),
      ...each("  !  ", " é", "false"),
      ...some(phrases, 44, 4),
    ],
  },
  {
    name: "capitalize-first-letter",
    goal: "Make the first letter of a text upper case and leave all the others as they are. The empty text stays empty.",
    signature: "(text: string) => string",
    reference: capitalize,
    examples: each("apple", "Bob", "", "two words", "mcDonald", "7up", "élan", " lead"),
    cases: [
      ...each("a  b-c_d/e.f=G, - \n4", "x", "école", " indent", "iPhone", "USA", "12 eggs", "-dash"),
      ...each("q and A", "end ", "ÖL"),
      ...some(singleWords, 20, 6),
    ],
    score: [
      ...each("p  q_r/s.t = U, - \n5", "_x", "é", "--flag", "a b c", "Öl", "  two", "x ", "3d", "eBay"),
      ...each("NATO", "(note)"),
      ...some(singleWords, 26, 8),
    ],
  },
  {
    name: "surround-with-quotes",
    goal: "Put a text between double quotation marks. The empty text becomes just the two marks.",
    signature: "(text: string) => string",
    reference: inQuotes,
    examples: each("apple", "two words", "", "5", "Hi!", " padded  ", "Été"),
    cases: [
      ...each("a-b_c.d/e=f, g", "x", " ", "it's", "a,b", "trail ", "  lead", "à la", "2024", 'say "no"'),
      ...each("ABC"),
      ...some(sentences, 20, 6),
    ],
    score: [
      ...each("<p@q>, r/s.t_u = V", "  ", "=", "été 2", "0", " y", "z  ", "12:30", '"', "a  b"),
      ...each("UP and down"),
      ...some(sentences, 26, 8),
    ],
  },
  {
    name: "split-into-words",
    goal: "Split a text into its words, which are separated by one or more spaces. A text without words gives an empty list.",
    signature: "(text: string) => string[]",
    reference: wordsOf,
    examples: each(
      "the old house",
      "one",
      "",
      "   ",
      " two  spaces ",
      "well-known, yes!",
      "3 + 4 = 7",
      "Été à Nice",
    ),
    cases: [
      ...each("docs/a-b_c.md is = d", "<x@y> # z", "    ", "x y z", "a well-known fact", " a", "b  "),
      ...each("page 12 of 30", "- - -", "é à ù", "don't stop", "A   B  C", "5", "...", "a, b"),
      ...each("one, 2, III"),
      ...some(phrases, 60, 6),
    ],
    score: [
      ...each("r/s.t_u = v-w", "# a/b. 3", "     ", "é è", "1 + 1", "end  ", "  2 x 4", "*", "it's 9:30"),
      ...each("NASA and ESA", "  --  ok", "42", " ñ ", "a_b c/d", "no no no"),
      ...some(phrases, 66, 8),
    ],
  },
  {
    name: "split-at-commas",
    goal: "Split a line into the parts between its commas; spaces and empty parts are kept. A line without a comma is one part.",
    signature: "(line: string) => string[]",
    reference: partsAtCommas,
    examples: each("a,b,c", "one part", "", "x, y", "1,,2", "end,", ",first", " Été ,b "),
    cases: [
      ...each("a-b_c.d/e=f, g  h", ",", "a", " , ", ",,", "x,y ,z", " lead,b", "Ann, 30, Köln", "3,14"),
      ...each("été,à", ",,end", "a;b,c", "x,X,x"),
      ...some(rowLines, 0, 6),
    ],
    score: [
      ...each("<p@q>,r/s.t_u = V", ",x", "no; commas", "  ", ",,,", "q, ", "2 ,  4", "É,è, ü", "1.5,2"),
      ...each(", ,", "(a, b)", "A,b,A", "k,,"),
      ...some(rowLines, 6, 8),
    ],
  },
  {
    name: "split-into-lines",
    goal: "Split a text into its lines at the line breaks; empty lines are kept. A text without a line break is one line.",
    signature: "(text: string) => string[]",
    reference: linesOf,
    examples: each("first\nsecond", "one line", "", "a\n\nb", "end\n", " x \ny z", "\nbelow", "1\n- Été"),
    cases: [
      ...each("a-b_c.d/e=f, g\n h", "\n", "q", "\n\n", "a,b\nc", "  \n", "x\n   \ny", " lead\ntrail "),
      ...each("7\n8.5", "é\nÀ", "* \n?", "B\nb\nB"),
      ...some(pages, 0, 6),
    ],
    score: [
      ...each("<p@q>, r/s.t_u\nV = w", "x.y\nz", "\nx", "   ", "1\n2\n3", "a \n", "\n\n\nz", "end\n\n"),
      ...each(" \n ", "É, è\n!", "12", "A\na\nA", "-\n\n-"),
      ...some(pages, 6, 8),
    ],
  },
  {
    name: "first-of-list",
    goal: "Give the first text of a list, or the empty text when the list is empty.",
    signature: "(items: string[]) => string",
    reference: firstItem,
    examples: each(
      ["red", "green"],
      ["one"],
      [],
      ["", "b", "c"],
      ["Zoe", "Adam", "Mia"],
      [" two words", "x"],
      ["7", "é"],
    ),
    cases: [
      ...each(["b"], ["a-b_c.d/e=f, g  h", "x"], ["z  y", "y"], [""], ["a", "a"], ["b", ""], ["2", "1"]),
      ...each(["  ", "k"], [" pad ", "q"], ["Éva", "Ann"], ["!", "B"], ["", "", "z"], ["UP", "up"]),
      ...bunches(singleWords, 40, 6),
    ],
    score: [
      ...each(["c"], ["<p@q>, r/s.t_u = V-w  x", "y"], ["two  words", "x"], ["", ""], ["x"], ["z", "a"]),
      ...each([" ", "k"], ["10", "9", "8"], ["DOWN", "down"], ["- a", "b"], ["ö "], ["", "y"]),
      ...each(["c", "b", "c"]),
      ...bunches(singleWords, 60, 8),
    ],
  },
  {
    name: "last-of-list",
    goal: "Give the last text of a list, or the empty text when the list is empty.",
    signature: "(items: string[]) => string",
    reference: lastItem,
    examples: each(
      ["red", "green"],
      ["one"],
      [],
      ["a", "b", ""],
      ["Mia", "Adam", "Zoe"],
      ["x", " two words"],
      ["é", "7"],
    ),
    cases: [
      ...each(["c"], ["x", "a-b_c.d/e=f, g  h"], ["a", "b", "a"], ["b", "c", "b", "a", "b"], [""]),
      ...each(["a", "a"], ["", "b"], ["2", "1"], ["k", "  "], ["q", " pad "], ["Ann", "Éva"], ["B", "!"]),
      ...each(["z", "", ""], ["up", "UP"]),
      ...bunches(singleWords, 80, 6),
    ],
    score: [
      ...each(["d"], ["y", "<p@q>, r/s.t_u = V-w  x"], ["x", "two  words"], ["", ""], ["x"], ["z", "a"]),
      ...each(["k", " "], ["8", "9", "10"], ["down", "DOWN"], ["b", "a -"], [" ö"], ["y", ""]),
      ...each(["c", "b", "c"]),
      ...bunches(singleWords, 100, 8),
    ],
  },
  {
    name: "reverse-text",
    goal: "Write a text backwards, the last character first. The empty text stays empty.",
    signature: "(text: string) => string",
    reference: reversed,
    examples: each("apple", "ab", "", "noon", "Hi you", "x1.", "  pad", "été à"),
    cases: [
      ...each("A-b_c.d/e=f, g", "x", " a", "aab", "été!", "two words ", "2024-03", "A-b", "  ", "OTTO x"),
      ...each("a  b"),
      ...some(phrases, 80, 6),
    ],
    score: [
      ...each("<p@q>, r/s.t_u = V-w", "Q", "b  ", "123", "Öst", " c d", "12:45", "aA", "    ", "?!"),
      ...each("à la", "no  on"),
      ...some(phrases, 86, 8),
    ],
  },
  {
    name: "marks-to-spaces",
    goal: "Replace every hyphen and every underscore of a text by a space. All else stays, the empty text too.",
    signature: "(text: string) => string",
    reference: marksToSpaces,
    examples: each("due-date", "max_retry_count", "plain", "", "a-b_c", "-x", "Two  words", "É--b_2"),
    cases: [
      ...each(" A-b_c.d/e=f, g", "_", "--", "a--b", "x.y", "_lead", "trail-", "one-two-three-four"),
      ...each("UPPER_case", "2024-03-05", "a  b", "état_-_fin", " - "),
      ...some(identifiers, 0, 6),
    ],
    score: [
      ...each("  <p@q>, r/s.t_u  = V-w", "-", "__init__", "a - b", "é-è", "x_", "__", "1-2_3_4", "ÉTÉ-à"),
      ...each("a+b/c", "q-r-s", "- - y", "B_ "),
      ...some(identifiers, 6, 8),
    ],
  },
  {
    name: "is-whole-number",
    goal: "Say whether a text consists of digits only and has at least one; signs, spaces and points are not allowed.",
    signature: "(text: string) => boolean",
    reference: isWholeNumber,
    examples: each("12", "0", "", "x2", "007", "3.5", "1 2", "-4"),
    cases: [
      ...each("5", "5a", " ", "1234567890", "1,000", "+7", "60", " 8", "9 ", "ten", "00", "1e3", "-12"),
      ...each("4.0", "0x1F", "7-8", "1_000", "²", "é", "-", "098"),
    ],
    score: [
      ...each("8", "000", "2e5", "0x10", "2024", "31.", "  ", "4-5", "99999", "n", "½", "٣", "+0", "-9"),
      ...each("1.0", "12 34", "v2", " 6", "010", ".5", "3 km", "7 "),
    ],
  },
  {
    name: "join-with-commas",
    goal: "Join the texts of a list into one text with a comma and a space between them. The empty list gives the empty text.",
    signature: "(items: string[]) => string",
    reference: listed,
    examples: each(["red", "green"], ["one"], [], ["a", "b", "c"], ["two words", ""], [" Pad ", "7", "é"]),
    cases: [
      ...each(["A-b_c.d/e=f", "g  h, i"], [""], ["", ""], ["a", "a"], ["x,y", "z"], [" ", "k"], ["", "b"]),
      ...each(["10", "2", "1", "0"], ["É", "é"], ["C", "b", "A"], ["q "]),
      ...bunches(phrases, 100, 6),
    ],
    score: [
      ...each(["<p@q>", "r/s.t_u = V-w, and  more"], ["", "", ""], ["1", "2"], ["é"], [" ", "m"]),
      ...each(["", "x", ""], ["y", "Y", "y"], ["d", "c", "b", "a", "0"], [" p", "q  "], ["a, b", "c"]),
      ...each(["12", "-", "È"]),
      ...bunches(singleWords, 0, 8),
    ],
  },
];
