import type { AuthoredTask } from "../author.ts";
import { runLengths } from "./classics.ts";
import { capitalize, firstCharacter, isBlank, isWholeNumber, marksToSpaces, wordsOf } from "./level-1.ts";
import {
  endsLikeSentence,
  fieldsOf,
  firstWord,
  initial,
  properCase,
  singleSpaced,
  textAfter,
  textAfterLast,
  textBefore,
  withoutFirstWord,
} from "./level-2.ts";
import {
  addresses,
  contacts,
  dates,
  each,
  fullNames,
  headings,
  identifiers,
  logLines,
  paths,
  phrases,
  rowLines,
  runs,
  sentences,
  settings,
  some,
} from "./phrases.ts";

export const titleCase = (text: string): string => wordsOf(text).map(properCase).join(" ");

const initials = (name: string): string => wordsOf(name).map(initial).join("");

export const kebabCase = (text: string): string => wordsOf(marksToSpaces(text)).join("-").toLowerCase();

export const domainOf = (address: string): string => textAfter(address, "@").toLowerCase();

export const fileName = (path: string): string => textAfterLast(path, "/");

export const settingKey = (line: string): string => textBefore(line, "=").trim();

export const settingValue = (line: string): string => textAfter(line, "=").trim();

export const logSeverity = (line: string): string => firstWord(withoutFirstWord(line));

export const logMessage = (line: string): string => withoutFirstWord(withoutFirstWord(line));

export const asSentence = (text: string): string => {
  const sentence = capitalize(singleSpaced(text));
  return isBlank(text) || endsLikeSentence(sentence) ? sentence : `${sentence}.`;
};

export const textBetween = (text: string, open: string, close: string): string =>
  textBefore(textAfter(text, open), close);

export const headingText = (line: string): string =>
  firstCharacter(line) === "#" ? withoutFirstWord(line) : "";

export const yearOf = (date: string): number => {
  const year = textBefore(date, "-");
  return isWholeNumber(year) ? Number(year) : 0;
};

export const dayMonthYear = (date: string): string => date.split("-").toReversed().join("/");

export const numbersOf = (line: string): number[] => fieldsOf(line).filter(isWholeNumber).map(Number);

