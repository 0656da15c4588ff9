import type { Json } from "@portolan/core";

/** Pools of realistic texts, the same in every run, for the part of the inputs not written by hand. */

const size = 150;

type Draw = <Item>(items: readonly Item[]) => Item;

/** Inputs of one argument each. */
export function each(...values: Json[]): Json[][] {
  return values.map((value) => [value]);
}

/** Inputs of several arguments each. */
export function inputs(...several: Json[][]): Json[][] {
  return several;
}

/** `count` texts of a pool from a place on, one an input, followed by the same `rest` of the arguments. */
export function some(texts: string[], from: number, count: number, ...rest: Json[]): Json[][] {
  return texts.slice(from, from + count).map((text) => [text, ...rest]);
}

/** Like `some`, each input a list of 2 to 4 texts of the pool. */
export function bunches(texts: string[], from: number, count: number, ...rest: Json[]): Json[][] {
  const lists: Json[][] = [];
  for (let i = 0, start = from; i < count; i++) {
    const end = start + 2 + (i % 3);
    lists.push([texts.slice(start, end), ...rest]);
    start = end;
  }
  return lists;
}

/** Puts the arguments of two lists of inputs side by side. */
export function beside(left: Json[][], right: Json[][]): Json[][] {
  return left.map((input, i) => [...input, ...(right[i] ?? [])]);
}

/** Inputs of one table each, whose rows are the first arguments of the given lists of inputs. */
export function stacked(...rows: Json[][][]): Json[][] {
  return (rows[0] ?? []).map((_, i) => [rows.map((row) => row[i]?.[0] ?? [])]);
}

const firstNames =
  "Ada Bruno Chiara Dmitri Elena Farid Grace Hugo Ines Jonas Kira Liam Mei Noor Otto Zoé".split(" ");
const lastNames =
  "Abel Brandt Costa Duarte Engel Fischer Garcia Hansen Ito Jansen Kumar Lopez Moreau Novak Öst".split(" ");
const nouns =
  "apple garden river engine letter window market signal copper bridge winter harbor pencil lamp".split(" ");
const verbs = "opens stops misses needs carries follows loses repairs paints counts finds turns".split(" ");
const qualities = "old quiet green heavy empty early broken plain warm long red late".split(" ");
const keys = "max retries,time out,host,port,user name,log level,color,page size,due date,owner".split(",");
const sites = "acorn.org mail.example.com harbor.net uni-koeln.de post.fi shop.co.uk lumen.io".split(" ");
const folders = "home docs photos src notes archive 2024 music".split(" ");
const extensions = "txt md png csv JPG ts tar.gz PDF".split(" ");

/** Single words, some with a capital, some in upper case, some palindromes. */
export const singleWords = pool(11, (draw) => {
  const word = draw([...nouns, ...verbs, ...qualities, "level", "noon", "radar", "stats", "kayak"]);
  const form = draw(["plain", "plain", "proper", "upper", "twisted"]);
  if (form === "proper") return proper(word);
  if (form === "upper") return word.toUpperCase();
  return form === "twisted" ? word.slice(0, 2) + word.slice(2).toUpperCase() : word;
});

/** Two to five words with mixed case and sometimes too many spaces. */
export const phrases = pool(12, (draw) => {
  const count = draw([2, 3, 3, 4, 5]);
  const words = Array.from({ length: count }, () => {
    const word = draw([...nouns, ...verbs, ...qualities]);
    return draw([word, word, proper(word), word.toUpperCase()]);
  });
  return draw(["", "", " "]) + words.join(draw([" ", " ", "  "])) + draw(["", "", "", "  "]);
});

/** Phrases, some already ended like a sentence. */
export const sentences = pool(13, (draw) => {
  const words = [draw(["the", "a", "My", "this"]), draw(qualities), draw(nouns), draw(verbs), draw(nouns)];
  return words.join(draw([" ", " ", "  "])) + draw([".", "", "", "!", "?"]);
});

/** Names of people, carelessly typed: one to three parts, any case. */
export const fullNames = pool(14, (draw) => {
  const middle = draw(["", "", "", ` ${draw(firstNames)}`, ` ${draw(lastNames)}`]);
  const name = `${draw(firstNames)}${middle} ${draw(lastNames)}`;
  const typed = draw([
    name,
    name.toLowerCase(),
    name.toUpperCase(),
    `${name.slice(0, 3).toLowerCase()}${name.slice(3)}`,
  ]);
  return draw(["", "", "", " "]) + typed.replaceAll(" ", draw([" ", " ", " ", "  "]));
});

/** `ann.novak@harbor.net`. */
export const addresses = pool(15, (draw) => {
  const user = `${draw(firstNames)}${draw([".", "_", "+", ""])}${draw(lastNames)}`;
  const site = draw(sites);
  return draw([
    `${user.toLowerCase()}@${site}`,
    `${user}@${site.toUpperCase()}`,
    `${user.toLowerCase()}@${site}`,
  ]);
});

/** `ann novak <ann@harbor.net>`. */
export const contacts = pool(16, (draw) => {
  const first = draw(firstNames);
  const name = draw([first, `${first} ${draw(lastNames)}`, `${first} ${draw(lastNames)} ${draw(lastNames)}`]);
  const typed = draw([name, name.toLowerCase(), name.toUpperCase(), name.replace(" ", "  ")]);
  return `${typed} <${draw([first, first.toLowerCase()])}@${draw(sites)}>`;
});

