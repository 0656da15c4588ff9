import { canonicalJson, type Json } from "../json/json.ts";

/** In which respect inputs leave what was seen. */
export type Beyond = "negative" | "foreign";

/**
 * Inputs that leave what was seen in one respect that no type forbids: numbers below 0 at places where none was seen, letters
 * beyond ASCII at places where none was. Every other thing about them is as it was.
 * @param seen inputs that are known to be asked for
 * @param from the inputs that are changed; those in which nothing can be are left out
 */
export function beyondInputs(respect: Beyond, seen: readonly Json[][], from: readonly Json[][]): Json[][] {
  const known = new Set<string>();
  for (const input of seen) {
    mapArguments(input, (leaf, place) => {
      if (isBeyond(leaf)) known.add(place);
      return leaf;
    });
  }
  return from.flatMap((input, index) => {
    let leaves = 0;
    let changes = 0;
    const changed = mapArguments(input, (leaf, place) => {
      if (known.has(place) || !isOpen(leaf)) return leaf;
      // In every other input all of them, else some: what treats them one by one shows among others.
      if (index % 2 === 1 && (leaves++ + index) % 3 > 0) return leaf;
      changes++;
      return respect === "negative" ? -(leaf as number) : withForeignLetter(leaf as string, leaves + index);
    });
    return changes > 0 ? [changed] : [];
  });

  function isBeyond(leaf: Json): boolean {
    return respect === "negative"
      ? typeof leaf === "number" && leaf < 0
      : typeof leaf === "string" && /\P{ASCII}/u.test(leaf);
  }
  function isOpen(leaf: Json): boolean {
    return respect === "negative"
      ? typeof leaf === "number" && leaf > 0
      : typeof leaf === "string" && leaf !== "";
  }
}

/**
 * Inputs in which something is empty: each argument in its turn, then all of them, then a list or a text inside of each. An empty number is 0.
 * @param from the inputs that are changed
 */
export function emptiedInputs(from: readonly Json[][]): Json[][] {
  const [first] = from;
  if (!first) return [];
  const changed = from.flatMap((input, index) => [
    input.with(index % input.length, emptyOf(input[index % input.length] as Json)),
    ...(index === 0 ? [input.map(emptyOf)] : []),
    input.map((argument) => withEmptyItem(argument, index)),
  ]);
  const seen = new Set(from.map(canonicalJson));
  return changed.filter((input) => {
    const key = canonicalJson(input);
    return !seen.has(key) && seen.add(key);
  });
}

function emptyOf(value: Json): Json {
  if (typeof value === "number") return 0;
  if (typeof value === "string") return "";
  return Array.isArray(value) ? [] : value;
}

function withEmptyItem(value: Json, turn: number): Json {
  if (!Array.isArray(value) || value.length === 0) return value;
  const place = turn % value.length;
  return value.with(place, emptyOf(value[place] as Json));
}

const foreign: Readonly<Record<string, string>> = {
  a: "á",
  e: "é",
  i: "ï",
  o: "ö",
  u: "ü",
  n: "ñ",
  c: "ç",
  s: "š",
};

/** A letter of a text as other languages write it; at its end where it has none of these. */
function withForeignLetter(text: string, turn: number): string {
  const places = [...text.matchAll(/[aeiouncs]/gi)];
  const one = places[turn % Math.max(1, places.length)];
  if (!one) return `${text}é`;
  const letter = foreign[one[0].toLowerCase()] as string;
  const other = one[0] === one[0].toLowerCase() ? letter : letter.toUpperCase();
  return text.slice(0, one.index) + other + text.slice(one.index + 1);
}

type LeafMap = (leaf: Json, place: string) => Json;

function mapArguments(input: readonly Json[], map: LeafMap): Json[] {
  return input.map((argument, i) => mapLeaves(argument, `${i}`, map));
}

/** Places of the items of a list are one place. */
function mapLeaves(value: Json, place: string, map: LeafMap): Json {
  if (Array.isArray(value)) return value.map((item) => mapLeaves(item, `${place}[]`, map));
  if (typeof value !== "object" || value === null) return map(value, place);
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [key, mapLeaves(field, `${place}.${key}`, map)]),
  );
}
