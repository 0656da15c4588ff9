import type { AuthoredTask } from "../author.ts";
import { caesarShift, romanNumeral } from "./classics.ts";
import { firstItem, inQuotes, isBlank, listed, marksToSpaces } from "./level-1.ts";
import { fieldsOf, filledLines, firstWord } from "./level-2.ts";
import { asSentence, fileName, headingText, settingKey, settingValue, titleCase, yearOf } from "./level-3.ts";
import {
  baseName,
  camelCase,
  contactAddress,
  contactName,
  errorMessages,
  fileExtension,
  headingAnchor,
  lineTotal,
  logSentence,
  lookUpSetting,
  normalSetting,
  shortName,
  siteName,
  surnameFirst,
} from "./level-4.ts";
import {
  addresses,
  beside,
  bunches,
  contacts,
  documents,
  each,
  fullNames,
  headings,
  identifiers,
  logLines,
  pages,
  paths,
  rowLines,
  sentences,
  serverSettings,
  settings,
  singleWords,
  some,
} from "./phrases.ts";

export const contactLabel = (contact: string): string => {
  const site = siteName(contactAddress(contact));
  const name = shortName(contactName(contact));
  return site === "" ? name : `${name} at ${site}`;
};

export const fileTitle = (path: string): string => titleCase(marksToSpaces(baseName(path)));

export const filesOfKind = (list: string[], extension: string): string[] =>
  list.filter((path) => fileExtension(path) === extension.toLowerCase()).map(fileName);

export const contentsLine = (line: string): string => {
  const anchor = headingAnchor(line);
  return anchor === "" ? "" : `[${headingText(line)}](${anchor})`;
};

export const rowAsSettings = (headers: string[], row: string[]): string =>
  listed(headers.map((header, i) => normalSetting(`${header}=${row[i] ?? ""}`)));

export const receiptLine = (line: string): string =>
  isBlank(line) ? "" : `${titleCase(firstItem(fieldsOf(line)))}: ${lineTotal(line)}`;

export const serverAddress = (lines: string[]): string => {
  const host = lookUpSetting(lines, "host");
  const port = lookUpSetting(lines, "port");
  return host === "" || port === "" ? host : `${host}:${port}`;
};

export const directory = (names: string[]): string[] =>
  names
    .filter((name) => !isBlank(name))
    .map(surnameFirst)
    .toSorted();

export const camelSetting = (line: string): string => {
  const key = camelCase(settingKey(line));
  return key === "" ? "" : `${key}: ${inQuotes(settingValue(line))}`;
};

const shortNameList = (names: string[]): string => listed(names.map(shortName));

const siteNames = (list: string[]): string[] =>
  [...new Set(list.map(siteName))].filter((site) => site !== "");

const cleanSettings = (text: string): string[] =>
  filledLines(text)
    .map(normalSetting)
    .filter((line) => line !== "");

const errorReport = (lines: string[]): string =>
  errorMessages(lines).map(asSentence).join(" ") || "No errors.";

const logOfYear = (lines: string[], year: number): string[] =>
  lines.filter((line) => yearOf(firstWord(line)) === year).map(logSentence);

