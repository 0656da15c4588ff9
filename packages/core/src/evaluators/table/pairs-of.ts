import type { Json } from "../../json/json.ts";
import type { Lookup } from "./lookups-in.ts";

const mostLists = 12;
const mostLength = 200;
const between = [",", ";", "|", "\n", "&", " "];
const within = [":", "=", ">", "~", "\t", ",", "|", " "];

/** What could be looked up in constants: fields of objects, items by their place, pairs in lists and texts, lists side by side. */
export function pairsOf(constants: readonly Json[]): Lookup[] {
  const lists = constants.filter((value): value is Json[] => Array.isArray(value));
  return [...constants.flatMap(pairsIn), ...sideBySide(lists)];
}

function pairsIn(value: Json): Lookup[] {
  if (typeof value === "string") return pairsInText(value);
  if (typeof value !== "object" || value === null) return [];
  if (!Array.isArray(value)) {
    const fields = Object.entries(value).map(([key, field]) => ({ key, value: field }));
    // `{ input: 3, output: 6 }` is one pair.
    const [first, second] = fields;
    return first && second && fields.length === 2
      ? [...fields, { key: first.value, value: second.value }]
      : fields;
  }
  const [key, second] = value;
  const pair = value.length === 2 ? [{ key: key as Json, value: second as Json }] : [];
  return [...pair, ...value.slice(0, mostLength).map((item, place) => ({ key: place, value: item }))];
}

function pairsInText(text: string): Lookup[] {
  if (text.length < 5) return [];
  return between.flatMap((separator) => {
    const parts = text.split(separator).slice(0, mostLength);
    if (parts.length < 2) return [];
    return within.flatMap((mark) =>
      parts.flatMap((part) => {
        const at = part.indexOf(mark);
        return at > 0 ? [{ key: part.slice(0, at), value: part.slice(at + 1) }] : [];
      }),
    );
  });
}

function sideBySide(lists: readonly Json[][]): Lookup[] {
  const long = lists.filter(({ length }) => length > 2 && length <= mostLength).slice(0, mostLists);
  return long.flatMap((keys) =>
    long
      .filter((values) => values !== keys && values.length === keys.length)
      .flatMap((values) => keys.map((key, i) => ({ key, value: values[i] as Json }))),
  );
}
