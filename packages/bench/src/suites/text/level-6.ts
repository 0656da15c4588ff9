import type { AuthoredTask } from "../author.ts";
import { anagramGroups, editDistance, longestPalindrome, wrapWords } from "./classics.ts";
import { listed, wordsOf } from "./level-1.ts";
import { fieldsOf, quotedList } from "./level-2.ts";
import { contactAddress, fileExtension, lineTotal, lookUpSetting, siteName } from "./level-4.ts";
import {
  camelSetting,
  contactLabel,
  contentsLine,
  directory,
  fileTitle,
  filesOfKind,
  receiptLine,
  rowAsSettings,
  serverAddress,
} from "./level-5.ts";
import {
  anagrams,
  beside,
  bunches,
  contacts,
  documents,
  each,
  echoes,
  fullNames,
  headings,
  identifiers,
  paths,
  phrases,
  rowLines,
  serverSettings,
  settings,
  singleWords,
  some,
  stacked,
} from "./phrases.ts";

type Tally = { name: string; count: number };

const tallied = (items: string[]): Tally[] =>
  [...new Set(items)]
    .filter((name) => name !== "")
    .map((name) => ({ name, count: items.filter((item) => item === name).length }));

const contactsBySite = (list: string[]): Tally[] =>
  tallied(list.map((contact) => siteName(contactAddress(contact))));

const extensionCounts = (list: string[]): Tally[] => tallied(list.map(fileExtension));

const wordFrequencies = (text: string): Tally[] => tallied(wordsOf(text.toLowerCase()));

const fileTitleList = (list: string[]): string => listed(list.map(fileTitle));

const tableAsSettings = ([headers, ...rows]: string[][]): string[] =>
  rows.map((row) => rowAsSettings(headers ?? [], row));

const tableOfContents = (lines: string[]): string =>
  lines
    .map(contentsLine)
    .filter((line) => line !== "")
    .map((line) => `- ${line}`)
    .join("\n");

const receipt = (lines: string[]): string[] => [
  ...lines.map(receiptLine).filter((line) => line !== ""),
  `Total: ${lines.map(lineTotal).reduce((sum, one) => sum + one, 0)}`,
];

const guestList = (line: string): string =>
  fieldsOf(line)
    .filter((contact) => contact !== "")
    .map(contactLabel)
    .join("; ");

const titlesOfKind = (list: string[], extension: string): string =>
  quotedList(filesOfKind(list, extension).map(fileTitle));

const connectionNote = (lines: string[]): string => {
  const server = serverAddress(lines);
  if (server === "") return "No server is set.";
  const user = lookUpSetting(lines, "user");
  return user === "" ? `Connect to ${server}.` : `Connect to ${server} as ${user}.`;
};

const settingsObject = (lines: string[]): string => {
  const entries = lines.map(camelSetting).filter((entry) => entry !== "");
  return entries.length === 0 ? "{}" : `{ ${listed(entries)} }`;
};

const numberedDirectory = (names: string[]): string[] =>
  directory(names).map((name, i) => `${i + 1}. ${name}`);