/** `/home/docs/old-garden.txt`. */
export const paths = pool(17, (draw) => {
  const way = draw(["", "/", `${draw(folders)}/`, `/${draw(folders)}/${draw(folders)}/`, "a.b/"]);
  const name = [draw(qualities), draw(nouns), draw(nouns)]
    .slice(0, draw([1, 2, 3]))
    .join(draw(["-", "_", "-"]));
  const typed = draw([name, name, proper(name), name.toUpperCase()]);
  return way + typed + draw([`.${draw(extensions)}`, `.${draw(extensions)}`, `.${draw(extensions)}`, ""]);
});

/** Paths of few extensions, for tasks that pick files of one kind. */
export const documents = pool(26, (draw) => {
  const name = [draw(qualities), draw(nouns), draw(nouns)].slice(0, draw([1, 2, 3])).join(draw(["-", "_"]));
  return (
    draw(["", "/", `${draw(folders)}/`]) + name + draw([".txt", ".txt", ".TXT", ".png", ".png", ".md", ""])
  );
});

/** Texts with runs of equal characters. */
export const runs = pool(27, (draw) => {
  const run = (): string => draw(["a", "b", "c", "o", "-"]).repeat(draw([1, 1, 2, 3, 11]));
  return Array.from({ length: draw([2, 3, 4]) }, run).join("");
});

/** Words many of which have the same letters. */
export const anagrams = pool(28, (draw) => {
  const word = draw("stop pots spot tops opts post tea eat ate eta item time emit mite".split(" "));
  return draw([word, proper(word), word.toUpperCase()]);
});

/** Texts in which words come again. */
export const echoes = pool(29, (draw) => {
  const word = (): string => draw(["the", "The", "sea", "SEA", "old", "and", "red"]);
  return Array.from({ length: draw([3, 4, 5, 7]) }, word).join(draw([" ", " ", "  "]));
});

/** `max retries = 5`. */
export const settings = pool(18, (draw) => {
  const key = draw(keys).replaceAll(" ", draw([" ", "_", "-", " "]));
  const value = draw([
    "5",
    "30",
    "true",
    "a=b",
    draw(nouns),
    draw(sites),
    `${draw(qualities)} ${draw(nouns)}`,
  ]);
  return (
    draw([key, proper(key), key.toUpperCase()]) +
    draw(["=", " = ", "= ", "  ="]) +
    value +
    draw(["", "", " "])
  );
});

/** `host = harbor.net`: lines that say how to reach a server, and others. */
export const serverSettings = pool(25, (draw) => {
  const lines = ["host", "host", "port", "user", "color", "Port"];
  const key = draw(lines);
  const ports = ["80", "8080", "5432", "443", "22", "6000"];
  const value = key === "host" ? draw(sites) : key === "port" ? draw(ports) : draw([...nouns, ...ports]);
  return draw(["", "", " "]) + key + draw(["=", " = ", "= ", " ="]) + value + draw(["", "", " "]);
});

/** `apple, 3 ,red,12`. */
export const rowLines = pool(19, (draw) => {
  const field = (): string =>
    draw([draw(nouns), draw(qualities), "", "7", "12", "040", "3", "x2", "100", "2.5"]);
  const fields = [draw(nouns), ...Array.from({ length: draw([1, 2, 3, 4]) }, field)];
  return fields.map((text) => draw([text, text, ` ${text}`, ` ${text} `])).join(",");
});

/** `## Getting started`; one in six lines is no heading. */
export const headings = pool(20, (draw) => {
  const title = `${proper(draw(qualities))} ${draw([draw(nouns), draw(nouns).toUpperCase(), `${draw(nouns)}_${draw(verbs)}`])}`;
  return draw(["# ", "# ", "## ", "## ", "### ", ""]) + title;
});

/** `2024-03-05 ERROR disk is full`. */
export const logLines = pool(21, (draw) => {
  const severity = draw(["ERROR", "ERROR", "INFO", "WARN"]);
  return `${dateOf(draw, ["2022", "2023", "2024", "2024"])} ${severity} ${draw(["the", "no", "one"])} ${draw(nouns)} ${draw(verbs)}${draw(["", "", ".", "!"])}`;
});

/** `2024-03-05`. */
export const dates = pool(22, (draw) => dateOf(draw, ["1999", "2021", "2022", "2023", "2024", "2025"]));

/** Identifiers and labels: `max-retry-count`, `Due_date`, `page size`. */
export const identifiers = pool(23, (draw) => {
  const mark = draw(["-", "_", " ", "-"]);
  const words = [draw(qualities), draw(nouns), draw(verbs)].slice(0, draw([1, 2, 2, 3]));
  const text = words.join(mark);
  return draw([text, text, proper(text), text.toUpperCase()]);
});

/** Texts of two to four lines, some of them blank. */
export const pages = pool(24, (draw) => {
  const line = (): string =>
    draw([
      draw(nouns),
      `${draw(qualities)} ${draw(nouns)}`,
      "",
      "  ",
      `${draw(keys)}=${draw(["1", "on", "red"])}`,
    ]);
  return Array.from({ length: draw([2, 3, 4]) }, line)
    .join("\n")
    .slice(0, 60);
});

function dateOf(draw: Draw, years: string[]): string {
  const month = draw(["01", "02", "03", "04", "07", "09", "10", "12"]);
  return `${draw(years)}-${month}-${draw(["01", "05", "09", "11", "15", "20", "28", "30"])}`;
}

function proper(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

/** Distinct texts of at most 60 characters, drawn by a generator (mulberry32) that starts at `seed`. */
function pool(seed: number, make: (draw: Draw) => string): string[] {
  let state = seed * 7919;
  const draw: Draw = (items) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    const fraction = ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    return items[Math.floor(fraction * items.length)] as (typeof items)[number];
  };
  const texts = new Set<string>();
  for (let tries = 0; texts.size < size && tries < size * 40; tries++) {
    const text = make(draw);
    if (text.length <= 60) texts.add(text);
  }
  return [...texts];
}
