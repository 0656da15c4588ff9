import type { AuthoredTask } from "../author.ts";
import { isBalanced } from "./classics.ts";
import { firstCharacter, marksToSpaces, withoutFirstCharacter } from "./level-1.ts";
import {
  filledLines,
  firstWord,
  initial,
  lastWord,
  textAfterLast,
  textBefore,
  textBeforeLast,
  wordCount,
} from "./level-2.ts";
import {
  asSentence,
  dayMonthYear,
  domainOf,
  fileName,
  headingText,
  kebabCase,
  logMessage,
  logSeverity,
  numbersOf,
  settingKey,
  settingValue,
  textBetween,
  titleCase,
} from "./level-3.ts";
import {
  addresses,
  bunches,
  contacts,
  each,
  fullNames,
  headings,
  identifiers,
  logLines,
  pages,
  paths,
  rowLines,
  serverSettings,
  settings,
  some,
} from "./phrases.ts";

export const shortName = (name: string): string => {
  const full = titleCase(name);
  return wordCount(full) < 2 ? full : `${initial(full)}. ${lastWord(full)}`;
};

export const surnameFirst = (name: string): string => {
  const full = titleCase(name);
  return wordCount(full) < 2 ? full : `${lastWord(full)}, ${firstWord(full)}`;
};

export const baseName = (path: string): string => textBeforeLast(fileName(path), ".");

export const fileExtension = (path: string): string => {
  const name = fileName(path);
  return name.includes(".") ? textAfterLast(name, ".").toLowerCase() : "";
};

export const contactName = (contact: string): string => titleCase(textBefore(contact, "<"));

export const contactAddress = (contact: string): string =>
  textBetween(contact, "<", ">").trim().toLowerCase();

export const siteName = (address: string): string => textBefore(domainOf(address), ".");

export const normalSetting = (line: string): string =>
  line.includes("=") ? `${kebabCase(settingKey(line))}=${settingValue(line)}` : "";

export const headingAnchor = (line: string): string => {
  const anchor = kebabCase(headingText(line));
  return anchor === "" ? "" : `#${anchor}`;
};

export const errorMessages = (lines: string[]): string[] =>
  lines.filter((line) => logSeverity(line) === "ERROR").map(logMessage);

export const camelCase = (text: string): string => {
  const joined = titleCase(marksToSpaces(text)).replaceAll(" ", "");
  return firstCharacter(joined).toLowerCase() + withoutFirstCharacter(joined);
};

export const lineTotal = (line: string): number => numbersOf(line).reduce((sum, one) => sum + one, 0);

export const lookUpSetting = (lines: string[], key: string): string => {
  const found = lines.find((line) => settingKey(line) === key);
  return found === undefined ? "" : settingValue(found);
};

export const logSentence = (line: string): string => {
  const sentence = asSentence(logMessage(line));
  return sentence === "" ? "" : `${dayMonthYear(firstWord(line))}: ${sentence}`;
};

const settingPairs = (text: string): string[][] =>
  filledLines(text).map((line) => [settingKey(line), settingValue(line)]);

