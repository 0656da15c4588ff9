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
  inputs,
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
      ["", "é < É@Uni-2.de >", "k <k@.l>", "m <n>"],
    ),
    cases: [
      ...each(["7 <8@9>"], ["a <b@c"], ["d <D@E/f=g_h-i>"], [""], ["x <y>"], ["é < e@É.fr >", "e<@é>"]),
      ...each(["a <a@z.b>", "b <b@a.b>", "c <c@Z.b>"], ["q <q@3M.co.uk", "r <@>"], ["x@y.z", "x y"]),
      ...each(["s <s@My_Host>", "s <s@My_Host>"], ["<u@v> <w@x>", "t <t@10.0.0.1>"]),
      ...bunches(contacts, 0, 6),
    ],
    score: [
      ...each(["1 <2@3>"], ["7 <8@9>", "q <q@r"], ["p <P@q_r.s>"], ["<>"], ["a <b@c", "d <e@c.f>"]),
      ...each([" ", "@"], ["f <f@k>", "g <g@j.l>", "h <H@J>"], ["m <m@Ñ-2.es>", "ñ <n@ñ-2>"]),
      ...each(["o@p.q", "o <o@p.q>"], ["i <i>", "i <i@>", "i <@i.i>"]),
      ...each(["b <b@b>", "a <a@a>", "b <b@b>", "b <b@B>"]),
      ...bunches(contacts, 20, 8),
    ],
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
      ["été--2.md", "b", "été--2.md"],
    ),
    cases: [
      ...each(["x", ""], ["a=b/c-d_e = F, g.h"], [""], [".rc"], ["a--b.c", "a--b.c"], ["", "q.r"]),
      ...each(["Z_w", "a.B.c"], ["UP/read-ME.MD", "v1.2/notes"], ["12-5.5", "é_À"]),
      ...each(["don't  stop.txt", "no-no.no", "end."]),
      ...bunches(paths, 0, 6),
    ],
    score: [
      ...each(["y", ""], ["<p@q>/r_s = t-U, v.w"], ["/"], ["É_é/è_É.x"], ["q", "P-_r"]),
      ...each(["x-y.z", "", "x-y.z"], ["../up-2.x", "1_2.3"], ["z.", "y.", "X"]),
      ...each(["CAPS-lock.TXT", "t.t/-.env"], ["(draft)-iPhone.pdf", "s  t"]),
      ...bunches(paths, 20, 8),
    ],
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
      [["name"], ["red  Apple"]],
      [],
      [["max_retry", "Port"]],
      [["A b", "C"], ["1"], [], ["2", "3", "4"]],
      [["É-2"], ["b=C"], [""], ["b=C"]],
    ),
    cases: [
      ...each([["a"], ["1"], [], ["b"], ["7  8"]], [[], ["x"], ["y"], ["z"]], [["7"], ["8"]]),
      ...each(
        [[]],
        [[], ["x"]],
        [["k"], ["a=b"]],
        [
          ["z", "a"],
          ["2", "1"],
          ["2", "1"],
        ],
        [["k", "k"], ["", "Up"], ["9"]],
      ),
      ...each([[" Log_LEVEL  2 "], [" don't  "]], [["p", "q"], ["Été", "x", "y"], []], [["B", "a"]]),
      ...stacked(bunches(identifiers, 0, 6), bunches(singleWords, 0, 6), bunches(phrases, 0, 6)),
    ],
    score: [
      ...each([["b", "c"], ["1"], ["2"], ["3"], ["p,  q"]], [["9"], ["0"]]),
      ...each(
        [[], []],
        [["É é"], [""]],
        [
          ["q", "Q"],
          ["1", "2"],
        ],
        [["y", "x"], ["b", "a"], [], ["b", "a"]],
        [["t"]],
      ),
      ...each([["Ö  ö-3"], ["é=2="], [" V  w "]], [["m", "m"], ["0"], ["1", "2", "3"]]),
      ...each([["n"], ["z"], ["a"], ["z"]]),
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
      [" # off", "### 2 Été-à!", "# --"],
    ),
    cases: [
      ...each([" # off", "# in"], ["# A/b.c = D, e"], [""], ["# x-Y"], ["##", "# é"]),
      ...each(["# z", "# a", "# z"], ["-- # z", "#### Well-known  FACT"], ["# 12", "x"]),
      ...each(["#   pad_ ", "# don't (stop)", ""], ["a # b", "# _-_"]),
      ...bunches(headings, 0, 6),
    ],
    score: [
      ...each(["  # no", "# yes"], ["## <p@Q>, r/s.t = U"], ["x"], ["# 1", "## 2  3 "], [" # q", "# --"]),
      ...each(["# so so", "plain", "# Á_b"], ["", "###### 3.4!", "####"], ["# c", "# b", "# b", "# A"]),
      ...each(["-# n", "# UP_Low-Mid end"], ["m ## n"]),
      ...bunches(headings, 20, 8),
    ],
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
      ["7, é, 2x, -4, 9", "  ", ",5"],
    ),
    cases: [
      ...each(["a-b_c.d/e = F,2"], [""], [","], ["7,7", "x,0"], ["z,1", "a,2", "z,1"]),
      ...each(["green  TEA , 10,10", "été 2,3"], ["cup,1e2,+3,8", "   ", "12"], ["O'neil,100, ,5"]),
      ...each(["pen,x9,0x1,1", "well-KNOWN,1 2,4"]),
      ...bunches(rowLines, 0, 6),
    ],
    score: [
      ...each(["<p@Q> r/s.t_u-v = W and more,3"], [" ", ""], ["é è,10"], ["1", ",2"]),
      ...each(["c,3", "b,3", "B,3", "c,3"], ["ÖL ,  6,6", "", "z,½,2"], ["no-no, 1.0,90", "3 4,5"]),
      ...each(["(BOX) x2,30,-1", ",,"], ["jam,$4,4,4", "pad  , 007 "]),
      ...bunches(rowLines, 20, 8),
    ],
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
      "éva 2nd < é@Uni-2.de >, <k@.l>,éva 2nd",
    ),
    cases: [
      ...each("7", "<kim@post.fi>, bob", "7,bob 3 <b>", ",", "x <, y", "éva öst <e@ö.se>,", "a b,a b"),
      ...each("  ", "O'NEIL  mary-ann <m@3M.co.uk>", ", ,LI", "zoe b, al c <a@c>"),
      ...each("q r <@>, henry the 8th", "ann@x.org,k <k@l"),
      ...some(contacts, 0, 6),
    ],
    score: [
      ...each("9", "<@>, x", "8 9 <y>", " , ", "<@z.z>,q", "mc r<m@C.d>", "a@b.c , D e", "   "),
      ...each("ÜNAL ñ <u@Ñ.es>,,  kim", "no no,no no <n@no-no.no>", "R2 d2 d3 <R@10.0.0.1>"),
      ...each("z <z@y>, y, X", ",w <w>,", "liam costa <l@acorn.org>, noor ito <n@post.fi>"),
      ...each("OTTO ABEL, ines <ines@lumen.io>"),
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
      [["été--2.MP3", "b.mp", "a.mp3", "été--2.MP3"], "mp3"],
    ],
    cases: [
      ...inputs([["a.b=c d.e"], "e"], [["7.b", "a=b/C-d_e  f.B", "x.bb"], "B"], [["a.b/c", "d.b"], "b"]),
      ...inputs([["A.MD"], "md"], [[""], "x"], [["z-w.ts", "a.tsx", "b_C.TS", "z-w.ts"], "Ts"]),
      ...inputs([["p/q.tar.gz", "r.gz"], "tar"], [["x.c/", ".c", "c"], "c"], [["é.É", "My  file.é"], "É"]),
      ...inputs([["1-2.7z", "7z"], "7z"], [["a.png", "b.png.txt"], "PNG"]),
      ...bunches(documents, 0, 7, "txt"),
    ],
    score: [
      ...inputs([["f.g=h i.j"], "j"], [["8.q", "<p>/R_s = t-u.Q", "9.q"], "q"], [["md", ".md"], "md"]),
      ...inputs([["q_r.c"], "C"], [["/"], "é"], [["w.htm", "v-2.html", "u_T.HTML"], "HTML"]),
      ...inputs([["k.j/l", "j.k/m.J"], "j"], [["n.tar.gz", "tar.gz"], "gz"]),
      ...inputs([["Ö_1.TXT", "ö-2.txt", "Ö_1.TXT"], "txt"], [["c.h", "b.h", "a.H", "d.hh"], "h"]),
      ...inputs([["don't  s.mp4", "t.mp3"], "MP4"]),
      ...bunches(documents, 30, 9, "png"),
    ],
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
      ["", "é.É-2", "b.7z", "É.é-2", "docs.d/"],
    ),
    cases: [
      ...each(["a.b c", "d.e f"], ["a.b-c", "d.b_c", "e.f", "g.h", "x.f"], [""], [".rc"]),
      ...each(["b.b", "a.a", "c.b"], ["z", "y."], ["a.MP3", "a.MP3", "b.mp4"], ["q.c/r", "s.C"]),
      ...each(["1.2.3", "é.ñ"], ["w.ts", "v.tsx", "u.Ts"], ["/x/y.tar.gz", "y.gz", "gz"]),
      ...bunches(paths, 40, 6),
    ],
    score: [
      ...each(["g.h i", "j.k"], ["p.q=r", "s.t", "u.v", "w.x y", "z.t"], ["/"], ["é.É", "e.é"]),
      ...each(["q", "p.r.s"], ["n.z", "m.y", "l.Z", "k.z"], ["a.b.c", "c", "b.c/"]),
      ...each(["my file.c++", "d.H_2"], ["t.JPEG", "t.jpg", "t.JPEG"], ["..", "o.10", "p.1"]),
      ...bunches(paths, 60, 8),
    ],
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
      [" host = É-2.fr ", "user= Ann  B ", "Port=1", "user=x"],
      ["User=q", "host=b", "port="],
    ),
    cases: [
      ...each(["host=My  host", "user=A  b"], ["host=7", "port=8", "user=9"], [""], ["host=", "user=u"]),
      ...each(["host=h", "user="], ["port=5", "host=x", "port=6", "user=é_2"], ["host", "port=7"]),
      ...each(["HOST=a"], ["superuser=1", "host=k", "export=4"], ["user=", "user=c", "host=m"]),
      ...each(["host = a = b", "", "user=00", "port=0"]),
      ...bunches(serverSettings, 0, 7),
    ],
    score: [
      ...each(["host = p  q", "user = R  s_t-u"], ["host"], ["user=é", "host=è"], ["= host"]),
      ...each(["host=A", "host=B", "port=1", "user=U", "user=V"], ["USER=n", "host=o"]),
      ...each(["host=10.0.0.1", "PORT=3", "user = J  K"], ["port=9", "user=q", "Host=q"]),
      ...each(["host=", "host=z", "user=w"], ["users=1", "host=y-2", "port=65535"]),
      ...bunches(serverSettings, 25, 9),
    ],
  },
  {
    name: "settings-as-object",
    goal: "Write setting lines as one object: 'Time Out = 30' and 'port=80' become '{ timeOut: \"30\", port: \"80\" }'; lines without a key are left out. Without settings it is '{}'.",
    signature: "(lines: string[]) => string",
    reference: settingsObject,
    examples: each(
      ["Time Out = 30", "port=80"],
      ["user_name = Ann  Öst "],
      [],
      ["flag", "", "A = b = C"],
      ["=x", "  "],
      ["É-2 x= !", "b=", "É-2 x= !"],
    ),
    cases: [
      ...each(["k=two  words"], ["A/b.c = D/e_f-G, h = i"], [""], ["k--L=v"], ["q", "q"]),
      ...each(["z=1", "a=2", "Z=1"], ["Log_LEVEL =  a  b", "_ = 1"], ["v2.0 Key=don't", "", "max-3 = -4"]),
      ...each(["x=y=", "No sign"], ["camelCase=Up", "É_é=É"]),
      ...bunches(settings, 0, 6),
    ],
    score: [
      ...each(["m  n = o  p"], ["<p@Q>, r.s = T/u_v-W"], ["="], ["É_é=É", "x="], ["-=-", "a b"]),
      ...each(["c=1", "B=1", "b=1", "c=1"], ["page__size=A4", "  "], ["HTML5 Parser = x", "k=="]),
      ...each(["one-two  Three = Four-4", "= 2"], ["Ö-x=!", "m : n"]),
      ...bunches(settings, 20, 8),
    ],
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
      ["éva öst", "  ", " o'neil  2nd", "éva öst", "mary-ann zola"],
    ),
    cases: [
      ...each(["7", "bob 3"], ["x y z"], ["b", "a"], ["  "], ["a b", "a b"], ["öst", "zoe"], ["", ""]),
      ...each(["LI", "le grand", "jean-luc  D'ARC "], ["r2 d2", "10 b", "9 b"]),
      ...each(["émile zola", "bo bo", "", "kim"], ["a z", "b y", "c x"]),
      ...each(["k", "j", "i", "h", "g", "f", "e", "d", "c", "b", "a"]),
      ...bunches(fullNames, 0, 6),
    ],
    score: [
      ...each(["8", "ray 4"], ["q"], ["éva öst", "o'neil  MARY"], ["", " "], ["c d", "c d", "b d"]),
      ...each(["Ünal ñ", "uma z"], ["z", "Y", "x"], ["mc donald", "", "mcDonald", "   "]),
      ...each(["3 doe", "20 doe"], [" kim ", "x-y Z-w q"], ["p q", "o r"]),
      ...each(["a 1", "a 2", "a 3", "a 4", "a 5", "a 6", "a 7", "a 8", "a 9", "b 0", "b 1", "b 2"]),
      ...bunches(fullNames, 20, 8),
    ],
  },
  {
    name: "word-frequencies",
    goal: "Count how often each word occurs in a text, not minding upper and lower case; give the words in lower case with their counts in the order of first appearance. A blank text gives an empty list.",
    signature: "(text: string) => { name: string; count: number }[]",
    reference: wordFrequencies,
    examples: each(
      "the old man and the sea",
      "one",
      "",
      "Yes yes  YES no",
      "b a b a c",
      "   ",
      "été 2, 2 ÉTÉ - -",
    ),
    cases: [
      ...each("a <b> c", "a-b_c.d/e = F, f", " ", "x X", "a, a", "z Z y", "été Été", "12 3 12"),
      ...each("don't DON'T stop", "- + -", "well-known well", "  no No  no ", "The theme", "b B a A b"),
      ...some(echoes, 0, 6),
    ],
    score: [
      ...each("d < e", "<p@Q>, r/s.t_u = v V", "    ", "1 2 1", "to be or not to be", "q", "É é à"),
      ...each("? ! ?", "It's its it's", "a-b a b a-b", "  Up up", "so, so so.", "cat CATS cat", "c b a c"),
      ...some(echoes, 6, 8),
    ],
  },
  {
    name: "longest-palindrome",
    goal: "Find the longest part of a text that reads the same backwards, not minding upper and lower case; of equally long ones the first. The empty text gives the empty text.",
    signature: "(text: string) => string",
    reference: longestPalindrome,
    examples: each("bananas", "Anna sees", "abc", "", "xabbay", "racecar", "aab bb", "été 1221!"),
    cases: [
      ...each("xb/bc", "ab=ba", "a-b_c.c_b", "x = y", "q", "oO", "12321 0", "xyzzy level", "Éé", " a "),
      ...each("abccd xyx", "no lemon, no melon", "AbBc", "x--y-", "  ", "pop dad"),
      ...some(singleWords, 40, 6),
    ],
    score: [
      ...each("yd/de", "p/q.q/r", "s t = t", "ab  ", "zz", "abaxaba", "Été à", "no on", "B", "1001 a"),
      ...each("dad Mum", "  x", "top spot", "Aba ab", "!?!", "abcdef"),
      ...some(singleWords, 60, 8),
    ],
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
      ["Été 2 - well-known, YES!", 7],
    ],
    cases: [
      ...inputs(["ab ab ab", 2], ["a-b_c.d/e = F, g", 6], ["a b c", 1], ["a b c", 3], [" ", 8], ["x", 0]),
      ...inputs(["aa bb", 5], ["aa bb cc", 4], ["1 22 333 4444", 6], ["é è", 3], ["  pad  it ", 20]),
      ...inputs(["don't - stop", 8], ["No no no", 5], ["long-word-here a", 3]),
      ...some(phrases, 0, 6, 12),
    ],
    score: [
      ...inputs(["cd cd", 3], ["<p@Q>, r/s.t_u = v", 8], ["cc dd", 5], ["cc dd", 4], ["é è ê", 2]),
      ...inputs(["word", -1], ["a  b", 3], ["   ", 2], ["12 3 45", 4], ["so so", 2], ["enormous x y z", 3]),
      ...inputs(["UP, down! (ok)", 9], ["  q", 1], ["one two", 7]),
      ...some(phrases, 20, 8, 15),
    ],
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
      ["été 2", "B", "2 Été", "", "b", "B"],
    ),
    cases: [
      ...each(["a-b", "b-a", "a_b"], [""], ["a", "A"], ["no", "on", "no"], ["x", "y"]),
      ...each(["stop", "pots", "post!"], ["12", "21", "112"], ["z", "a", "Z"], ["ab c", "cab", "c ab"]),
      ...each(["É", "é", "e"], ["aabb", "bbaa", "abab", "aaab"], ["", "q", ""]),
      ...bunches(anagrams, 0, 5),
    ],
    score: [
      ...each(["p.q/r", "r/q.p", "p q r"], ["", ""], ["été", "tÉé"], ["de f", "f de"]),
      ...each(["dog", "God", "good"], ["b", "a", "B"], ["-1", "1-", "1"], ["y", "y"], ["cd", "dc!", "c d"]),
      ...each(["ñ", "n", "Ñ"], ["l", "", "ll", "L"], ["Mum", "umm", "mmu"]),
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
      ["no 2é ", "n2e"],
    ],
    cases: [
      ...inputs(["a-b", "b-a"], ["aab", "aa"], ["12", "13"], ["7é", "x7"], ["ö", "o"], ["a 12", "b"]),
      ...inputs(["to ", "to"], ["x", "1 2"], ["e", "é4"], ["", ""], ["x", ""], ["abc", "cab"]),
      ...inputs(["Élan", "élan"], ["a b", "ab"], ["12", "21"], ["aab", "ab"], ["don't", "dont"]),
      ...inputs([" pad", "pad"], ["winter", "writers"], ["x", "yyyy"], ["USA", "usa"], ["end", "ends "]),
      ...beside(some(anagrams, 14, 7), some(anagrams, 0, 7)),
    ],
    score: [
      ...inputs(["c-d", "d-c"], ["45", "46"], ["8ü", "y8"], ["in ", "in"], ["z", "3 4"], ["Ä9", "5A"]),
      ...inputs(["q", "Q"], ["aaa", "a"], ["été", "ete"], ["", "é 1"], ["x-y", "xy"]),
      ...inputs(["sunday", "saturday"], ["to", "t o "], ["10", "100"], ["abcd", "badc"], ["UP", "up"]),
      ...inputs([" q", "q "], ["zz", "z"], ["room 1", "room 1"]),
      ...beside(some(anagrams, 31, 9), some(anagrams, 20, 9)),
    ],
  },
];