/** Whole small jobs: labels, lists, reports and tables out of the functions for single items. */
export const levelFive: AuthoredTask[] = [
  {
    name: "label-of-contact",
    goal: "Turn a contact such as 'jane doe <jane@x.org>' into 'J. Doe at x': the short name and the site of the address. A contact without an address gives just the short name.",
    signature: "(contact: string) => string",
    reference: contactLabel,
    examples: each(
      "jane doe <jane@x.org>",
      "ANN <a.b@Mail.Example.com>",
      "joe m. costa",
      "",
      " li  mei  <  m@li.cn>",
      "Bob Ray <bob>",
    ),
    cases: [...each("  ", "x <", "éva öst <e@ö.se>", "a b c <d@e>"), ...some(contacts, 0, 6)],
    score: [...each("<>", "x y <@z.z>", "mc <m@C.d>", "a@b.c"), ...some(contacts, 6, 8)],
  },
  {
    name: "title-of-file",
    goal: "Make a title of a path: its file name without the extension, with spaces for hyphens and underscores, in title case. A path without a file name gives the empty text.",
    signature: "(path: string) => string",
    reference: fileTitle,
    examples: each("/home/ann/travel-plan.txt", "README.md", "", "docs/", "a.b/old_notes-2", "x.tar.gz"),
    cases: [...each("/", ".rc", "a-b//c--d.e", "my file.md"), ...some(paths, 0, 6)],
    score: [...each("X", "./q_.e", "a_b/", "/é-è.ê"), ...some(paths, 20, 8)],
  },
  {
    name: "list-of-short-names",
    goal: "Shorten each name of a list as 'jane doe' to 'J. Doe' and join them with a comma and a space. The empty list gives the empty text.",
    signature: "(names: string[]) => string",
    reference: shortNameList,
    examples: each(
      ["jane doe", "JOE m. costa"],
      ["Ann"],
      [],
      ["li  mei", "bob", "ADA lovelace"],
      ["éva van öst", "jane roe"],
    ),
    cases: [...each(["x y z"], ["a", "b"], ["a b", "a b"]), ...bunches(fullNames, 0, 6)],
    score: [...each(["q"], [" o'neil  MARY "], ["b", "a c"]), ...bunches(fullNames, 20, 8)],
  },
  {
    name: "files-of-kind",
    goal: "Give the file names of those paths that have a certain extension, in order, not minding upper and lower case of the extension. No such path gives an empty list.",
    signature: "(paths: string[], extension: string) => string[]",
    reference: filesOfKind,
    examples: [
      [["/home/ann/plan.txt", "photo.png", "docs/b.txt"], "txt"],
      [["a/Photo.JPG", "b/photo.jpg", "jpg"], "jpg"],
      [["readme", "txt/notes.md"], "txt"],
      [[], "md"],
      [["x.tar.gz", "y.tar"], "GZ"],
    ],
    cases: [[["a.b/c", "d.b"], "b"], [["A.MD"], "md"], [[""], "x"], ...bunches(documents, 0, 7, "txt")],
    score: [[["md", ".md"], "md"], [["q.c"], "C"], [["/"], "é"], ...bunches(documents, 30, 9, "png")],
  },
  {
    name: "line-of-contents",
    goal: "Turn a heading line into a link: '## Getting started' becomes '[Getting started](#getting-started)'. A line that is no heading, or has no text, gives the empty text.",
    signature: "(line: string) => string",
    reference: contentsLine,
    examples: each("## Getting started", "# NOTES", "plain line", "", "###  Old_plan   B", "#", "say # no"),
    cases: [...each("## ", "x", "# a-b", " # off"), ...some(headings, 20, 6)],
    score: [...each("#### É è", "-# x", "# --", "# 1  2 "), ...some(headings, 40, 8)],
  },
  {
    name: "row-as-settings",
    goal: "Write a row of a table as one line of 'key=value' pairs joined by a comma and a space; the keys are the headers in kebab case. A missing cell is empty, cells without a header are left out.",
    signature: "(headers: string[], row: string[]) => string",
    reference: rowAsSettings,
    examples: [
      [
        ["Due Date", "Owner"],
        ["friday", "Ann"],
      ],
      [["name"], [" red apple "]],
      [[], ["x"]],
      [
        ["max_retry", "Port", "Host"],
        ["3", "80"],
      ],
      [["A b"], ["1", "2"]],
    ],
    cases: [
      [["x"], []],
      [
        ["É é", "x-Y"],
        ["", "Up"],
      ],
      [
        ["k", "k"],
        ["1", "a=b"],
      ],
      ...beside(bunches(identifiers, 0, 6), bunches(singleWords, 0, 6)),
    ],
    score: [
      [[], []],
      [["Q_q"], [" "]],
      [
        ["a", "B c"],
        ["D e", "F"],
      ],
      ...beside(bunches(identifiers, 20, 8), bunches(singleWords, 20, 8)),
    ],
  },
  {
    name: "receipt-line",
    goal: "Turn a line such as 'red apple, 3, 12' into 'Red Apple: 15': its first part in title case, a colon, and the total of its whole numbers. A blank line gives the empty text.",
    signature: "(line: string) => string",
    reference: receiptLine,
    examples: each("red apple, 3, 12", "TEA", "", "bread,1,two,3.5", "  ", " milk ,20, 005"),
    cases: [...each(",", "x,0", "ink; 4", "7,7"), ...some(rowLines, 0, 6)],
    score: [...each(" , 2", "1,é", "a b  c,10,,1", "   "), ...some(rowLines, 20, 8)],
  },
  {
    name: "sites-of-addresses",
    goal: "Give the names of the sites of some e-mail addresses, each once, in the order of their first appearance; addresses without a site are passed over. The empty list gives an empty list.",
    signature: "(addresses: string[]) => string[]",
    reference: siteNames,
    examples: each(
      ["jane@acorn.org", "bob@post.fi"],
      ["a@x.org", "b@X.com", "c@y.org", "d@x.org"],
      [],
      ["no address", "q@mail.example.com"],
      ["x@", "@host", ""],
    ),
    cases: [...each([""], ["a@b@c.d"], ["z@z", "a@a", "Z@Z"]), ...bunches(addresses, 0, 6)],
    score: [...each(["@"], ["é@É.fr", "e@é"], ["q@.x", "r@s"]), ...bunches(addresses, 20, 8)],
  },
  {
    name: "clean-settings",
    goal: "Give the settings of a text, one a line, in their normal form as 'Time Out = 30' becomes 'time-out=30'; lines without an equals sign are left out. No settings give an empty list.",
    signature: "(text: string) => string[]",
    reference: cleanSettings,
    examples: each(
      "Time Out = 30\nport=80",
      "color = Dark Red",
      "",
      "flag\n\n user_name = Ann ",
      "no settings\nhere",
      "A = b = C\nA=\n",
    ),
    cases: [...each("\n", "=", "K--2==V", " q\n=Up"), ...some(pages, 0, 6)],
    score: [...each(" ", "\n = \n", "É é=É", "x_Y=1\nx_y=2"), ...some(pages, 20, 8)],
  },
  {
    name: "server-address",
    goal: "From setting lines, give the server as host:port from the values of 'host' and 'port', or only the host when there is no port. Without a host give the empty text.",
    signature: "(lines: string[]) => string",
    reference: serverAddress,
    examples: each(
      ["host = a.org", "port = 80"],
      ["port=22", "color=red", "host=db.local", "host=other"],
      ["host=acorn.org"],
      [],
      ["port=443", "Host=a.org"],
    ),
    cases: [...each([""], ["host=", "port=1"], ["host=h", "port="]), ...bunches(serverSettings, 0, 7)],
    score: [...each(["host"], ["port=p", "host=é"], ["= host"]), ...bunches(serverSettings, 25, 9)],
  },
  {
    name: "report-of-errors",
    goal: "From the lines of a log (date, severity, message), write the messages of the ERROR lines as sentences, one after the other with a space between. When there are none, write 'No errors.'.",
    signature: "(lines: string[]) => string",
    reference: errorReport,
    examples: each(
      ["2024-03-05 ERROR disk is full", "2024-03-06 INFO started"],
      ["2024-01-01 WARN low battery"],
      [],
      ["2023-07-09 ERROR no  memory!", "2023-07-09 ERROR stopped"],
      ["2022-10-30 error too small", "2022-11-01 ERROR who?"],
    ),
    cases: [...each([""], ["a ERROR b"], ["x y z", " 1  ERROR  2"]), ...bunches(logLines, 0, 6)],
    score: [...each(["", " "], ["d ERRORS x"], ["1 ERROR é."]), ...bunches(logLines, 20, 8)],
  },
  {
    name: "log-of-year",
    goal: "Give the log lines of one year as sentences, as '2024-03-05 ERROR disk is full' becomes '05/03/2024: Disk is full.', in order; a line without a message gives the empty text. No line of that year gives an empty list.",
    signature: "(lines: string[], year: number) => string[]",
    reference: logOfYear,
    examples: [
      [["2024-03-05 ERROR disk is full", "2023-03-06 INFO started"], 2024],
      [["2023-12-01 INFO Stopped!", "2023-07-09 WARN low  battery"], 2023],
      [["2024-01-01 INFO 2022 is over"], 2022],
      [[], 2024],
      [["1999-01-02 INFO who?", "2021-01-01 INFO no", "1999-01-03 INFO me"], 1999],
    ],
    cases: [[[""], 0], [["2-1 a b"], 2], [["x y z"], 2024], ...bunches(logLines, 0, 7, 2024)],
    score: [[["7-8-9 é è"], 7], [["10"], 10], [["5-1 a b"], -5], ...bunches(logLines, 25, 9, 2023)],
  },
  {
    name: "directory-of-names",
    goal: "Write names as in a directory, as 'jane doe' becomes 'Doe, Jane', sorted by the codes of their characters; blank names are left out. The empty list gives an empty list.",
    signature: "(names: string[]) => string[]",
    reference: directory,
    examples: each(
      ["jane doe", "JOE m. costa"],
      ["Ann"],
      [],
      ["zoe abel", "", "bob", "ADA lovelace"],
      ["jane roe", "ann roe", "al doe"],
    ),
    cases: [...each(["x y z"], ["b", "a"], ["  "], ["a b", "a b"]), ...bunches(fullNames, 40, 6)],
    score: [...each(["q"], ["éva öst", "o'neil  MARY"], ["", " "]), ...bunches(fullNames, 60, 8)],
  },
  {
    name: "setting-in-camel-case",
    goal: "Write a setting line such as 'Time Out = 30' in the form 'timeOut: \"30\"': the key in camel case, a colon, and the value in quotation marks. A line without a key gives the empty text.",
    signature: "(line: string) => string",
    reference: camelSetting,
    examples: each("Time Out = 30", "port=80", "flag", "", "user_name = Ann Öst ", "A = b = C", "=x"),
    cases: [...each("=", "  ", "K--2==V", "q ="), ...some(settings, 0, 6)],
    score: [...each(" = 1 2", "É_é=É", "a b", "-=-"), ...some(settings, 20, 8)],
  },
  {
    name: "caesar-shift",
    goal: "Shift each letter of a text along the alphabet from a to z by a number of places, going round at the end; negative numbers shift back. Upper case stays upper case, all other characters stay.",
    signature: "(text: string, shift: number) => string",
    reference: caesarShift,
    examples: [
      ["abc", 1],
      ["xyz", 3],
      ["Hello, World!", 13],
      ["", 5],
      ["dog", -4],
      ["same", 0],
      ["Around 2", 27],
    ],
    cases: [["Z", 1], ["a", -1], ["x y", 52], ["", 0], ["été", 2], ["12", 7], ...some(sentences, 0, 4, 5)],
    score: [["A", -27], ["z", 26], [" ", 3], ["", -3], ["Q.q", 100], ...some(sentences, 20, 6, -7)],
  },
  {
    name: "roman-numeral",
    goal: "Write a whole number from 1 to 3999 in Roman numerals, with IV for 4, IX for 9, XL for 40 and so on. Any other number gives the empty text.",
    signature: "(value: number) => string",
    reference: romanNumeral,
    examples: each(1, 4, 9, 14, 40, 1987, 0, 3000),
    cases: each(2, 5, 3999, -3, 44, 90, 400, 621, 1066, 4000),
    score: each(3, 6, 8, 19, 49, 99, 500, 888, 1444, 2024, 3998, -1, 5000),
  },
];