/** Names, files, contacts, settings and log lines, each out of two or three smaller functions. */
export const levelFour: AuthoredTask[] = [
  {
    name: "short-name",
    goal: "Shorten a name to the initial of its first word, a full stop, a space and its last word, in title case: 'jane doe' becomes 'J. Doe'. A name of one word is only put in title case; a blank one becomes empty.",
    signature: "(name: string) => string",
    reference: shortName,
    examples: each("jane doe", "Ann", "", "ADA m. LOVELACE", "  joe   costa", "BOB", "éva van öst"),
    cases: [...each("  ", "x", "a b", "O'Neil MARY"), ...some(fullNames, 0, 6)],
    score: [...each(" ", "x y z", "mcDonald", "li  B "), ...some(fullNames, 20, 8)],
  },
  {
    name: "surname-first",
    goal: "Write a name as in a directory: its last word, a comma, and its first word, in title case; names in the middle are left out. A name of one word is only put in title case; a blank one becomes empty.",
    signature: "(name: string) => string",
    reference: surnameFirst,
    examples: each("jane doe", "Ann", "", "ADA m. LOVELACE", "  joe   costa", "BOB", "éva van öst"),
    cases: [...each("  ", "x", "a b", "O'Neil MARY"), ...some(fullNames, 40, 6)],
    score: [...each(" ", "x y z", "mcDonald", "li  B "), ...some(fullNames, 60, 8)],
  },
  {
    name: "file-name-without-extension",
    goal: "Give the file name of a path without its extension: what follows the last slash, up to its last dot. A name without a dot stays whole.",
    signature: "(path: string) => string",
    reference: baseName,
    examples: each("/home/ann/plan.txt", "plan.md", "", "docs/", "a.b/notes", "x.tar.gz", "readme"),
    cases: [...each("/", ".rc", "a//b.c", "end."), ...some(paths, 0, 6)],
    score: [...each("x", "./q.e", "a.b/", "/é.è.ê"), ...some(paths, 6, 8)],
  },
  {
    name: "file-extension",
    goal: "Give the extension of the file that a path names, in lower case: what follows the last dot of its file name. A file name without a dot gives the empty text.",
    signature: "(path: string) => string",
    reference: fileExtension,
    examples: each("/home/ann/plan.txt", "Photo.JPG", "", "docs/", "a.b/notes", "x.tar.gz", "readme"),
    cases: [...each("/", ".rc", "a//b.c", "end."), ...some(paths, 20, 6)],
    score: [...each("x", "./q.e", "a.b/", "/É.È"), ...some(paths, 26, 8)],
  },
  {
    name: "name-of-contact",
    goal: "Give the name of a contact such as 'jane doe <jane@x.org>' in title case: all that stands before the first angle bracket. Without a bracket the whole text is the name.",
    signature: "(contact: string) => string",
    reference: contactName,
    examples: each(
      "jane doe <jane@x.org>",
      "ANN <a@b.c>",
      "joe costa",
      "",
      "<q@x.org>",
      " li  mei<m@li.cn> ",
    ),
    cases: [...each("  ", "x <", "a<b<c", "éva öst < e@o.se >"), ...some(contacts, 0, 6)],
    score: [...each(" <", "x > y", "B C <>", "d@e.fr"), ...some(contacts, 6, 8)],
  },
  {
    name: "address-of-contact",
    goal: "Give the e-mail address of a contact such as 'Jane Doe <Jane@x.org>', what stands between the angle brackets, in lower case and without spaces around it. Without an opening bracket it is empty.",
    signature: "(contact: string) => string",
    reference: contactAddress,
    examples: each(
      "jane doe <Jane@x.org>",
      "ANN <a@b.c>",
      "joe costa",
      "",
      "<Q@X.ORG",
      "li < m@li.cn > (old)",
    ),
    cases: [...each("  ", "x <", "a<b<c>", "éva öst <E@Ö.se>"), ...some(contacts, 20, 6)],
    score: [...each(" <>", "x > y", "B <C> <D>", "d@e.fr"), ...some(contacts, 26, 8)],
  },
  {
    name: "site-of-address",
    goal: "Give the name of the site of an e-mail address: the first part of its domain, up to the first dot, in lower case. An address without @ gives the empty text.",
    signature: "(address: string) => string",
    reference: siteName,
    examples: each("jane@acorn.org", "bob.t@Mail.Example.COM", "no.address", "", "x@host", "a@.b"),
    cases: [...each("@", "@h.i", "x.y@", "Q@Q.Q"), ...some(addresses, 0, 6)],
    score: [...each("@@", "é@É.fr", "a.b@1.2", "org"), ...some(addresses, 6, 8)],
  },
  {
    name: "normal-setting",
    goal: "Write a setting line such as 'Time Out = 30' in its normal form 'time-out=30': the key in kebab case, the equals sign, the value, with no spaces around them. A line without an equals sign gives the empty text.",
    signature: "(line: string) => string",
    reference: normalSetting,
    examples: each("Time Out = 30", "port=80", "flag", "", "user_name = Ann Öst ", "A = b = C", " x="),
    cases: [...each("=", "  ", "K--2==V", "=Up"), ...some(settings, 0, 6)],
    score: [...each(" = 1 2", "É_é=É", "a b", "q ="), ...some(settings, 20, 8)],
  },
  {
    name: "anchor-of-heading",
    goal: "Give the link target of a heading line: '## Getting started' becomes '#getting-started', a # and the text of the heading in kebab case. A line that is no heading, or has no text, gives the empty text.",
    signature: "(line: string) => string",
    reference: headingAnchor,
    examples: each("## Getting started", "# NOTES", "plain line", "", "###  Old_plan   B", "#", "say # no"),
    cases: [...each("## ", "x", "# a-b", " # off"), ...some(headings, 0, 6)],
    score: [...each("#### É è", "-# x", "# --", "# 1  2 "), ...some(headings, 6, 8)],
  },
  {
    name: "error-messages",
    goal: "From the lines of a log (date, severity, message), give the messages of those whose severity is ERROR, in order; a missing message is empty. No such line gives an empty list.",
    signature: "(lines: string[]) => string[]",
    reference: errorMessages,
    examples: each(
      ["2024-03-05 ERROR disk is full", "2024-03-06 INFO started"],
      ["2024-01-01 WARN ERROR may follow"],
      [],
      ["2023-07-09 ERROR no  memory", "2023-07-09 ERROR stopped"],
      ["2022-10-30 error in lower case", "ERROR first", "2022-11-01 ERROR"],
    ),
    cases: [...each([""], ["a ERROR b c"], ["x y z", " 1  ERROR  2"]), ...bunches(logLines, 0, 6)],
    score: [...each(["", " "], ["d ERRORS x"], ["1 ERROR a", "1 ERROR a"]), ...bunches(logLines, 20, 8)],
  },
  {
    name: "camel-case",
    goal: "Write a label in camel case, as 'max retry-count' becomes 'maxRetryCount'; spaces, hyphens and underscores separate words, and other capitals become small. A blank label becomes empty.",
    signature: "(text: string) => string",
    reference: camelCase,
    examples: each("max retry-count", "Due_Date", "plain", "", "USER NAME", " a--b ", "-x"),
    cases: [...each("_", "  ", "Q", "page 2 size"), ...some(identifiers, 0, 6)],
    score: [...each("__init__", "A - B", "été Là", "iPhone"), ...some(identifiers, 20, 8)],
  },
  {
    name: "total-of-line",
    goal: "Add up the whole numbers among the parts of a line separated by commas; parts that are not digits only do not count. Without numbers the total is 0.",
    signature: "(line: string) => number",
    reference: lineTotal,
    examples: each("apple, 3 ,red,12", "7", "", "no numbers,here", "1,-2,3.5,4", "x2, 040"),
    cases: [...each(",", "0,0", "5 6, 1", "1;2"), ...some(rowLines, 0, 6)],
    score: [...each("  ", "10,9, 8", "1e3,1", ",,2"), ...some(rowLines, 20, 8)],
  },
  {
    name: "look-up-setting",
    goal: "Look up a key among setting lines such as 'port = 80' and give the value of the first line with exactly that key, or the empty text when there is none.",
    signature: "(lines: string[], key: string) => string",
    reference: lookUpSetting,
    examples: [
      [["host = a.org", "port = 80"], "port"],
      [["color=red", "size = 2 cm", "color=blue"], "color"],
      [["color=red"], "Color"],
      [[], "port"],
      [[" rule = a = b "], "rule"],
      [["port", "80 = port"], "port"],
    ],
    cases: [[["=x"], ""], [["a=1"], "b"], [["flag"], "flag"], ...bunches(serverSettings, 0, 7, "host")],
    score: [[[""], ""], [["b=", "b=2"], "b"], [["é = è"], "é"], ...bunches(serverSettings, 25, 9, "port")],
  },
  {
    name: "log-line-as-sentence",
    goal: "Write a log line (date, severity, message) for people: '2024-03-05 ERROR disk is full' becomes '05/03/2024: Disk is full.', the date as day/month/year and the message as a sentence. A line without a message gives the empty text.",
    signature: "(line: string) => string",
    reference: logSentence,
    examples: each(
      "2024-03-05 ERROR disk is full",
      "2023-12-01 INFO Started!",
      "2024-01-01 DEBUG",
      "",
      " 2022-07-09  WARN  low  battery.",
      "today INFO who?",
    ),
    cases: [...each(" ", "a b", "1-2 x y", "x y z w"), ...some(logLines, 0, 6)],
    score: [...each("   ", "1999 É é", "a-b c d", "q"), ...some(logLines, 20, 8)],
  },
  {
    name: "pairs-of-settings",
    goal: "Read a text of setting lines such as 'port = 80' and give a row of key and value for each line that is not blank. A text without such lines gives an empty list.",
    signature: "(text: string) => string[][]",
    reference: settingPairs,
    examples: each("port = 80\nhost=a.org", "color=red", "", "flag\n\n x = y = z ", "  \n", "a=1\na=2\n"),
    cases: [...each("\n", "=", "q ", "k==v\n\n=w"), ...some(pages, 0, 6)],
    score: [...each(" ", "\n = \n", "é = è", "1=\n=2"), ...some(pages, 20, 8)],
  },
  {
    name: "balanced-brackets",
    goal: "Say whether the round and square brackets of a text are balanced: each closing one closes the last open one of its kind, and none stays open. A text without brackets is balanced.",
    signature: "(text: string) => boolean",
    reference: isBalanced,
    examples: each("(a + b) * [c]", "(]", "", "([x)]", ")(", "[(a) (b)]", "((a)", "a)"),
    cases: each("()", "[", "no brackets", "(()[])", "[(])", "f(x[1])", "(a))", "]", "[[]]", "(()"),
    score: [
      ...each("[]", "(", "x", "(([]))", "([(])", "g(h(i), j[0])", "[a]]", "())(", "([])[]", "[(", "a[b(c]d)"),
    ],
  },
];