/** Documents: directories, receipts, tables of contents and counts, and a few classics that are hard. */
export const levelSix: AuthoredTask[] = [
  {
    name: "contacts-by-site",
    goal: "Count the contacts such as 'jane doe <jane@x.org>' of each site, here x, and give names and counts in the order of first appearance; contacts without a site are passed over. No contacts give an empty list.",
    signature: "(contacts: string[]) => { name: string; count: number }[]",
    reference: contactsBySite,
    examples: each(
      ["jane doe <jane@x.org>", "Bob <bob@Post.fi>", "li <li@x.com>"],
      ["ann <a@mail.example.com>"],
      [],
      ["joe costa", "<q@acorn.org>", "a@b.c"],
      ["a <a@y>", "b <b@x.y>", "c <c@X>", "d <d@y.z>"],
    ),
    cases: [...each([""], ["x <y>"], ["é < e@É.fr >", "e<@é>"]), ...bunches(contacts, 0, 6)],
    score: [...each(["<>"], ["a <b@c", "d <e@c.f>"], [" ", "@"]), ...bunches(contacts, 20, 8)],
  },
  {
    name: "list-of-file-titles",
    goal: "Make a title of each path, as 'docs/travel-plan.txt' becomes 'Travel Plan', and join them with a comma and a space. The empty list gives the empty text.",
    signature: "(paths: string[]) => string",
    reference: fileTitleList,
    examples: each(
      ["/home/ann/travel-plan.txt", "README.md"],
      ["photo.PNG"],
      [],
      ["a.b/old_notes", "x.tar.gz", "my file"],
      ["docs/", "b/c"],
    ),
    cases: [...each([""], [".rc"], ["a--b.c", "a--b.c"]), ...bunches(paths, 0, 6)],
    score: [...each(["/"], ["É_é/è_É.x"], ["q", "P-_r"]), ...bunches(paths, 20, 8)],
  },
  {
    name: "table-as-settings",
    goal: "The first row of a table holds the headers. Write each other row as a line of 'key=value' pairs joined by a comma and a space, with the headers in kebab case as keys. A table without further rows gives an empty list.",
    signature: "(rows: string[][]) => string[]",
    reference: tableAsSettings,
    examples: each(
      [
        ["Due Date", "Owner"],
        ["friday", "Ann"],
        ["monday", " Bob "],
      ],
      [["name"], ["red apple"]],
      [],
      [["max_retry", "Port"]],
      [["A b", "C"], ["1"], [], ["2", "3", "4"]],
    ),
    cases: [
      ...each([[]], [[], ["x"]], [["k"], ["a=b"]]),
      ...stacked(bunches(identifiers, 0, 6), bunches(singleWords, 0, 6), bunches(phrases, 0, 6)),
    ],
    score: [
      ...each(
        [[], []],
        [["É é"], [""]],
        [
          ["q", "Q"],
          ["1", "2"],
        ],
      ),
      ...stacked(bunches(identifiers, 20, 8), bunches(phrases, 20, 8), bunches(singleWords, 20, 8)),
    ],
  },
  {
    name: "table-of-contents",
    goal: "From the lines of a document, make a table of contents with one line for each heading: '## Getting started' becomes '- [Getting started](#getting-started)'. Without headings it is empty.",
    signature: "(lines: string[]) => string",
    reference: tableOfContents,
    examples: each(
      ["# Travel notes", "We went.", "## Day_one", "It rained."],
      ["## Getting started"],
      [],
      ["no heading", "say # no", "#"],
      ["# A", "", "# B  c", "# A"],
    ),
    cases: [...each([""], ["# x-Y"], ["##", "# é"]), ...bunches(headings, 0, 6)],
    score: [...each(["x"], ["# 1", "#2 3"], [" # q", "# --"]), ...bunches(headings, 20, 8)],
  },
  {
    name: "receipt",
    goal: "Write a receipt: each line such as 'red apple, 3, 12' becomes 'Red Apple: 15', blank lines are left out, and the last line gives the sum of all, as 'Total: 15'. Without lines the total is 0.",
    signature: "(lines: string[]) => string[]",
    reference: receipt,
    examples: each(
      ["red apple, 3, 12", "TEA,4"],
      ["bread,1,two,3.5"],
      [],
      [" milk ,20, 005", "", "ink"],
      ["a,1", "a,1", "b,2,2"],
    ),
    cases: [...each([""], [","], ["7,7", "x,0"]), ...bunches(rowLines, 0, 6)],
    score: [...each([" ", ""], ["é è,10"], ["1", ",2"]), ...bunches(rowLines, 20, 8)],
  },
  {
    name: "guest-list",
    goal: "A line holds contacts separated by commas, such as 'jane doe <jane@x.org>, bob'. Give their labels, as 'J. Doe at x', joined by a semicolon and a space; empty parts are left out. A blank line gives the empty text.",
    signature: "(line: string) => string",
    reference: guestList,
    examples: each(
      "jane doe <jane@x.org>, bob",
      "ANN <a.b@Mail.Example.com>",
      "",
      "joe m. costa , li mei <m@li.cn>,ada",
      "bob ray <bob>,, jane",
    ),
    cases: [...each(",", "x <, y", "éva öst <e@ö.se>,", "a b,a b"), ...some(contacts, 0, 6)],
    score: [
      ...each(" , ", "<@z.z>,q", "mc r<m@C.d>", "a@b.c , D e"),
      ...each("liam costa <l@acorn.org>, noor ito <n@post.fi>", "OTTO ABEL, ines <ines@lumen.io>"),
      ...some(contacts, 20, 6),
    ],
  },
  {
    name: "quoted-titles-of-kind",
    goal: "Of the paths with a certain extension, upper or lower case, make titles as 'docs/travel-plan.txt' becomes 'Travel Plan', put each between double quotation marks, and join them with a comma and a space. Without such paths the result is empty.",
    signature: "(paths: string[], extension: string) => string",
    reference: titlesOfKind,
    examples: [
      [["/home/ann/travel-plan.txt", "photo.png", "docs/b.txt"], "txt"],
      [["a/My_Photo.JPG", "b/photo.jpg", "jpg"], "jpg"],
      [["readme", "txt/notes.md"], "txt"],
      [[], "md"],
      [["old-x.tar.gz", "y.tar"], "GZ"],
    ],
    cases: [[["a.b/c", "d.b"], "b"], [["A.MD"], "md"], [[""], "x"], ...bunches(documents, 0, 7, "txt")],
    score: [[["md", ".md"], "md"], [["q_r.c"], "C"], [["/"], "é"], ...bunches(documents, 30, 9, "png")],
  },
  {
    name: "count-by-extension",
    goal: "Count the files of each extension, in lower case, among some paths; give names and counts in the order of first appearance and pass over files without an extension. No paths give an empty list.",
    signature: "(paths: string[]) => { name: string; count: number }[]",
    reference: extensionCounts,
    examples: each(
      ["/home/ann/plan.txt", "photo.png", "docs/b.txt"],
      ["a/Photo.JPG", "b/photo.jpg"],
      [],
      ["readme", "a.b/notes", "end."],
      ["x.tar.gz", "y.md", "z.tar", "w.MD"],
    ),
    cases: [...each([""], [".rc"], ["b.b", "a.a", "c.b"]), ...bunches(paths, 40, 6)],
    score: [...each(["/"], ["é.É", "e.é"], ["q", "p.r.s"]), ...bunches(paths, 60, 8)],
  },
  {
    name: "connection-note",
    goal: "From setting lines, write 'Connect to host:port as user.' with the server address and the value of 'user'; without a user the last part is left out. Without a host write 'No server is set.'.",
    signature: "(lines: string[]) => string",
    reference: connectionNote,
    examples: each(
      ["host = a.org", "port = 80", "user = ann"],
      ["user=bob", "host=db.local"],
      ["port=22", "color=red", "host=acorn.org", "host=other"],
      [],
      ["port=443", "user=li", "Host=a.org"],
    ),
    cases: [...each([""], ["host=", "user=u"], ["host=h", "user="]), ...bunches(serverSettings, 0, 7)],
    score: [...each(["host"], ["user=é", "host=è"], ["= host"]), ...bunches(serverSettings, 25, 9)],
  },
  {
    name: "settings-as-object",
    goal: "Write setting lines as one object: 'Time Out = 30' and 'port=80' become '{ timeOut: \"30\", port: \"80\" }'; lines without a key are left out. Without settings it is '{}'.",
    signature: "(lines: string[]) => string",
    reference: settingsObject,
    examples: each(
      ["Time Out = 30", "port=80"],
      ["user_name = Ann Öst "],
      [],
      ["flag", "", "A = b = C"],
      ["=x", "  "],
    ),
    cases: [...each([""], ["k--L=v"], ["q", "q"]), ...bunches(settings, 0, 6)],
    score: [...each(["="], ["É_é=É", "x="], ["-=-", "a b"]), ...bunches(settings, 20, 8)],
  },
  {
    name: "numbered-directory",
    goal: "Make a numbered directory of names: written as 'Doe, Jane', sorted by the codes of their characters, and each with its number in front, as '1. Doe, Jane'. Blank names are left out; the empty list gives an empty list.",
    signature: "(names: string[]) => string[]",
    reference: numberedDirectory,
    examples: each(
      ["jane doe", "JOE m. costa"],
      ["Ann"],
      [],
      ["zoe abel", "", "bob", "ADA lovelace"],
      ["jane roe", "ann roe", "al doe"],
    ),
    cases: [...each(["x y z"], ["b", "a"], ["  "], ["a b", "a b"]), ...bunches(fullNames, 0, 6)],
    score: [...each(["q"], ["éva öst", "o'neil  MARY"], ["", " "]), ...bunches(fullNames, 20, 8)],
  },
  {
    name: "word-frequencies",
    goal: "Count how often each word occurs in a text, not minding upper and lower case; give the words in lower case with their counts in the order of first appearance. A blank text gives an empty list.",
    signature: "(text: string) => { name: string; count: number }[]",
    reference: wordFrequencies,
    examples: each("the old man and the sea", "one", "", "Yes yes  YES no", "b a b a c", "   "),
    cases: [...each(" ", "x X", "a, a", "été Été"), ...some(echoes, 0, 6)],
    score: [...each("    ", "1 2 1", "to be or not to be", "q"), ...some(echoes, 6, 8)],
  },
  {
    name: "longest-palindrome",
    goal: "Find the longest part of a text that reads the same backwards, not minding upper and lower case; of equally long ones the first. The empty text gives the empty text.",
    signature: "(text: string) => string",
    reference: longestPalindrome,
    examples: each("bananas", "Anna sees", "abc", "", "xabbay", "racecar", "aab bb"),
    cases: [...each("q", "oO", "12321 0", "xyzzy level"), ...some(singleWords, 40, 6)],
    score: [...each("zz", "abaxaba", "Été à", "no on"), ...some(singleWords, 60, 8)],
  },
  {
    name: "wrap-words",
    goal: "Break a text into lines of at most a given number of characters, only between words and with as many words on each line as fit; a longer word gets a line of its own. A blank text gives an empty list.",
    signature: "(text: string, width: number) => string[]",
    reference: wrapWords,
    examples: [
      ["the quick brown fox jumps", 10],
      ["one two three", 20],
      ["", 5],
      ["an extraordinary b c", 4],
      ["  two   spaces ", 3],
      ["to be or not", 5],
    ],
    cases: [["a b c", 1], ["a b c", 3], [" ", 8], ["x", 0], ...some(phrases, 0, 6, 12)],
    score: [["aa bb", 5], ["aa bb", 4], ["é è ê", 2], ["word", -1], ...some(phrases, 20, 8, 15)],
  },
  {
    name: "anagram-groups",
    goal: "Put the words of a list that have the same letters, not minding case and order, into one group; groups and their words keep the order of first appearance. The empty list gives an empty list.",
    signature: "(words: string[]) => string[][]",
    reference: anagramGroups,
    examples: each(
      ["listen", "apple", "Silent"],
      ["one"],
      [],
      ["tea", "ate", "net", "eat", "ten"],
      ["aab", "abb", "ab"],
    ),
    cases: [
      ...each([""], ["a", "A"], ["no", "on", "no"], ["x", "y"], ["stop", "pots", "post!"]),
      ...bunches(anagrams, 0, 5),
    ],
    score: [
      ...each(["", ""], ["été", "tÉé"], ["ab c", "c ab"], ["dog", "God", "good"], ["b", "a", "B"]),
      ...bunches(anagrams, 20, 7),
    ],
  },
  {
    name: "edit-distance",
    goal: "Give the least number of single-character changes (insert, delete or replace one) that turn one word into another; capitals differ from small letters. Equal words give 0.",
    signature: "(left: string, right: string) => number",
    reference: editDistance,
    examples: [
      ["kitten", "sitting"],
      ["apple", "apple"],
      ["", "four"],
      ["house", "mouse"],
      ["flaw", "lawn"],
      ["ab", "ba"],
      ["Ann", "ann"],
    ],
    cases: [["", ""], ["x", ""], ["abc", "cab"], ...beside(some(anagrams, 14, 7), some(anagrams, 0, 7))],
    score: [
      ["q", "Q"],
      ["aaa", "a"],
      ["été", "ete"],
      ...beside(some(anagrams, 31, 9), some(anagrams, 20, 9)),
    ],
  },
];
