import { canonicalJson, type Json } from "../json/json.ts";

/** What the arguments of every example have in common with one another; programs may rely on it. */
type Relation =
  | { kind: "place" | "member" | "part" | "same-length" | "not-above"; of: number; in: number }
  /** What holds in half of the inputs at least: a look-up that finds something, and one that does not. */
  | { kind: "often-member" | "often-word"; of: number; in: number }
  /** `most` 1 where the place behind the last one was seen too. */
  | { kind: "place"; of: number; in: number; most: number };

/** Finds what holds between the arguments of all inputs; nothing of fewer than two of them. */
export function relationsOf(inputs: readonly Json[][]): Relation[] {
  const arity = inputs[0]?.length ?? 0;
  if (inputs.length < 2) return [];
  const pairs = Array.from({ length: arity * arity }, (_, i) => ({
    of: i % arity,
    in: Math.floor(i / arity),
  }));
  return pairs
    .filter((pair) => pair.of !== pair.in)
    .map((pair) => ({
      ...pair,
      values: inputs.map((input) => [input[pair.of], input[pair.in]] as [Json, Json]),
    }))
    .flatMap(({ values, ...pair }): Relation[] => {
      if (values.every(isPart)) return [{ kind: "part", ...pair }];
      if (values.every(isMember)) return [{ kind: "member", ...pair }];
      if (values.every(isPlace)) {
        const most = values.some(([place, list]) => place === (list as Json[]).length) ? 1 : 0;
        return [{ kind: "place", ...pair, most }];
      }
      if (pair.of < pair.in && values.every(isSameLength)) return [{ kind: "same-length", ...pair }];
      if (isOften(values, isMember)) return [{ kind: "often-member", ...pair }];
      if (isOften(values, isWordOfItem)) return [{ kind: "often-word", ...pair }];
      return isOrdered(values) ? [{ kind: "not-above", ...pair }] : [];
    });
}

/** Changes an input as little as needed, so that the relations hold in it. */
export function related(input: readonly Json[], relations: readonly Relation[]): Json[] {
  const kept = [...input];
  for (const relation of relations) {
    const [mine, other] = [kept[relation.of] as Json, kept[relation.in] as Json];
    switch (relation.kind) {
      case "place":
        kept[relation.of] = placeIn(mine as number, other as Json[], "most" in relation ? relation.most : 0);
        break;
      case "member":
        if (!isMember([mine, other])) kept[relation.of] = pickFrom(other as Json[], mine);
        break;
      case "often-member":
        if (isTurn(other)) kept[relation.of] = pickFrom(other as Json[], mine);
        break;
      case "often-word":
        if (isTurn(other)) kept[relation.of] = pickFrom(wordsOf(other), mine);
        break;
      case "part":
        if (!isPart([mine, other])) kept[relation.of] = partOf(mine as string, other as string);
        break;
      case "same-length": {
        const length = Math.min((mine as Json[]).length, (other as Json[]).length);
        kept[relation.of] = (mine as Json[]).slice(0, length);
        kept[relation.in] = (other as Json[]).slice(0, length);
        break;
      }
      case "not-above":
        kept[relation.of] = Math.min(mine as number, other as number);
        kept[relation.in] = Math.max(mine as number, other as number);
    }
  }
  return kept;
}

function isPlace([place, list]: [Json, Json]): boolean {
  const isList = Array.isArray(list) || typeof list === "string";
  return isList && typeof place === "number" && Number.isInteger(place) && place >= 0 && place <= list.length;
}

function isMember([item, list]: [Json, Json]): boolean {
  return Array.isArray(list) && list.some((one) => canonicalJson(one) === canonicalJson(item));
}

function isPart([part, text]: [Json, Json]): boolean {
  return (
    typeof part === "string" && typeof text === "string" && part.length < text.length && text.includes(part)
  );
}

/** A word of one of the texts of a list, such as a key of its lines. */
function isWordOfItem([word, list]: [Json, Json]): boolean {
  return typeof word === "string" && wordsOf(list).includes(word);
}

function wordsOf(list: Json): string[] {
  if (!Array.isArray(list)) return [];
  const texts = list.filter((one) => typeof one === "string");
  // First words first: what is looked up stands there more often than not.
  const words = texts.map((text) => text.match(/[\p{L}\p{N}]+/gu) ?? []);
  return [...words.flatMap(([first]) => first ?? []), ...words.flatMap((all) => all.slice(1))];
}

function isOften(values: readonly [Json, Json][], holds: (pair: [Json, Json]) => boolean): boolean {
  const times = values.filter(holds).length;
  return times >= 2 && times * 2 >= values.length;
}

/** For every other value, as it falls out. */
function isTurn(value: Json): boolean {
  return weight(value) % 2 === 0;
}

function isSameLength([a, b]: [Json, Json]): boolean {
  return Array.isArray(a) && Array.isArray(b) && a.length === b.length;
}

function isOrdered(values: readonly [Json, Json][]): boolean {
  return (
    values.length >= 3 && values.every(([a, b]) => typeof a === "number" && typeof b === "number" && a <= b)
  );
}

function placeIn(place: number, list: Json[] | string, most: number): number {
  const places = list.length + most;
  return places === 0 ? 0 : Math.abs(Math.trunc(place)) % places;
}

/** One of the list, which depends on the value that it stands for. */
function pickFrom(list: readonly Json[], value: Json): Json {
  return list.length === 0 ? value : (list[weight(value) % list.length] as Json);
}

function partOf(part: string, text: string): string {
  const length = Math.max(1, Math.min(part.length, text.length - 1));
  const start = text.length <= length ? 0 : weight(part) % (text.length - length + 1);
  return text.slice(start, start + length);
}

function weight(value: Json): number {
  return Array.from(canonicalJson(value)).reduce(
    (sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973,
    7,
  );
}
