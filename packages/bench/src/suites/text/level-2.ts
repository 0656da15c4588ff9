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
  inputs,
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
    examples: each("the old house", "one", "", "  lead in", "Well, yes", "   ", "3 eggs", "Déjà-vu again"),
    cases: [
      ...each("understandably so", "a/b_c-d.e=f, g", "=x y", " ", "x y", "a  b", "a-b c", "12 is it"),
      ...each(" 'tis so", "été chaud", "#3 winner", "  -- go", "UPPER low", "don't go", "42", "tail  "),
      ...some(fullNames, 0, 6),
    ],
    score: [
      ...each("incomprehensible it is", "<p@q>/r.s_t=u-V w", "  z", "42 is it", "été 2", "    "),
      ...each("(see p. 4)", " 7,5 kg", "- item", "it's ok", "ÀB c", "x/y z", "one  ", "?", "A.B. C"),
      ...some(phrases, 0, 8),
    ],
  },
  {
    name: "last-word",
    goal: "Give the last word of a text; words are separated by spaces. A blank text gives the empty text.",
    signature: "(text: string) => string",
    reference: lastWord,
    examples: each(
      "the old house",
      "one",
      "",
      "trail off  ",
      "say yes!",
      "   ",
      "chapter 12",
      "la crème-brûlée",
    ),
    cases: [
      ...each("b", "so understandably", "x a/b_c-d.E=f", "g =h", " ", "x y", "a  b", "c a-b", "room 101"),
      ...each("ça va là ", "wait ...", "see #4", "end (b)  ", "low UP", "they don't", "7", "  lead"),
      ...some(fullNames, 20, 6),
    ],
    score: [
      ...each("d", "it is incomprehensible", "w <P@q>/r.s_t=u-v", "z =", "z  ", "it is 42", "2 été"),
      ...each("    ", "5 + 5 = 10 ", "so - ", "they won't!", "a b.c", "Go HOME", "  q", "x, y,"),
      ...each("il dit « non »", "about 9 €"),
      ...some(phrases, 20, 8),
    ],
  },
  {
    name: "count-words",
    goal: "Count the words of a text, which are separated by one or more spaces. A blank text has 0 words.",
    signature: "(text: string) => number",
    reference: wordCount,
    examples: each(
      "the old house",
      "one",
      "",
      "two  words",
      "  ",
      " so it goes on ",
      "well-known, yes",
      "3 + 4 = é",
    ),
    cases: [
      ...each("p - q", "x / y", "a/b.c = d-e_f, g", " ", "x y", "a", "  b", "12 34", "- - -", "été à Nice"),
      ...each("don't", "a,b c", "!", "  7  ", "A B C D E F G H I J K", "no no no"),
      ...some(phrases, 40, 6),
    ],
    score: [
      ...each("a = b", "p = q/r s.t u-v_w", "    ", "1 2 3 4 5 6", ". .", "x  ", "é", "it's 9:30 now"),
      ...each("a/b - c", "  two  ", "?  !", "r2 d2", "yes yes", "a b c d e f g h i j"),
      ...some(sentences, 0, 8),
    ],
  },
  {
    name: "without-first-word",
    goal: "Remove the first word of a text and give the other words with one space between them. Nothing left gives the empty text.",
    signature: "(text: string) => string",
    reference: withoutFirstWord,
    examples: each(
      "the old house",
      "one",
      "",
      "go  on  now",
      " lead the way ",
      "# Title",
      "3 eggs, 2 é",
      "so so SO",
    ),
    cases: [
      ...each("a-b/c d/e.f = g_h-I, j", " ", "a a b", "x y", " a", "12 34 56", "état - fin", "B  "),
      ...each("  do  re  mi  ", "don't GO Now", "word!", "- x", "one two, three.", "well-known à là"),
      ...some(logLines, 0, 6),
    ],
    score: [
      ...each("p/q r.s/t = u_v-W, x", "   ", "1  2", "é è", "q ", "x - y", " 7", "a_b c-d", "no no no"),
      ...each("  Up  and  AWAY ", "it's 5 é", "... ok", "z, y"),
      ...some(phrases, 60, 8),
    ],
  },
  {
    name: "initial-of-word",
    goal: "Give the initial of a word: its first character in upper case. The empty word gives the empty text.",
    signature: "(word: string) => string",
    reference: initial,
    examples: each("apple", "Bob", "x", "", "éva", "ice cream", "mcDonald", "7up"),
    cases: [
      ...each("/", "=a", ".", "5", "_x", "Q", "öst", "9th", "iPhone", "-x", "ÉMILE", "a b", "x-ray"),
      ...some(singleWords, 0, 6),
    ],
    score: [
      ...each("#b", "/a", "4", "=b", "y", "-", "ÉVA", "uSA", "3", "(a)", "ñu", "'tis"),
      ...some(singleWords, 6, 8),
    ],
  },
  {
    name: "proper-case-word",
    goal: "Write a word with its first letter in upper case and all the others in lower case. The empty word stays empty.",
    signature: "(word: string) => string",
    reference: properCase,
    examples: each("apple", "BOB", "", "mcDonald", "x", "Ice Cream", "éLAN", "7UP"),
    cases: [
      ...each("LETTER", "A-B_C.D/E=F", "Q", "USA", "9TH", "iPhone", "ÖSTEN", "a-B", "O'NEIL", "öl", "-X"),
      ...each("NOT Now"),
      ...some(singleWords, 20, 6),
    ],
    score: [
      ...each("apPLE pie", "P_Q-R/S.T=U", "y", "ÉVA", "b-C", "ÖSt", "3D", "uSA", "d'ARC", "été", "#TAG"),
      ...each("NO ONE"),
      ...some(singleWords, 26, 8),
    ],
  },
  {
    name: "single-spaces",
    goal: "Tidy the spaces of a text: one space between two words, none at the start or the end. A blank text becomes empty.",
    signature: "(text: string) => string",
    reference: singleSpaced,
    examples: each("the  old house", " one ", "", "as it is", "   ", "a   b  c", "3  +  4 é", "Well ,  YES!"),
    cases: [
      ...each(" A-b_c.d/e  = f, g", " ", "x", "x  ,y", "  z", "12    34", "É  à  ", "a b"),
      ...each("    lots     of     room    ", "- -  -", " UP down", "don't  5", "no  no no"),
      ...some(phrases, 80, 6),
    ],
    score: [
      ...each("<p@q>,  r/s.t_u  = V-w ", "     ", "1  2", " é ", "q", "  A  -  b  ", "x y z", "7 ", "!  ?"),
      ...each(" one  two   three    four", "it's", "Ü  5", "so  so"),
      ...some(phrases, 86, 8),
    ],
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
      ["end;", ";"],
      [" Été 2.b.c", "."],
    ],
    cases: [
      ...inputs(["A-b_c.d/e = f, g  h # i", "#"], ["x", "x"], ["a.b", ","], ["", "=="], ["aXbXc", "X"]),
      ...inputs(["axbXc", "X"], ["f(x)(y)", "("], ["  ", ":"], ["5 + 6 + 7", "+"], [" pad : q", ":"]),
      ...inputs(["a-b--c", "--"], ["wait...", "..."], ["été, à", "à"], ["two words here", " "]),
      ...inputs(["1|2|3", "|"], ["@@ann", "@"], ["No Mark 2 ", "#"]),
      ...some(addresses, 0, 6, "@"),
    ],
    score: [
      ...inputs(["<P@q>, r/s.t_u = V-w  x; y", ";"], ["::", ":"], ["a--b", "--"], ["y", "z"], ["b;", ";"]),
      ...inputs(["aBcbd", "b"], ["$5$6", "$"], ["a - b-c", "-"], ["3*4*5", "*"], ["x  y", "  "]),
      ...inputs(["?who?", "?"], ["É=é", "é"], ["Q = ", "="], ["a=b==c", "=="], ["No.dots ", "::"]),
      ...inputs(["   ", ","], [" lead/", "/"], ["10:30:45", ":"]),
      ...some(settings, 0, 8, "="),
    ],
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
      [";start", ";"],
      ["a.b. Été 2 ", "."],
    ],
    cases: [
      ...inputs(["i # A-b_c.d/e = f, g  h", "#"], ["a - b  - c", "  - "], ["x", "x"], ["a.b", ","]),
      ...inputs(["", "=="], ["aXbXc", "X"], ["axbXc", "X"], ["f(x)(y)", "("], ["  ", ":"]),
      ...inputs(["5 + 6 + 7", "+"], ["q :  pad ", ":"], ["a-b--C", "--"], ["...wait", "..."]),
      ...inputs(["à, été", "à"], ["two words here", " "], ["1|2|3", "|"], ["@@ann", "@"], ["end;", ";"]),
      ...some(settings, 20, 6, "="),
    ],
    score: [
      ...inputs(["y; <P@q>, r/s.t_u = V-w  x", ";"], ["::", ":"], ["a--b", "--"], ["y", "z"], [";b", ";"]),
      ...inputs(["aBcbD", "b"], ["$5$6", "$"], ["a - b-c", "-"], ["3*4*5", "*"], ["x  y", "  "]),
      ...inputs(["?who?", "?"], ["é=É", "é"], ["q = ", "="], ["a=b==c", "=="], ["No.dots ", "::"]),
      ...inputs(["   ", ","], ["tail/", "/"], ["10:30:45", ":"]),
      ...some(addresses, 20, 8, "@"),
    ],
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
      [";start", ";"],
      ["a.b. Été 2 ", "."],
    ],
    cases: [
      ...inputs(["i # A-b_c.d/e = f, g  h", "#"], ["x", "x"], ["a.b", ","], ["", "=="], ["aXbXc", "X"]),
      ...inputs(["aXbxc", "X"], ["f(x)(y)", "("], ["  ", ":"], ["5 + 6 + 7", "+"], ["q :  pad ", ":"]),
      ...inputs(["a--b-C", "--"], ["...wait", "..."], ["à, été", "à"], ["two words here", " "]),
      ...inputs(["1|2|3", "|"], ["ann@@", "@"], ["No Mark 2 ", "#"]),
      ...some(paths, 0, 6, "/"),
    ],
    score: [
      ...inputs(["y; <P@q>, r/s.t_u = V-w  x", ";"], ["::", ":"], ["a--b", "--"], ["y", "z"], [";b", ";"]),
      ...inputs(["abcBD", "b"], ["$5$6", "$"], ["a-b - c", "-"], ["3*4*5", "*"], ["x  y", "  "]),
      ...inputs(["?who?", "?"], ["é=É", "é"], ["q = ", "="], ["a==b=c", "=="], ["No.dots ", "::"]),
      ...inputs(["   ", ","], ["a/tail/", "/"], ["10:30:45", ":"]),
      ...some(paths, 20, 8, "."),
    ],
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
      ["end;", ";"],
      [" Été 2.b.c", "."],
    ],
    cases: [
      ...inputs(["A-b_c.d/e = f, g  h # i", "#"], ["a - b  - c", "  - "], ["x", "x"], ["a.b", ","]),
      ...inputs(["", "=="], ["aXbXc", "X"], ["AXbxc", "X"], ["f(x)(y)", "("], ["  ", ":"]),
      ...inputs(["5 + 6 + 7", "+"], [" pad : q", ":"], ["a--b-c", "--"], ["wait...", "..."]),
      ...inputs(["été, à", "à"], ["two words here", " "], ["1|2|3", "|"], ["ann@@", "@"]),
      ...inputs(["No Mark 2 ", "#"]),
      ...some(paths, 40, 6, "."),
    ],
    score: [
      ...inputs(["<P@q>, r/s.t_u = V-w  x; y", ";"], ["::", ":"], ["a--b", "--"], ["y", "z"], ["b;", ";"]),
      ...inputs(["abcBd", "b"], ["$5$6", "$"], ["a-b - c", "-"], ["3*4*5", "*"], ["x  y", "  "]),
      ...inputs(["?who?", "?"], ["É=é", "é"], ["Q = ", "="], ["a==b=c", "=="], ["No.dots ", "::"]),
      ...inputs(["   ", ","], [" a/lead/", "/"], ["10:30:45", ":"]),
      ...some(paths, 60, 8, "/"),
    ],
  },
  {
    name: "fields-of-line",
    goal: "Split a line at its commas and remove the spaces around each part. Empty parts are kept, so the empty line gives one.",
    signature: "(line: string) => string[]",
    reference: fieldsOf,
    examples: each("a, b ,c", "one part", "", "  x ", "1,,2", "red  apple , 3,", ", É,  B"),
    cases: [
      ...each("A-b_c.d/e = f , g  h", " , ", "a", ",", "a;  b", "  two  words , y", " 1.5,-2", "x,y,z,"),
      ...each("É , è", "a,a , a", "   ", "A  b,c", "?, (!)"),
      ...some(rowLines, 20, 6),
    ],
    score: [
      ...each("<p@q> ,r/s.t_u = V-w", "    ", ",  x", "é,è", ", ,", "b ,", "  7 , 8  ,9", "in  side,out"),
      ...each("(a , b)", "!, ?", "UP , down", "one ", ",,x,,", "c ,b, c"),
      ...some(rowLines, 26, 8),
    ],
  },
  {
    name: "filled-lines",
    goal: "Give the lines of a text that are not blank, unchanged and in order. A text without such lines gives an empty list.",
    signature: "(text: string) => string[]",
    reference: filledLines,
    examples: each("first\nsecond", "one line", "", "a\n\nb", " x \n  \ny\n", "\n\n", "7\n--\n\nÉ 2"),
    cases: [
      ...each("A-b_c.d/e = f, g  h\n\n/\n=\n.", "\n", "q", "   ", "a\n b", "12\n\n3.5", "- - -\n  \n!"),
      ...each("é\n\nà", "  5  \n", "\n\n x\n\n", "B\nb\nB", "*", "\n \n   \n", "a  b\n"),
      ...some(pages, 20, 6),
    ],
    score: [
      ...each(" <p@q>, r/s.t_u = V-w\n#\n_", "\nx", " ", "1\n\n\n2", " \n ", "...\n\n42", "É\n \nü "),
      ...each("=\n=", "0", "a,b\n\n c  d \n", "  \n\n?", "12:30\n", "\n\n\n", "A\na\n\nA"),
      ...some(pages, 26, 8),
    ],
  },
  {
    name: "ends-like-a-sentence",
    goal: "Say whether the last character of a text is a full stop, an exclamation mark or a question mark. The empty text does not.",
    signature: "(text: string) => boolean",
    reference: endsLikeSentence,
    examples: each("It rains.", "Stop!", "why?", "no end", "", "a. b", "Wait. ", "list:"),
    cases: [
      ...each("why?-no", "what??", "no..", "No!2", "7.", "x/y.z", "a = b?", "Is it. /", ".", "x", "!?"),
      ...each("? ", "Chapter 3.", "7", "fin", "café", "so;", "e.g. this", "Really?!", "(Yes.)", "hm,"),
      ...each("STOP", "Go!  ", "été."),
      ...some(sentences, 20, 6),
    ],
    score: [
      ...each("so!-so", "who!!", "Why?3", "- x!", "a.b", "c/d = e.", "p!q", "...", "?x", " ", "Oh, no!"),
      ...each("5!", "12", "été?", "olé", "!  ", "a,", "to be...", "B", "Dr. No", "(why?)", "3.5", "No. "),
      ...some(sentences, 40, 8),
    ],
  },
  {
    name: "is-palindrome",
    goal: "Say whether a text reads the same backwards, not minding upper and lower case. The empty text does.",
    signature: "(text: string) => boolean",
    reference: isPalindrome,
    examples: each("noon", "Anna", "apple", "", "abca", "x", "12 21", "nurses run"),
    cases: [
      ...each("kayak ", "a/b", "x.x", "a = a", "1-2", "ab", "Aa", "été", "ab a", "step on no pets", "pup."),
      ...each("top spot", "1221", "123", "Éé", " noon", "abcda", "a-b-a"),
      ...some(singleWords, 40, 8),
    ],
    score: [
      ...each("b/b", "c.", "d_d ", "= e =", " civic", "aab", "Never odd", "1.1", "a b A", "taco cat"),
      ...each("kayak!", "12321", "1231", "Été", "stats ", "Levels", "Was saw"),
      ...some(singleWords, 60, 9),
    ],
  },
  {
    name: "quoted-list",
    goal: "Put each text of a list between double quotation marks and join them with a comma and a space. The empty list gives the empty text.",
    signature: "(items: string[]) => string",
    reference: quotedList,
    examples: each(["red", "green"], ["one"], [], ["a", "b", "c"], ["two words", ""], [" Pad ", "7", "é"]),
    cases: [
      ...each(["A-b_c.d/e=f", "g  h, i"], [""], ["", ""], ["a", "a"], ["x,y", "z"], [" ", "k"], ["", "b"]),
      ...each(["10", "2", "1", "0"], ["É", "é"], ["C", "b", "A"], ["q "]),
      ...bunches(phrases, 0, 6),
    ],
    score: [
      ...each(["<p@q>", "r/s.t_u = V-w, and  more"], ["1", "2"], ["é"], [" ", "q"], ["q", ""]),
      ...each(["", "x", ""], ["y", "Y", "y"], ["d", "c", "b", "a", "0"], [" p", "r  "], ["a, b", "c"]),
      ...each(["12", "-", "È"]),
      ...bunches(singleWords, 0, 8),
    ],
  },
];