/** Small functions for names, identifiers, settings, log lines, headings and dates. */
export const levelThree: AuthoredTask[] = [
  {
    name: "title-case",
    goal: "Write each word of a text with a capital first and small letters after it, with one space between words. A blank text becomes empty.",
    signature: "(text: string) => string",
    reference: titleCase,
    examples: each("the old HOUSE", "one", "", "two  words", " jane mcDonald ", "A-b cD"),
    cases: [...each("  ", "X", "été à Nice", "9 LIVES"), ...some(fullNames, 0, 6)],
    score: [...each(" ", "x Y", "it's OK.", "ÖL "), ...some(phrases, 0, 8)],
  },
  {
    name: "initials-of-name",
    goal: "Give the initials of a name: the first letter of every word, in upper case, with nothing between them. A blank name gives the empty text.",
    signature: "(name: string) => string",
    reference: initials,
    examples: each("jane doe", "Ann", "", "Ada M. lovelace", "  JOE  COSTA", "élie van der Berg"),
    cases: [...each("  ", "x", "a-b c", "J. R. R. Tolkien"), ...some(fullNames, 20, 6)],
    score: [...each(" ", "x Y", "mcDonald", "B öst"), ...some(fullNames, 26, 8)],
  },
  {
    name: "kebab-case",
    goal: "Write a label in lower case with one hyphen between its words; spaces, hyphens and underscores separate words. A blank label becomes empty.",
    signature: "(text: string) => string",
    reference: kebabCase,
    examples: each("Due Date", "max_retry_count", "plain", "", " Page--size ", "a-b", "USER name_2"),
    cases: [...each("_", "  ", "-x", "a.b C"), ...some(identifiers, 0, 6)],
    score: [...each("__init__", "A - B", "ÉTÉ là", "x_"), ...some(identifiers, 6, 8)],
  },
  {
    name: "domain-of-address",
    goal: "Give the domain of an e-mail address, what follows its first @, in lower case. An address without @ gives the empty text.",
    signature: "(address: string) => string",
    reference: domainOf,
    examples: each("jane@acorn.org", "Bob.T@Mail.COM", "no address", "", "x@", "a@b@c"),
    cases: [...each("@", "@host", "x.y", "Q@Q"), ...some(addresses, 0, 6)],
    score: [...each("@@", "é@É.fr", "a@1", "org"), ...some(addresses, 6, 8)],
  },
  {
    name: "file-name",
    goal: "Give the file name of a path: what follows its last slash, or the whole path when it has none.",
    signature: "(path: string) => string",
    reference: fileName,
    examples: each("/home/ann/plan.txt", "plan.txt", "", "docs/", "a/b", "/x.y/z", "./my file.md"),
    cases: [...each("/", "//", "a//b", "c:\\d"), ...some(paths, 0, 6)],
    score: [...each("x", "/.rc", "a/b/", "/é/è"), ...some(paths, 6, 8)],
  },
  {
    name: "key-of-setting",
    goal: "Give the key of a setting line such as 'color = red': what stands before the first equals sign, without spaces around it. Without the sign the whole line is the key.",
    signature: "(line: string) => string",
    reference: settingKey,
    examples: each("color = red", "port=80", "  flag ", "", "=x", "a = b = c", "User Name=Ann"),
    cases: [...each("=", " = ", "k==v", "k"), ...some(settings, 0, 6)],
    score: [...each("==", "é =1", "a b", "   "), ...some(settings, 6, 8)],
  },
  {
    name: "value-of-setting",
    goal: "Give the value of a setting line such as 'color = red': what follows the first equals sign, without spaces around it. Without the sign the value is empty.",
    signature: "(line: string) => string",
    reference: settingValue,
    examples: each("color = red", "port=80", "  flag ", "", "x=", "a = b = c", "name=Ann Öst "),
    cases: [...each("=", " = ", "k==v", "=k"), ...some(settings, 20, 6)],
    score: [...each("==", "é = 1 2", "a b", "   "), ...some(settings, 26, 8)],
  },
  {
    name: "severity-of-log-line",
    goal: "A log line has a date, a severity and a message, separated by spaces. Give the severity, the second word, or the empty text when there is none.",
    signature: "(line: string) => string",
    reference: logSeverity,
    examples: each(
      "2024-03-05 ERROR disk is full",
      "2023-12-01 INFO started",
      "2024-01-01",
      "",
      " 2022-07-09  WARN  low battery",
      "2021-10-30 DEBUG",
    ),
    cases: [...each(" ", "a b", "x  y  z", "one "), ...some(logLines, 0, 6)],
    score: [...each("   ", "1 2 3", " é è", "q"), ...some(logLines, 20, 8)],
  },
  {
    name: "message-of-log-line",
    goal: "A log line has a date, a severity and a message, separated by spaces. Give the message, all words from the third on with one space between them, or the empty text when there is none.",
    signature: "(line: string) => string",
    reference: logMessage,
    examples: each(
      "2024-03-05 ERROR disk is full",
      "2023-12-01 INFO started",
      "2024-01-01 DEBUG",
      "",
      " 2022-07-09  WARN  low  battery",
    ),
    cases: [...each(" ", "a b", "x  y  z", "a a a b"), ...some(logLines, 40, 6)],
    score: [...each("   ", "1 2 3 ", " é è ê", "q"), ...some(logLines, 60, 8)],
  },
  {
    name: "make-sentence",
    goal: "Make a sentence of a text: tidy its spaces, write its first letter in upper case, and add a full stop unless it ends with a full stop, exclamation mark or question mark. A blank text becomes empty.",
    signature: "(text: string) => string",
    reference: asSentence,
    examples: each("the disk is full", "Stop!", "", "who  are you?", "  ", " DNS fails ", "It rains."),
    cases: [...each(".", "x", "well,", "a. b "), ...some(sentences, 0, 6)],
    score: [...each(" ?", "été", "1 2", "so..."), ...some(sentences, 20, 8)],
  },
  {
    name: "text-between",
    goal: "Give what stands between the first opening mark of a text and the next closing mark. Without an opening mark it is empty; without a closing mark it is all the rest.",
    signature: "(text: string, open: string, close: string) => string",
    reference: textBetween,
    examples: [
      ["Ann <ann@x.org>", "<", ">"],
      ["a (b) c (d)", "(", ")"],
      ["no marks", "[", "]"],
      ["", "<", ">"],
      ["never [closed", "[", "]"],
      ["x) y (z)", "(", ")"],
      ["say 'hi' now", "'", "'"],
    ],
    cases: [
      ["()", "(", ")"],
      ["{a}{b}", "{", "}"],
      ["a]", "[", "]"],
      ["/*x*/", "/*", "*/"],
      ...some(contacts, 0, 6, "<", ">"),
    ],
    score: [
      ["<<a>>", "<", ">"],
      [">a<", "<", ">"],
      ["**é** b", "**", "**"],
      ["q", "q", "q"],
      ...some(contacts, 20, 8, "<", "@"),
    ],
  },
  {
    name: "text-of-heading",
    goal: "A heading is a line that begins with # marks, then a space and its text, as '## Getting started'. Give the text with single spaces; a line that does not begin with # gives the empty text.",
    signature: "(line: string) => string",
    reference: headingText,
    examples: each("## Getting started", "# Notes", "plain line", "", "###  Old   plans", "#", "say # no"),
    cases: [...each("## ", "x", "# a # b", " # off"), ...some(headings, 0, 6)],
    score: [...each("#### É", "-# x", "##", "# 1  2 "), ...some(headings, 6, 8)],
  },
  {
    name: "year-of-date",
    goal: "Give the year of a date such as 2024-03-05 as a number: what stands before the first hyphen. When that is not a whole number, give 0.",
    signature: "(date: string) => number",
    reference: yearOf,
    examples: each("2024-03-05", "1999-12-31", "", "today", "2010", "-5", "0800-01-01"),
    cases: [...each("-", "20x4-01-01", "7-8-9", "2024/03/05"), ...some(dates, 0, 6)],
    score: [...each("0-1", " 2024-1-1", "1066-10", "x-2024"), ...some(dates, 6, 8)],
  },
  {
    name: "day-month-year",
    goal: "Turn a date such as 2024-03-05 into 05/03/2024: the parts between the hyphens in reverse order, with slashes. The empty text stays empty.",
    signature: "(date: string) => string",
    reference: dayMonthYear,
    examples: each("2024-03-05", "1999-12-31", "", "2024-07", "today", "1-2-3"),
    cases: [...each("2010", "-", "a-b", "12-11-10"), ...some(dates, 20, 6)],
    score: [...each("x", "7-8", "2024-3-5", "1-"), ...some(dates, 26, 8)],
  },
  {
    name: "numbers-of-line",
    goal: "Give the whole numbers among the parts of a line separated by commas, in order, as numbers. Parts that are not digits only are left out; spaces around a part do not matter.",
    signature: "(line: string) => number[]",
    reference: numbersOf,
    examples: each("apple, 3 ,red,12", "7", "", "no numbers,here", "1,-2,3.5,4", "x2, 040"),
    cases: [...each(",", "0,0", "5 6", "1;2"), ...some(rowLines, 0, 6)],
    score: [...each("  ", "10,9, 8", "1e3,1", ",,2"), ...some(rowLines, 20, 8)],
  },
  {
    name: "run-length",
    goal: "Shorten a text by writing each run of equal characters as the character and the length of the run; a run of one is just the character. The empty text stays empty.",
    signature: "(text: string) => string",
    reference: runLengths,
    examples: each("aaabcc", "abc", "", "zzzzzzzzzzzz", "aabbaa", "xx  y", "Mississippi"),
    cases: [...each("q", "aA", "!!!", "hello"), ...some(runs, 0, 6)],
    score: [...each("oo", "abba", "éé è", "---->"), ...some(runs, 20, 8)],
  },
];
