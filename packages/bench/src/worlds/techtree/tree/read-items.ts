import { brokenLine, linesOf, numberIn, parts, words } from "./lines.ts";
import type { Item, Place } from "./tree.ts";

/** Words of an authored line by the familiar name that starts it: what it is called otherwise. */
export type Names = ReadonlyMap<string, string>;

/** Reads the lines of items; `data/items.ts` says how they are written. */
export function readItems(text: string): { items: Map<string, Item>; names: Names } {
  const items = new Map<string, Item>();
  const names = new Map<string, string>();
  for (const line of linesOf(text)) {
    const [title = "", ...traits] = parts(line, ";");
    const [name = "", otherwise = name] = words(title);
    const item: Item = { name, stack: 64 };
    for (const trait of traits) readTrait(item, words(trait), line);
    items.set(name, item);
    names.set(name, otherwise);
  }
  return { items, names };
}

/** Reads the lines of places, in the same way. */
export function readPlaces(text: string): { places: Map<string, Place>; names: Names } {
  const places = new Map<string, Place>();
  const names = new Map<string, string>();
  for (const line of linesOf(text)) {
    const [title = "", ...traits] = parts(line, ";");
    const [name = "", otherwise = name] = words(title);
    const place: Place = { name, isStart: false, realm: "surface" };
    for (const trait of traits) {
      const [key, first = "", how] = words(trait);
      if (key === "start") place.isStart = true;
      else if (key === "from") place.from = first;
      else if (key === "realm") place.realm = first;
      else if (key === "needs") place.needs = { item: first, how: how === "placed" ? "placed" : "carried" };
      else throw brokenLine(line, `"${key}" is no trait of a place`);
    }
    places.set(name, place);
    names.set(name, otherwise);
  }
  return { places, names };
}

function readTrait(item: Item, [key, first, second]: string[], line: string): void {
  if (key === "stack") item.stack = numberIn(first, line);
  else if (key === "burns") item.burns = numberIn(first, line);
  else if (key === "placed") item.isPlaced = true;
  else if (key === "leaves" && first) item.leaves = first;
  else if (key === "tool" && first) item.tool = { kind: first, tier: numberIn(second, line) };
  else if (key === "uses") {
    item.uses = numberIn(first, line);
    item.stack = 1;
  } else throw brokenLine(line, `"${key}" is no trait of an item`);
}
