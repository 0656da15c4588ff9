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
  inputs,
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
    examples: each(
      "jane doe",
      "Ann",
      "",
      "ADA m. LOVELACE",
      "  joe   costa",
      "BOB",
      "éva van öst",
      "mary-ann O'NEIL ",
    ),
    cases: [
      ...each("a_b c-d", "anna lee-moss", "7", "bob 3", "a-b c_d e/f.G", "  ", "x", "a b", "O'Neil MARY"),
      ...each("jean-luc  le Grand", "LI  ", "öst", "émile zola jr.", "henry the 8th", "3 doe", "a b c D"),
      ...each("bo bo"),
      ...some(fullNames, 0, 6),
    ],
    score: [
      ...each("bill_m abb", "8 9", "p_q r.s/t-U", " ", "x y z", "mcDonald", "li  B ", "ana maria D'ARC"),
      ...each("zoë", "Ü ñ", "x-y Z-w", " KIM ", "r2 d2 4", "j. r. tolkien", "doe doe"),
      ...some(fullNames, 20, 8),
    ],
  },
  {
    name: "surname-first",
    goal: "Write a name as in a directory: its last word, a comma, and its first word, in title case; names in the middle are left out. A name of one word is only put in title case; a blank one becomes empty.",
    signature: "(name: string) => string",
    reference: surnameFirst,
    examples: each(
      "jane doe",
      "Ann",
      "",
      "ADA m. LOVELACE",
      "  joe   costa",
      "BOB",
      "éva van öst",
      "mary-ann O'NEIL ",
    ),
    cases: [
      ...each("anna lee-moss", "7", "bob 3", "a-b c_d e/f.G", "  ", "x", "a b", "O'Neil MARY"),
      ...each("jean-luc  le Grand", "LI  ", "öst", "émile zola jr.", "henry the 8th", "3 doe", "a b c D"),
      ...each("bo bo"),
      ...some(fullNames, 40, 6),
    ],
    score: [
      ...each("bill abb", "8 9", "p_q r.s/t-U", " ", "x y z", "mcDonald", "li  B ", "ana maria D'ARC"),
      ...each("zoë", "Ü ñ", "x-y Z-w", " KIM ", "r2 d2 4", "j. r. tolkien", "doe doe"),
      ...some(fullNames, 60, 8),
    ],
  },
  {
    name: "file-name-without-extension",
    goal: "Give the file name of a path without its extension: what follows the last slash, up to its last dot. A name without a dot stays whole.",
    signature: "(path: string) => string",
    reference: baseName,
    examples: each(
      "/home/ann/plan.txt",
      "plan.md",
      "",
      "docs/",
      "a.b/notes",
      "x.tar.gz",
      "readme",
      "b/Été 2.PNG",
    ),
    cases: [
      ...each("a=b/C-d_e = f, g  h.i", "/", ".rc", "a//b.c", "end.", "x.y/Z", "a.b.c.d", "UP/Read Me.MD"),
      ...each("v1.2/notes", "12.5", "docs/old.d/", "é/à.ü", "no ext", "q.c/r.tar.gz", "a..b", "a.b/a.b"),
      ...some(paths, 0, 6),
    ],
    score: [
      ...each("<p@q>/R_s = t-u, V  w.x", "x", "./q.e", "a.b/", "/é.è.ê", "../up.x", "1.2.3", "Caps.TXT"),
      ...each("long name.md", "d.d/.env", "c//", "z.", "p/q/r/s.t-u", "A_b-c", "t.t.t"),
      ...some(paths, 6, 8),
    ],
  },
  {
    name: "file-extension",
    goal: "Give the extension of the file that a path names, in lower case: what follows the last dot of its file name. A file name without a dot gives the empty text.",
    signature: "(path: string) => string",
    reference: fileExtension,
    examples: each(
      "/home/ann/plan.txt",
      "Photo.JPG",
      "",
      "docs/",
      "a.b/notes",
      "x.tar.gz",
      "readme",
      "Été 2.7Z",
    ),
    cases: [
      ...each("a<b.c", "a=b/c.D-e_f = g", "/", ".rc", "a//b.c", "end.", "x.y/Z", "a.b.c.D"),
      ...each("UP/Read Me.MD", "v1.2/notes", "12.5", "docs/old.d/", "é/à.Ü", "NO EXT", "q.c/r.tar.GZ"),
      ...each("a..b", "page.html5", "s.c++"),
      ...some(paths, 20, 6),
    ],
    score: [
      ...each("d<E.f", "<p@q>/r.S_t-u,v", "x", "./q.e", "a.b/", "/É.È", "../up.x", "1.2.3", "Caps.TXT"),
      ...each("long name.md", "d.d/.Env", "c//", "z.", "p/q/r/s.t-U", "A_b-c", "my.file.mp4", "b.x_1"),
      ...each("t.T.t"),
      ...some(paths, 26, 8),
    ],
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
      "jean-luc D'ARC 2ND <é@x.org>",
    ),
    cases: [
      ...each("a-b c_d/e.F = g <h>", "  ", "x <", "a<b<c", "éva öst < e@o.se >", "  bo bo", "O'NEIL"),
      ...each("R2 d2 <r@d>", "a b c d <e@f>", "mary-ann K. <m>", "x > y <z>", "(ada) <a@b>"),
      ...some(contacts, 0, 6),
    ],
    score: [
      ...each("p_q r.s/t-U, v <w>", " <", "x > y", "B C <>", "d@e.fr", "ÜNAL  ñ <u@n>"),
      ...each("henry the 8TH <h@8.uk>", " kim<k@k><l@l>", "JO-ann", "no no <n@o.no>", "mcDonald j.  <m@c>"),
      ...each("[li] <l@i>"),
      ...some(contacts, 6, 8),
    ],
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
      "x> <É-2@y.se> <z@w>",
    ),
    cases: [
      ...each("x <a/b=c@d.e>", "<x@y.z>", "ann < 7 >", "éva <é@ö.se", "x <y z@W.v> <u>", "  ", "x <"),
      ...each("a<b<c>", "éva öst <E@Ö.se>", "Bo <B.o+1@Shop.co.uk>", "ann@x.org", "J <no at>"),
      ...each("k <k@l> <m@n>", "r2 <R2_D2@10.0.0.1>", "a > b", "q <q@r  ", "li <li@uni-KOELN.de>x"),
      ...some(contacts, 20, 6),
    ],
    score: [
      ...each("y <p/q=r@s.t>", "<w@v.u>", "bob < 8 >", "p <q-r_s/t.u=V@w>", " <>", "x > y", "B <C> <D>"),
      ...each("d@e.fr", "<<u@v>>", "Ü <Ü@Ñ.ES>", "p <  P@q.r>", "z> <Z@3m.com>", "JO <jo@jo"),
      ...each("t <T-t_t@sub.Mail.io> 5", "m < M N >", "  <  "),
      ...some(contacts, 26, 8),
    ],
  },
  {
    name: "site-of-address",
    goal: "Give the name of the site of an e-mail address: the first part of its domain, up to the first dot, in lower case. An address without @ gives the empty text.",
    signature: "(address: string) => string",
    reference: siteName,
    examples: each(
      "jane@acorn.org",
      "bob.t@Mail.Example.COM",
      "no.address",
      "",
      "x@host",
      "a@.b",
      "a@B@c.d",
      "é@3-M.co",
    ),
    cases: [
      ...each("abb@oo.c", "1@2.3", "tom@7.x", "a/b@C/d=e_f-g.h", "@", "@h.i", "x.y@", "Q@Q.Q", "é@Öst.se"),
      ...each("n1@10.0.0.1", "j+k@Shop.co.uk", "UPPER.ORG", "me@my_host-2", "ann.b.c@UNI-Koeln.de"),
      ...each("r@r@r.r"),
      ...some(addresses, 0, 6),
    ],
    score: [
      ...each("egg@nn.d", "5@6.7", "kim@8", "p=q@R_s-t/u=v.w", "@@", "é@É.fr", "a.b@1.2", "org"),
      ...each("k_l@Sub_Net.a-b.DE", "tom@web4.IO", "ANN", "@.", "x@y@Z.w", "u@V-8.c", "@lone"),
      ...some(addresses, 6, 8),
    ],
  },
  {
    name: "normal-setting",
    goal: "Write a setting line such as 'Time Out = 30' in its normal form 'time-out=30': the key in kebab case, the equals sign, the value, with no spaces around them. A line without an equals sign gives the empty text.",
    signature: "(line: string) => string",
    reference: normalSetting,
    examples: each(
      "Time Out = 30",
      "port=80",
      "flag",
      "",
      "user_name = Ann Öst ",
      "A = b = C",
      " x=",
      "  =  Up  2",
    ),
    cases: [
      ...each("A/b.c = D/e_f-G, h = i", "=", "  ", "K--2==V", "=Up", "Log_LEVEL =  a  b", "É_é=É"),
      ...each("No sign", "max-3 = -4", "q  =  ", "a b c=d", "x=y=", "-k-= v", "UP=1_0", "v2.0 Key=don't"),
      ...some(settings, 0, 6),
    ],
    score: [
      ...each("<p@Q>, r.s = T/u_v-W", " = 1 2", "É É = é", "a b", "q =", "page__size=A4", "A  B=c  d"),
      ...each("_=_", "one-two = Three-4", "k==", "x:y", "  Pad  = Pad ", "= =", "Ö-x=!", "so so = so so"),
      ...some(settings, 20, 8),
    ],
  },
  {
    name: "anchor-of-heading",
    goal: "Give the link target of a heading line: '## Getting started' becomes '#getting-started', a # and the text of the heading in kebab case. A line that is no heading, or has no text, gives the empty text.",
    signature: "(line: string) => string",
    reference: headingAnchor,
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
      ...each("# a <b>", "# A/b.c = D, e", "## ", "x", "# a-b", " # off", "# 12", "## É È"),
      ...each("#### Well-known  FACT", "# don't (stop)", "word # x", "-- # z", "###", "#   pad_ ", "# _-_"),
      ...each("# so so"),
      ...some(headings, 0, 6),
    ],
    score: [
      ...each("# c < d", "## <p@Q>, r/s.t = U", "#### É è", "-# x", "# --", "# 1  2 ", "# UP_Low-Mid end"),
      ...each("a ## b", "## x_y!", "###### 3.4", "Title", "#  ?", "  ## in", "# q ", "####", "# No no"),
      ...some(headings, 6, 8),
    ],
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
      ["day ERROR Été 2!", "day ERRORS x", "", "day ERROR Été 2!"],
    ),
    cases: [
      ...each(["d ERROR z", "d ERROR a", "d ERROR z"], [""], ["a ERROR b c"], ["x y z", " 1  ERROR  2"]),
      ...each(["day Error x", "day [ERROR] y", "day ERROR: z"], ["ERROR ERROR ERROR"]),
      ...each(["d ERROR", "d ERROR "], ["d ERROR z", "e ERROR a", "f ERROR z"], ["2024-05-01 INFO ERROR"]),
      ...each(["d ERROR don't (x), É-2", "  "], ["d NOERROR x", "d ERROR Up and DOWN "]),
      ...bunches(logLines, 0, 6),
    ],
    score: [
      ...each(["d ERROR A-b_c.d/e = f, g"], ["", " "], ["d ERRORS x"], ["1 ERROR a", "1 ERROR a"]),
      ...each(["q error z", "  q  ERROR  y  z "], ["t ERROR", "u ERROR v"], ["ERROR x ERROR"]),
      ...each(["d WARN ERROR", "d E"], ["n ERROR 42", "m ERROR é.", "l INFO -"], ["d <ERROR> w"]),
      ...each(["k ERROR c", "k ERROR b", "k WARN d", "k ERROR UP"]),
      ...bunches(logLines, 20, 8),
    ],
  },
  {
    name: "camel-case",
    goal: "Write a label in camel case, as 'max retry-count' becomes 'maxRetryCount'; spaces, hyphens and underscores separate words, and other capitals become small. A blank label becomes empty.",
    signature: "(text: string) => string",
    reference: camelCase,
    examples: each("max retry-count", "Due_Date", "plain", "", "USER NAME", " a--b ", "-x", "page 2 étÉ"),
    cases: [
      ...each("a <b> c", "4 2", "A/b.c = D, e", "7", "_", "  ", "Q", "page 2 size", "Été_À"),
      ...each("HTML5 Parser", "trail_ ", "a__b--c  d", "x - Y", "camelCase", "3_d", "don't STOP"),
      ...each("v2.1_final", "no no-no"),
      ...some(identifiers, 0, 6),
    ],
    score: [
      ...each("d < e", "8 9", "<p@Q>, r/s.t = U", "__init__", "A - B", "été Là", "iPhone", "- _ -"),
      ...each("2024_report", "a/b C", "   ", "one two_three-FOUR five", "--", "Ö_ü!", "x1-y2", "SO so"),
      ...some(identifiers, 20, 8),
    ],
  },
  {
    name: "total-of-line",
    goal: "Add up the whole numbers among the parts of a line separated by commas; parts that are not digits only do not count. Without numbers the total is 0.",
    signature: "(line: string) => number",
    reference: lineTotal,
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
      ...each("12-3,4.5,6/7, 8 = 9,10", ",", "0,0", "5 6, 1", "1;2", "12,3,7", "x,1x,x1", "+4,4"),
      ...each("  8  ,9", "1.0,1.5", "100000,2", "007,03", "a,,3", "-1", "10,2,10", "½,3", "2e2,é 5,5"),
      ...each("0x2,2"),
      ...some(rowLines, 0, 6),
    ],
    score: [
      ...each("1_0,2/3,é4,5=6, 11,12 ", "  ", "10,9, 8", "1e3,1", ",,2", "0", "0x1F,31", "5-6,7"),
      ...each("3,1,2,3", "  12", "two,2,II", "$5,5", "1 000,1000", "4.,.4,4", "99,-99", "n1,1", "000,60"),
      ...each("1.0,+3"),
      ...some(rowLines, 20, 8),
    ],
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
      [[" rule = a = B "], "rule"],
      [["port", "80 = port"], "port"],
      [["user name=é  2", "name=x"], "name"],
      [["key = ", "key=1"], "key"],
    ],
    cases: [
      ...inputs([["b=2", "a=1", "b=0"], "b"], [["color=red", "Color=blue"], "Color"]),
      ...inputs([["Z=1", "A=2", "Z=3"], "Z"], [["k = É A-b_c.d/e, f"], "k"], [["=x"], ""], [["a=1"], "b"]),
      ...inputs([["flag"], "flag"], [["hosts=1", "host=2"], "host"], [["a = b = a"], "b"]),
      ...inputs([["max  size = 3  4 "], "max  size"], [["x=Up", "x=down"], "x"], [["é_2=!"], "é_2"]),
      ...inputs([["A=1", "a=2"], "a"], [["q=", "q=3"], "q"], [["", "  ", " k  =v=w="], "k"]),
      ...inputs([["p = no, 7", "o = P"], "o"], [["n=1"], "n=1"]),
      ...bunches(serverSettings, 0, 7, "host"),
    ],
    score: [
      ...inputs([["d=2", "c=1", "d=0"], "d"], [["size=1", "Size=2"], "Size"], [["Y=2", "Y=1"], "Y"]),
      ...inputs([["p q = <Ü> r/s.t_u-v"], "p q"], [[""], ""], [["b=", "b=2"], "b"], [["é = è"], "é"]),
      ...inputs([["report=1", "port=2"], "port"], [["B=1", "b=2"], "B"], [["c=d", "d=c"], "c"]),
      ...inputs([["c d=1", "c=2"], "c"], [["u = É  x 9 "], "u"], [["w"], "w"], [["y==z"], "y"]),
      ...inputs([["1=one", "2=two", "1=uno"], "1"], [["z-z=Z"], "z-z"], [["m=1", "", "l=-2.5"], "l"]),
      ...inputs([["s=t"], "t"]),
      ...bunches(serverSettings, 25, 9, "port"),
    ],
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
      " 2022-07-09  WARN  low  battery. ",
      "today INFO who?",
      "1999-01 info été, 2 PCs",
    ),
    cases: [
      ...each("3-4 5 6", "2 INFO 3", "2024-01-02 INFO a/b_c-d = E, f # g", " ", "a b", "1-2 x y"),
      ...each("x y z w", "2024-05-01 INFO 42", "2024-05-02 WARN well,", "  7-8-9  E  é  à  "),
      ...each("2024-06-01 ERROR e.g. this", "2021-02-03 INFO stop! now", "1-2-3-4 INFO iPhone works?"),
      ...each("2024-07-07 ", "2020-01-02 INFO done...", "day INFO no no", "2024/03/05 OK USA"),
      ...some(logLines, 0, 6),
    ],
    score: [
      ...each("7-8 9 1", "3 E 4", "2024-02-03 INFO <p@Q> r/s.t_u-v = W", "   ", "1999 É é", "a-b c d", "q"),
      ...each("2023-01-01 info (no)  1/2", "d-e f g-h i", "2025-05-05 OK 7  up;", "5-6 x y ...", "x y z? "),
      ...each("date lvl", "2024-08-08 WARN it's a.b", "9-9-9-9 q r!", "2024-08-09 E McDonald  so so"),
      ...some(logLines, 20, 8),
    ],
  },
  {
    name: "pairs-of-settings",
    goal: "Read a text of setting lines such as 'port = 80' and give a row of key and value for each line that is not blank. A text without such lines gives an empty list.",
    signature: "(text: string) => string[][]",
    reference: settingPairs,
    examples: each(
      "port = 80\nhost=a.org",
      "color=red",
      "",
      "flag\n\n x = y = z ",
      "  \n",
      "a=1\na=2\n",
      "User  Name=Été  2!\n=\n7 = ",
    ),
    cases: [
      ...each("a = b/c", "a-very-long-key = and a long value", "x = two  words\na  b=1", "\n", "=", "q "),
      ...each("k==v\n\n=w", "  \n  \n", "1=2\n-=-", "É_2 = à b\n", " lone word \nx=", "B=1\nA=2\nB=1"),
      ...each("\n\n p = don't  ", "# off=1", "a.b=c=d=\n z"),
      ...some(pages, 0, 6),
    ],
    score: [
      ...each("d/e = f/g", "the longest key of all = its value", "p q = A-b_c.d/e,  f = g", " ", "\n = \n"),
      ...each("é = è", "1=\n=2", "z=1\n\ny = 2\nz=1", "...\n!=?", "UP  x=Down\n\n", "42"),
      ...each("k = v=w \n\n q ", "\n\n\n", "a-b=c_d\nA=a", "  m  =  n  o  "),
      ...some(pages, 20, 8),
    ],
  },
  {
    name: "balanced-brackets",
    goal: "Say whether the round and square brackets of a text are balanced: each closing one closes the last open one of its kind, and none stays open. A text without brackets is balanced.",
    signature: "(text: string) => boolean",
    reference: isBalanced,
    examples: each("(a + b) * [c]", "(]", "", "([x)]", ")(", "[(a) (b)]", "((a)", "a) {"),
    cases: [
      ...each("1, (2", "f(a, b[0]) = (c", "()", "[", "no brackets", "(()[])", "[(])", "f(x[1])", "(a))"),
      ...each("]", "[[]]", "(()", "a[1](2)", "[)", "1) one", "(É [2] 3)", "][", "()()", "{x", "<a>}"),
      ...each("[]]["),
    ],
    score: [
      ...each("x, ] y", "sum(list[1], x) = y)", "[]", "(", "x", "(([]))", "([(])", "g(h(i), j[0])", "[a]]"),
      ...each("())(", "([])[]", "[(", "a[b(c]d)", "{(})", "}", "é (ok)", ")", "[1] 2]", "( [ ) ]", "[[a]"),
      ...each("(2)(3"),
    ],
  },
];
