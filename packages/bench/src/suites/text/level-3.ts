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
  inputs,
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
    examples: each("the old HOUSE", "one", "", "two  words", " jane mcDonald ", "A-b cD", "3 été éVA", "   "),
    cases: [
      ...each("ann <b> c", "a-b_c.D/e = F, g", "  ", "X", "été à Nice", "9 LIVES", "o'NEIL d'arc"),
      ...each("JEAN-luc", "(see) B", "a  b  ", "7up 2ND", "éLAN ÖST", "- e.g. THIS", "no no"),
      ...some(fullNames, 0, 6),
    ],
    score: [
      ...each("q < r", "<p@Q>, r/s.t_u = V-w", " ", "x Y", "it's OK.", "ÖL ", "well-KNOWN fact", "42 b"),
      ...each("  ünal  ", "#tag NOW", "i_d two", "A", "    ", "so SO"),
      ...some(phrases, 0, 8),
    ],
  },
  {
    name: "initials-of-name",
    goal: "Give the initials of a name: the first letter of every word, in upper case, with nothing between them. A blank name gives the empty text.",
    signature: "(name: string) => string",
    reference: initials,
    examples: each(
      "jane doe",
      "Ann",
      "",
      "Ada M. lovelace",
      "  JOE  COSTA",
      "élie van der Berg",
      "jean-luc o'neil",
      "   ",
    ),
    cases: [
      ...each("a = b", "7 8", "bob 3 ray", "ann - lee", "a/b c.d", "  ", "x", "a-b c", "J. R. R. Tolkien"),
      ...each("öst", "ana  maria de la cruz", "McDonald jr.", "éva Écho", "bob 3rd", "LI"),
      ...some(fullNames, 20, 6),
    ],
    score: [
      ...each("c <d> e", "9", "q 4 r", "x = y", "m/n o_p", " ", "x Y", "mcDonald", "B öst"),
      ...each("mary-ann  d'arc", "a b c d e f", "Zoë 2nd", "  ünal k.", "HENRY IV", "ñ", "bo bo"),
      ...some(fullNames, 26, 8),
    ],
  },
  {
    name: "kebab-case",
    goal: "Write a label in lower case with one hyphen between its words; spaces, hyphens and underscores separate words. A blank label becomes empty.",
    signature: "(text: string) => string",
    reference: kebabCase,
    examples: each(
      "Due Date",
      "max_retry_count",
      "plain",
      "",
      " Page--size ",
      "_-_",
      "USER name_2",
      "v1.0-Été",
    ),
    cases: [
      ...each("a <b> C", "A/b.c = D, e", "_", "  ", "-x", "a.b C", "Été_À", "HTML5 parser", "trail_ "),
      ...each("a__b--c  d", "x - Y", "camelCase", "3_4", "don't Stop", "V2.1_Final", "no no_no"),
      ...some(identifiers, 0, 6),
    ],
    score: [
      ...each("d < E", "<p@Q>, r/s.t = U", "__init__", "A - B", "ÉTÉ là", "x_", "- _ -", "2024_03 Report"),
      ...each("iPhone-7", "a/b C", "   ", "one two_three-four FIVE", "--", "Q", "Ö_ü!", "so-so"),
      ...some(identifiers, 6, 8),
    ],
  },
  {
    name: "domain-of-address",
    goal: "Give the domain of an e-mail address, what follows its first @, in lower case. An address without @ gives the empty text.",
    signature: "(address: string) => string",
    reference: domainOf,
    examples: each(
      "jane@acorn.org",
      "Bob.T@Mail.COM",
      "no address",
      "",
      "x@",
      "a@b@C",
      "@uni-koeln.de",
      "li@3m.co.uk",
    ),
    cases: [
      ...each("12@34", "tom@7", "a/b@C/d=e.f_g-h", "@", "@Host", "x.y", "Q@Q", "é@Öst.SE", "n1@10.0.0.1"),
      ...each("one@two@three@", "me@MY-host_2.net", "UPPER.ORG", "j+k@Shop.co.uk", "@@x"),
      ...some(addresses, 0, 6),
    ],
    score: [
      ...each("5@6", "kim@8", "p=q@R_s-t/u=v.w", "@@", "é@É.fr", "a@1", "org", "x@@Y", "p@q@r@S", "@A.b-C"),
      ...each("tom@web4.IO", "ANN", "@.", "k_l@Sub_Net.a-b.DE"),
      ...some(addresses, 6, 8),
    ],
  },
  {
    name: "file-name",
    goal: "Give the file name of a path: what follows its last slash, or the whole path when it has none.",
    signature: "(path: string) => string",
    reference: fileName,
    examples: each(
      "/home/ann/plan.txt",
      "plan.txt",
      "",
      "docs/",
      "a/b",
      "/x.y/z",
      "./my file.md",
      "UP/Été-2.TXT",
    ),
    cases: [
      ...each("a=b/C-d_e = f, g  h", "x.y", "/", "//", "a//b", "c:\\d", "a/b/c/d/e.tar.gz", "/.env"),
      ...each("x y/z w", "photos/12", "É/À.md", "notes (1).txt", "docs/old/", "PLAN", "..", "a_b-c/../d"),
      ...some(paths, 0, 6),
    ],
    score: [
      ...each("<p@q>/R.s_t = u-v, W  x", "x", "/.rc", "a/b/", "/é/è", "///", "src/v2.0/Read Me", "b\\c/d"),
      ...each("7", "../up", "Ünal.PDF", "/one/two three/4.ts", "~/.ssh/id_2", "end./"),
      ...some(paths, 6, 8),
    ],
  },
  {
    name: "key-of-setting",
    goal: "Give the key of a setting line such as 'color = red': what stands before the first equals sign, without spaces around it. Without the sign the whole line is the key.",
    signature: "(line: string) => string",
    reference: settingKey,
    examples: each(
      "color = red",
      "port=80",
      "  flag ",
      "",
      "=x",
      "a = b = c",
      "User  Name=Ann",
      "  Size_2é  = 1",
    ),
    cases: [
      ...each("7 = x", "A-b_c.d/e, F  g = h = i", "3-4=5", "=", " = ", "k==v", "k", "max  retries = 5"),
      ...each("2nd-key=1", "État = ok", "UP=down", " lead=", "a.b.c = d", "#off = 1", "q = ", "x: y"),
      ...each("[Main]"),
      ...some(settings, 0, 6),
    ],
    score: [
      ...each("<P@q>, r/s.t_u-v  W = x = y", "==", "é =1", "a b", "   ", "  in  side =", "3=3"),
      ...each("log-Level=a=b", "k =", "!= no", "ÖL  =", " one two ", "X", "path/to = 7", "a:b = c"),
      ...some(settings, 6, 8),
    ],
  },
  {
    name: "value-of-setting",
    goal: "Give the value of a setting line such as 'color = red': what follows the first equals sign, without spaces around it. Without the sign the value is empty.",
    signature: "(line: string) => string",
    reference: settingValue,
    examples: each(
      "color = red",
      "port=80",
      "  flag ",
      "",
      "x=",
      "a = b = c",
      "name=Ann Öst ",
      "pad =  two  words",
    ),
    cases: [
      ...each("3=4", "x=7", "h = A-b_c.d/e, F  g = i", "=", " = ", "k==v", "=k", "x=1=2=", "rate = 2.5 %"),
      ...each("path = /a b/c", "q =   ", "UP = Down", "mot=été", "flag", "n=-3", "a = 'b  c'", "list=1, 2"),
      ...some(settings, 20, 6),
    ],
    score: [
      ...each("5 = 6", "x = <P@q>, r/s.t_u-v  W = y", "==", "é = 1 2", "a b", "   ", "k = = v"),
      ...each("s= in  side ", "t=00", "u=É", "= lone", "w =", "url=a.org?q=1", "Y = No!", "only key"),
      ...each("z=  -"),
      ...some(settings, 26, 8),
    ],
  },
  {
    name: "severity-of-log-line",
    goal: "A log line has a date, a severity and a message, separated by spaces. Give the severity, the second word, or the empty text when there is none.",
    signature: "(line: string) => string",
    reference: logSeverity,
    examples: each(
      "2024-03-05 ERROR disk is full",
      "2023-12-01 info started",
      "2024-01-01",
      "",
      " 2022-07-09  WARN  low battery",
      "2021-10-30 DEBUG",
      "today [É-2]: cold",
      "   ",
    ),
    cases: [
      ...each("1 2 3 4", "day 7", "day A-b_c.d/e=f,G h", " ", "a b", "x  y  z", "one ", "12:30 info: ok"),
      ...each("2024-05-01 [WARN] hot", "b ÉCHEC non", "c 42 d", "  d  e", "2024-02-02 not-found x", "    "),
      ...each("q", "2024-09-09  FATAL! ", "ERROR error"),
      ...some(logLines, 0, 6),
    ],
    score: [
      ...each("5 6", "day <P@q>,r/s.t_u-v=W x", "day 8 x", "     ", "1 2 3", " é è", "q "),
      ...each("2023-01-01 Notice a b", "x - y", "2022 <err> z", "date lvl_5", "  z  ", "a 7", "b ... c"),
      ...each("2021-12-12  HINT  ", "é Ü! i", "A B C D"),
      ...some(logLines, 20, 8),
    ],
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
      " 2022-07-09  WARN  low  battery ",
      "today info: Don't PANIC - 3 é!",
      "one",
    ),
    cases: [
      ...each("3 4 5", "day 7 8", "day INFO A-b_c.d/e = f,  G # h", " ", "a b", "x  y  z", "a a a b"),
      ...each("2024-05-01 INFO 42", "day WARN - -", "  d  E  é  à  ", "d ERROR ERROR e", "d E UPPER low"),
      ...each("d E x, y.", "one ", "a b ", " q", "d E well-known: can't"),
      ...some(logLines, 40, 6),
    ],
    score: [
      ...each("6 7 8 9", "day E <P@q>, r/s.t_u-v = W  # x", "   ", "1 2 3 ", "  é è ê", "q"),
      ...each("2023-01-01 INFO (no)  1/2", "d d d d", "D E F G H I", "day OK 7  up", "x y ...", "x y z  "),
      ...each("date lvl", "a  b  c  c", "n m it's x-y"),
      ...some(logLines, 60, 8),
    ],
  },
  {
    name: "make-sentence",
    goal: "Make a sentence of a text: tidy its spaces, write its first letter in upper case, and add a full stop unless it ends with a full stop, exclamation mark or question mark. A blank text becomes empty.",
    signature: "(text: string) => string",
    reference: asSentence,
    examples: each(
      "the disk is full",
      "Stop!",
      "",
      "who  are you?",
      "  ",
      " DNS fails ",
      "e.g. 3 é",
      "it rains. ",
    ),
    cases: [
      ...each("a-b_c.d/e  = F, g", ".", "x", "well,", "a. b ", "42", "9 lives!", "élan vital"),
      ...each("iPhone  works? ", "  NO", "wait...", "why? yes", "(see note)", "a:", "done.  ", "   "),
      ...each("no no"),
      ...some(sentences, 0, 6),
    ],
    score: [
      ...each("<p@Q>, r/s.t_u-v  = W", " ?", "été", "1 2", "so...", "Really?!", "e.g.", "  3  -  4  "),
      ...each("q ", "ÉVA", "no! go", "    ", '"yes."', "- item", "USA won  ", "x;", "go! "),
      ...some(sentences, 20, 8),
    ],
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
      ["/* É 2 */ x */", "/*", "*/"],
    ],
    cases: [
      ...inputs(["A-b <C_d.e/f = g, h  I> j.", "<", ">"], ["x BEGIN y END z", "BEGIN", "END"]),
      ...inputs(["a x b y c", "x", "y"], ["()", "(", ")"], ["{a}{b}", "{", "}"], ["a]", "[", "]"]),
      ...inputs(["/*x*/", "/*", "*/"], ["x <a> b>", "<", ">"], ["((a))", "(", ")"]),
      ...inputs(['say "été" "b"', '"', '"'], ["<< é >> 7 >>", "<<", ">>"], ["[", "[", "]"]),
      ...inputs(["1|2|3", "|", "|"], ["only 'one ", "'", "'"], ["b> a <c>", "<", ">"]),
      ...inputs(["f(x, Y) - g(2)", "(", ")"], ["** A **b**", "**", "**"], ["  ", "(", ")"]),
      ...inputs(["x (b", ")", "("]),
      ...some(contacts, 0, 6, "<", ">"),
    ],
    score: [
      ...inputs(["p (Q-r_s.t/u = v, w  X) y", "(", ")"], ["IF a THEN b", "IF", "THEN"]),
      ...inputs(["<<a>>", "<", ">"], [">a<", "<", ">"], ["**é** b", "**", "**"], ["q", "q", "q"]),
      ...inputs(["open (3 ", "(", ")"], ["end]", "[", "]"], ["{ Pad }", "{", "}"], ["a:b:c:d", ":", ":"]),
      ...inputs(["} {x} }", "{", "}"], [" ", "<", ">"], ["<b>12</b>", "<b>", "</b>"]),
      ...inputs(["[[A],[B]]", "[", "]"], ["$5 and $7$", "$", "$"], ["(é)(è)", "(", ")"]),
      ...inputs(["aXbxcXd", "X", "X"], ["no words", "{", "}"]),
      ...some(contacts, 20, 8, "<", "@"),
    ],
  },
  {
    name: "text-of-heading",
    goal: "A heading is a line that begins with # marks, then a space and its text, as '## Getting started'. Give the text with single spaces; a line that does not begin with # gives the empty text.",
    signature: "(line: string) => string",
    reference: headingText,
    examples: each(
      "## Getting started",
      "# Notes",
      "plain line",
      "",
      "###  Old   plans ",
      "#",
      "say # no",
      "# Été 2: a-B!",
    ),
    cases: [
      ...each("# A-b_c.d/e = f, g", "## ", "x", "# a # b", " # off", "# 12", "## É è"),
      ...each("#### well-known  FACT", "# don't (stop)", "word # x", "-- # z", "###", "#   pad   "),
      ...each("2 # two", "# so so"),
      ...some(headings, 0, 6),
    ],
    score: [
      ...each("## <p@Q>, r/s.t_u-v = W", "#### É", "-# x", "##", "# 1  2 ", "# UP Low", "a ## b"),
      ...each("## x_y - z!", "###### 3.", "Title", "#  ?", "  ## in", "# q ", "## 7 #", "####", "# no no"),
      ...some(headings, 6, 8),
    ],
  },
  {
    name: "year-of-date",
    goal: "Give the year of a date such as 2024-03-05 as a number: what stands before the first hyphen. When that is not a whole number, give 0.",
    signature: "(date: string) => number",
    reference: yearOf,
    examples: each("2024-03-05", "1999-12-31", "", "today", "2010", "-5", "0800-01-01", "2024/03/05"),
    cases: [
      ...each("2022 ", "1990/01-02", "2023.5-1", "-", "20x4-01-01", "7-8-9", "2021/05/06", "1e3-01"),
      ...each("3.5-2", "12345-1-1", " 2020-01-02", "2020 -1", "0", "00-5", "AD 800-1", "+5-1", "99", "x"),
      ...some(dates, 0, 6),
    ],
    score: [
      ...each("1991_02-03", "1e4", "2024 = x-1", "0-1", " 2024-1-1", "1066-10", "x-2024", "0x7-1", "2.0-1"),
      ...each("10000-1", "1815", "- 1", "year-1", "007", "1999 ", "2022.", "-2022-01", "12 34-5", "--"),
      ...each("+7"),
      ...some(dates, 6, 8),
    ],
  },
  {
    name: "day-month-year",
    goal: "Turn a date such as 2024-03-05 into 05/03/2024: the parts between the hyphens in reverse order, with slashes. The empty text stays empty.",
    signature: "(date: string) => string",
    reference: dayMonthYear,
    examples: each("2024-03-05", "1999-12-31", "", "2024-07", "today", "1-2-3", "Mon-Tue-Wed-Thu"),
    cases: [
      ...each("a=b-c", "2024_03-5", "20240305-0102-03", "2010", "-", "a-b", "12-11-10", "2024/03/05", "-5"),
      ...each("5-", "a--b", "Next week", "7-7-7", "A-b-C-d-E", "2024-Mär-05", "0001-1-10"),
      ...some(dates, 20, 6),
    ],
    score: [
      ...each("d=e-f", "10000000-0101-02", "1/2 = a_b-c.D, e", "x", "7-8", "2024-3-5", "1-", "--", "q-"),
      ...each("2023-é-Ü", "11-12-13-14", "1/2-3", "30", "E-d-C-b-A", "-9-8", "2024_03", "800-01-01"),
      ...each("No date"),
      ...some(dates, 26, 8),
    ],
  },
  {
    name: "numbers-of-line",
    goal: "Give the whole numbers among the parts of a line separated by commas, in order, as numbers. Parts that are not digits only are left out; spaces around a part do not matter.",
    signature: "(line: string) => number[]",
    reference: numbersOf,
    examples: each(
      "apple, 3 ,red,12",
      "7",
      "",
      "no numbers,here",
      "1,-2,3.5,4",
      "x2, 040",
      "9,9,1",
      "5 6, 1e3,0",
    ),
    cases: [
      ...each("12-3,4.5,6/7, 8 = 9,10", ",", "0,0", "5 6", "1;2", "12,3,7", "x,1x,x1", "+4,4", "  8  ,9"),
      ...each("1.0,1.5", "100000,2", "007,00", "a,,3", "-1", "10,2,10", "½,3", "2e2,é 5,5", "0x2,2"),
      ...some(rowLines, 0, 6),
    ],
    score: [
      ...each("1_0,2/3,é4,5=6, 11,12 ", "  ", "10,9, 8", "1e3,1", ",,2", "0", "0x1F,31", "5-6,7"),
      ...each("3,1,2,3", "  12", "two,2,II", "$5,5", "1 000,1000", "4.,.4,4", "99,-99", "n1,1", "000"),
      ...each("1.0,+3"),
      ...some(rowLines, 20, 8),
    ],
  },
  {
    name: "run-length",
    goal: "Shorten a text by writing each run of equal characters as the character and the length of the run; a run of one is just the character. The empty text stays empty.",
    signature: "(text: string) => string",
    reference: runLengths,
    examples: each("aaabcc", "abc", "", "zzzzzzzzzzzz", "aabbaa", "xx  y", "Mississippi", "aAa11éé"),
    cases: [
      ...each("x   ", "aa-bb_cc.dd/ee", "q", "aA", "!!!", "hello", "   x", "1122", "ééé", "bbbbbbbbbbb"),
      ...each("aab", "abb", "  ", "A--b", "nooo ", "NOO"),
      ...some(runs, 0, 6),
    ],
    score: [
      ...each("pp=q//r..s__T", "yy  ", "oo", "abba", "éé è", "---->", "x  ", "7", "000", "aaaaaaaaaaaaaaa"),
      ...each("abcabc", "AAa", "  pad", "ÖÖö", "a11b", "??!", "llama"),
      ...some(runs, 20, 8),
    ],
  },
];
