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
  inputs,
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
      "<é@uni-2.de>",
    ),
    cases: [
      ...each("7", "<kim@post.fi>", "7 8 <x@9.y>", "bob 3 <b>", "  ", "x <", "éva öst <e@ö.se>"),
      ...each("a b c <d@e>", "O'NEIL mary-ann <m@3M.co.uk>", "LI", "bo bo <b@Bo.bo"),
      ...each("jean-luc  le grand <j+l@My_Host>", "ann@x.org", "q r <@>", "henry the 8th <h@.x>"),
      ...each("k <k@l.m> <n@o.p>"),
      ...some(contacts, 0, 6),
    ],
    score: [
      ...each("9", "<@>", "8 <y>", "< Z@w>", "<>", "x y <@z.z>", "mc <m@C.d>", "a@b.c", "ÜNAL ñ <u@Ñ.es>"),
      ...each("  kim", "d'ARC  J. <j@10.0.0.1>", "p q <r@>", "no no < n@no-no.no > x"),
      ...each("R2 d2 d3 <R@D-4.io>", "s t u", "v <w@x"),
      ...some(contacts, 6, 8),
    ],
  },
  {
    name: "title-of-file",
    goal: "Make a title of a path: its file name without the extension, with spaces for hyphens and underscores, in title case. A path without a file name gives the empty text.",
    signature: "(path: string) => string",
    reference: fileTitle,
    examples: each(
      "/home/ann/travel-plan.txt",
      "README.md",
      "",
      "docs/",
      "a.b/old_notes-2",
      "x.tar.gz",
      "__été  À.png",
    ),
    cases: [
      ...each("x/abb <c>.e", "a=b/c-d_e = F, g.h", "/", ".rc", "a-b//c--d.e", "my file.md", "x.y/Z_w"),
      ...each("A.B.c.d", "UP/read-ME.MD", "v1.2/notes", "12-5.5", "d.d/", "é/à_Ü.ü", "end."),
      ...each("don't_stop.txt", "camelCase.ts", "no-no.no"),
      ...some(paths, 0, 6),
    ],
    score: [
      ...each("egg < d.f", "<p@q>/r_s = t-U, v.w", "X", "./q_.e", "a_b/", "/é-è.ê", "../up-2.x", "1_2.3"),
      ...each("CAPS-lock.TXT", "long  name.md", "t.t/-.env", "c//", "p/q/r/s-t_u.v-w", "z."),
      ...each("(draft)-iPhone.pdf", "so_so"),
      ...some(paths, 20, 8),
    ],
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
      ["O'NEIL", "", "mary-ann 2nd ", "O'NEIL"],
    ),
    cases: [
      ...each(["a-b c_d", "e f-g"], ["7"], ["ann", ""], ["7", "bob 3"], ["x y z"], ["a", "b"]),
      ...each(["a b", "a b"], [""], ["", "q r"], ["  jean-luc  D'ARC", "LI"], ["émile zola", "öst"]),
      ...each(["zoe b", "al c", "Zoe B"], ["henry the 8th", "r2 d2"]),
      ...bunches(fullNames, 0, 6),
    ],
    score: [
      ...each(["p_q r-s", "t u_v"], ["9"], ["8", "ray 4", ""], ["q"], [" o'neil  MARY "], ["b", "a c"]),
      ...each(["", ""], ["x y", "", "x y"], ["ÜNAL ñ", "kim"], ["w-x Y-z", "3 doe"], ["z", "y", "X", "z"]),
      ...each(["j. r. tolkien", "mcDonald"]),
      ...bunches(fullNames, 20, 8),
    ],
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
      [["Été 2.MP3", "b.mp", "a.mp3", "Été 2.MP3"], "mp3"],
    ],
    cases: [
      ...inputs([["7.b", "a=b/C-d_e  f.B", "x.bb"], "B"], [["a.b/c", "d.b"], "b"], [["A.MD"], "md"]),
      ...inputs([[""], "x"], [["z.ts", "a.tsx", "b.TS", "z.ts"], "Ts"], [["p/q.tar.gz", "r.gz"], "tar"]),
      ...inputs([["x.c/", ".c", "c"], "c"], [["é.É", "My file.é"], "É"], [["1.7z", "7z"], "7z"]),
      ...inputs([["a.png", "b.png.txt"], "PNG"]),
      ...bunches(documents, 0, 7, "txt"),
    ],
    score: [
      ...inputs([["8.q", "<p>/R_s = t-u.Q", "9.q"], "q"], [["md", ".md"], "md"], [["q.c"], "C"]),
      ...inputs([["/"], "é"], [["w.htm", "v.html", "u.HTML"], "HTML"], [["k.j/l", "j.k/m.J"], "j"]),
      ...inputs([["n.tar.gz", "tar.gz"], "gz"], [["Ö 1.TXT", "ö-2.txt", "Ö 1.TXT"], "txt"]),
      ...inputs([["c.h", "b.h", "a.H", "d.hh"], "h"], [["s.mp4", "t.mp3"], "MP4"]),
      ...bunches(documents, 30, 9, "png"),
    ],
  },
  {
    name: "line-of-contents",
    goal: "Turn a heading line into a link: '## Getting started' becomes '[Getting started](#getting-started)'. A line that is no heading, or has no text, gives the empty text.",
    signature: "(line: string) => string",
    reference: contentsLine,
    examples: each(
      "## Getting started",
      "# NOTES",
      "plain line",
      "",
      "###  Old_plan   B",
      "#",
      "say # no",
      "# 2 Été-à!",
    ),
    cases: [
      ...each("# A/b.c = D, e", "## ", "x", "# a-b", " # off", "# 12", "## É È", "#### Well-known  FACT"),
      ...each("# don't (stop)", "word # x", "-- # z", "###", "#   pad_ ", "# _-_", "# so so"),
      ...some(headings, 20, 6),
    ],
    score: [
      ...each("## <p@Q>, r/s.t = U", "#### É è", "-# x", "# --", "# 1  2 ", "# UP_Low-Mid end", "a ## b"),
      ...each("## x_y!", "###### 3.4", "Title", "#  ?", "  ## in", "# q ", "####", "# No no"),
      ...some(headings, 40, 8),
    ],
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
      [["name"], [" red  Apple "]],
      [[], ["x"]],
      [
        ["max_retry", "Port", "Host"],
        ["3", "80"],
      ],
      [["A b"], ["1", "2"]],
      [
        ["É-2", "É-2"],
        ["", "b=C"],
      ],
    ],
    cases: [
      ...inputs([["a"], ["b/c.d"]]),
      ...inputs(
        [["a"], ["two  words, x"]],
        [
          ["7", "8"],
          ["1", "2"],
        ],
      ),
      ...inputs(
        [["x"], []],
        [
          ["É é", "x-Y"],
          ["", "Up"],
        ],
        [
          ["k", "k"],
          ["1", "a=b"],
        ],
        [
          ["z", "a"],
          ["2", "1"],
        ],
      ),
      ...inputs(
        [
          ["B", "a", "B"],
          ["x", "x", "x"],
        ],
        [[" Log_LEVEL  2 "], [" don't  "]],
        [["p", "q", "r"], ["Été"]],
      ),
      ...inputs([["one"], ["1", "2", "3"]]),
      ...beside(bunches(identifiers, 0, 6), bunches(singleWords, 0, 6)),
    ],
    score: [
      ...inputs([["e"], ["f/g.h"]], [["b"], ["A-b_c.d/e = f,  g"]], [["9"], ["0"]]),
      ...inputs(
        [[], []],
        [["Q_q"], [" "]],
        [
          ["a", "B c"],
          ["D e", "F"],
        ],
        [
          ["y", "x", "Y"],
          ["b", "a", "b"],
        ],
      ),
      ...inputs(
        [
          ["m", "m", "n"],
          ["", " v  W "],
        ],
        [["Ö  ö-3"], ["é=2="]],
        [["t"], ["1", "0"]],
        [["c", "d"], []],
      ),
      ...beside(bunches(identifiers, 20, 8), bunches(singleWords, 20, 8)),
    ],
  },
  {
    name: "receipt-line",
    goal: "Turn a line such as 'red apple, 3, 12' into 'Red Apple: 15': its first part in title case, a colon, and the total of its whole numbers. A blank line gives the empty text.",
    signature: "(line: string) => string",
    reference: receiptLine,
    examples: each(
      "red apple, 3, 12",
      "TEA",
      "",
      "bread,1,two,3.5",
      "  ",
      " milk ,20, 005",
      "7, é, 2x, -4, 9",
      ",5",
    ),
    cases: [
      ...each("a <b>,3", "a-b_c.d/e = F,2", ",", "x,0", "ink; 4", "7,7", "green  TEA , 10,10", "été 2,3"),
      ...each("well-KNOWN,1 2,4", "cup,1e2,+3,8", "   ", "O'neil,100, ,5", "Q,", "12", "pen,x9,0x1,1"),
      ...some(rowLines, 0, 6),
    ],
    score: [
      ...each("c < d,4", "<p@Q> r/s.t_u-v = W,3", " , 2", "1,é", "a b  c,10,,1", "    ", "ÖL ,  6,6"),
      ...each("z,½,2", "3 4,5", ",,", "no-no, 1.0,90", "pad  , 007 ", "(BOX) x2,30,-1", "Y", "jam,$4,4,4"),
      ...some(rowLines, 20, 8),
    ],
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
      ["x@", "@Host", ""],
      ["é@uni-2.de", "z@.a", "m@b", "é@uni-2.de"],
    ),
    cases: [
      ...each(["m@n"], ["x", "a@b.c", "d@e"], ["tom@7.x", "a/b@C/d=e_f-g.h"], [""], ["z@z", "a@a", "Z@Z"]),
      ...each(["x@y.Z"], ["ann", "b@"], ["j@3M.co.uk", "k@É.fr", "l@é"], ["a@c.d", "b@b.d", "a@c.e"]),
      ...each(["", "p@My_Host", "q@my_host.x"], ["@.", "r@s-t"]),
      ...bunches(addresses, 0, 6),
    ],
    score: [
      ...each(["k@l"], ["y", "p@q.r", "s@t"], ["kim@8", "p=q@R_s-t/u=v.w"], ["@"], ["é@É.fr", "e@é"]),
      ...each(["q@.x", "r@s"], ["w@10.0.0.1", "v@Ñ-2.es"], ["u", "", "t@T"], ["B@B", "a@a", "b@b"]),
      ...each(["o@p.q", "n@m.q", "o@p.q"], ["lone.org", "x@"]),
      ...bunches(addresses, 20, 8),
    ],
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
      "=É  2\n  \nÀ-2 = !\nA=b",
    ),
    cases: [
      ...each("A/b.c = D/e_f-G, h = i", "\n", "=", "K--2==V", " q\n=Up", "  \n  ", "z=1\na=1\nz=1"),
      ...each("É_é = à B\n", "x y\n\n  MAX-3=-4  \n", "# Off=1", "\n\nv2.0 Key = don't\nk", "p=\nq"),
      ...each("a  b=c  d"),
      ...some(pages, 0, 6),
    ],
    score: [
      ...each("<p@Q>, r.s = T/u_v-W", " ", "\n = \n", "É é=É", "x_Y=1\nx_y=2", "\n\n\n"),
      ...each("m=1\n\nl = 2\nm=1", "Page__Size = A4 \nw", "1=2=3\n-", "_=_", "no\nB b=\n", "Ö-x=!\n  "),
      ...each("so so = So  so"),
      ...some(pages, 20, 8),
    ],
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
      [" host = É-2.fr ", "Port=1", "hosts=x"],
      ["port=", "host=b", "port=2"],
    ),
    cases: [
      ...each(["host=a/b"], ["host=é-1.fr", "port=a b"], ["host=7", "port=8"], [""], ["host=", "port=1"]),
      ...each(["host=h", "port="], ["port=5", "host=x", "port=6"], ["host", "port=7"], ["HOST=a"]),
      ...each(["host=My Host", "port= 8 0 "], ["report=1", "ghost=2"], ["host=", "host=c"]),
      ...each(["host = a = b", "", "port=00"]),
      ...bunches(serverSettings, 0, 7),
    ],
    score: [
      ...each(["host=c/d"], ["host = my host", "port = 9 9"], ["host=10"], ["host=À_b/c=d"], ["host"]),
      ...each(["port=p", "host=é"], ["= host"], ["host=A", "host=B", "port=1", "port=2"]),
      ...each(["port=9", "Host=q"], ["host=10.0.0.1", "PORT=3"], ["host=u_v", " port  =65535"]),
      ...each(["port=", "host=w"], ["host=k", "export=4"], ["host=", "port=6", "host=z"]),
      ...bunches(serverSettings, 25, 9),
    ],
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
      ["day ERROR été, 2 PCs ", "day ERRORS x", "", "day ERROR été, 2 PCs"],
    ),
    cases: [
      ...each(["d ERROR a/b = c"], ["d ERROR x", "d ERROR x"], ["d ERROR b", "c ERROR a"], [""]),
      ...each(["a ERROR b"], ["x y z", " 1  ERROR  2"], ["d ERROR z", "e ERROR a.", "f ERROR z"]),
      ...each(["ERROR ERROR iPhone"], ["d WARN ERROR x"], ["day [ERROR] y", "d ERROR e.g. this"]),
      ...each(["ERROR first one", "d Error w"], ["d ERROR well,", "  "]),
      ...each(["d ERROR (no)  É-2 ...", "d INFO ok"]),
      ...bunches(logLines, 0, 6),
    ],
    score: [
      ...each(["d ERROR e/f = g"], ["d ERROR y", "d ERROR y"], ["d ERROR A-b_c.d/e = f"], ["", " "]),
      ...each(["d ERRORS x"], ["1 ERROR é."], ["q error z", "  q  ERROR  y  z "]),
      ...each(["t ERROR USA", "u ERROR v!"], ["ERROR x ERROR"]),
      ...each(["n ERROR 42", "m ERROR it's a.b", "l INFO -"]),
      ...each(["k ERROR c", "k ERROR B", "k WARN d", "k ERROR c"], ["d NOERROR x"]),
      ...each(["d ERROR ERROR a;", "d <ERROR> w"]),
      ...bunches(logLines, 20, 8),
    ],
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
      [["2024-02-02 INFO", "", "2024/02/03 INFO x", " 2024-02-04  info  été, 2 PCs "], 2024],
    ],
    cases: [
      ...inputs([["5-1 a b"], -7], [["7-1 a b"], -7], [["", "7-1 a b"], 7], [["2-1 a b"], 2]),
      ...inputs([["x y z"], 2024], [["2023-05-05 OK z", "2023-05-04 OK a.", "2023-05-05 OK z"], 2023]),
      ...inputs([["2024-01-01", "2024-01-02 INFO"], 2024], [["20245-1-1 a b", "12024-1-1 a b"], 2024]),
      ...inputs([["1-2024-3 x y"], 2024], [["0800-01-01 É é à", "800-1-2-3 E iPhone  works?"], 800]),
      ...inputs([["2022 INFO well,"], 2022]),
      ...bunches(logLines, 0, 7, 2024),
    ],
    score: [
      ...inputs([["2024-01-01 a c", "2024-01-02 A D", "2024-01-03 a e"], 2024], [["7-8-9 é è"], 7]),
      ...inputs([["10"], 10], [["5-1 a b"], -5]),
      ...inputs([["2021-09-09 E b", "2020-09-09 E c", "2021-09-08 E A!"], 2021]),
      ...inputs([["3-3-3 q r s", "3-3-3 q r s"], 3], [["", "  ", "2019-1-1 x  It's  a.b"], 2019]),
      ...inputs([["2018/1/1 a b"], 2018], [["2017-01-01 WARN", "2017-01-02 W (no)"], 2017]),
      ...inputs([["4-2016 a b", "20161-1 c d"], 2016]),
      ...bunches(logLines, 25, 9, 2023),
    ],
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
      ["éva öst", "  ", " o'neil  2nd", "éva öst", "mary-ann zola"],
    ),
    cases: [
      ...each(["7", "bob 3"], ["x y z"], ["b", "a"], ["  "], ["a b", "a b"], ["öst", "zoe"], ["", ""]),
      ...each(["LI", "le grand", "jean-luc  D'ARC "], ["r2 d2", "10 b", "9 b"]),
      ...each(["émile zola", "bo bo", "", "kim"], ["a z", "b y", "c x"]),
      ...bunches(fullNames, 40, 6),
    ],
    score: [
      ...each(["8", "ray 4"], ["q"], ["éva öst", "o'neil  MARY"], ["", " "], ["c d", "c d", "b d"]),
      ...each(["Ünal ñ", "uma z"], ["z", "Y", "x"], ["mc donald", "", "mcDonald", "   "]),
      ...each(["3 doe", "20 doe"], [" kim ", "x-y Z-w q"], ["p q", "o r"]),
      ...bunches(fullNames, 60, 8),
    ],
  },
  {
    name: "setting-in-camel-case",
    goal: "Write a setting line such as 'Time Out = 30' in the form 'timeOut: \"30\"': the key in camel case, a colon, and the value in quotation marks. A line without a key gives the empty text.",
    signature: "(line: string) => string",
    reference: camelSetting,
    examples: each(
      "Time Out = 30",
      "port=80",
      "flag",
      "",
      "user_name = Ann  Öst ",
      "A = b = C",
      "=x",
      "É-2 x= !",
    ),
    cases: [
      ...each("A/b.c = D/e_f-G, h = i", "=", "  ", "K--2==V", "q =", "Log_LEVEL =  a  b", "É_é=É"),
      ...each("No sign", "max-3 = -4", "a b c=D", "x=y=", "_ = 1", "-k-= v", "v2.0 Key=don't"),
      ...each("camelCase=1"),
      ...some(settings, 0, 6),
    ],
    score: [
      ...each("<p@Q>, r.s = T/u_v-W", " = 1 2", "É é=É", "a b", "-=-", "page__size=A4", "A  B=c  d"),
      ...each("one-two = Three-4", "k==", "HTML5 Parser=x", "x:y", "  Pad  = Pad ", "= =", "Ö-x=!"),
      ...each("so so = so so", "NO SIGN"),
      ...some(settings, 20, 8),
    ],
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
      ["Around  2", 27],
      ["Été AZ ", -30],
    ],
    cases: [
      ...inputs(["A-b_c.d/e = f, g", 2], ["Z", 1], ["a", -1], ["x y", 52], ["", 0], ["été", 2], ["12", 7]),
      ...inputs(["AbYz", 3], ["Cab", -5], ["wow, 9!", -53], ["Zz", 25], ["  pad ", 30], ["[@`{", 4]),
      ...inputs(["Same", 26], ["AA", -26]),
      ...some(sentences, 0, 4, 5),
    ],
    score: [
      ...inputs(["<p@Q>, r/s.t_u-v = W", -1], ["A", -27], ["z", 26], [" ", 3], ["", -3], ["Q.q", 100]),
      ...inputs(["^_]a", -2], ["Öl 7", 1], ["NoOn", 12], ["Bad", -80], [" x  y ", 2], ["Zoo", 0]),
      ...inputs(["3-4", -9], ["yY", 78]),
      ...some(sentences, 20, 6, -7),
    ],
  },
  {
    name: "roman-numeral",
    goal: "Write a whole number from 1 to 3999 in Roman numerals, with IV for 4, IX for 9, XL for 40 and so on. Any other number gives the empty text.",
    signature: "(value: number) => string",
    reference: romanNumeral,
    examples: each(1, 4, 9, 14, 40, 1987, 0, 4000),
    cases: each(2, 5, 3999, -3, 44, 90, 400, 621, 1066, 5000, 7, 900, 50, 1000, 588, 4001),
    score: each(3, 6, 8, 10, 19, 49, 99, 100, 500, 888, 1444, 2024, 3000, 3998, -1, 10000, 4444),
  },
];
