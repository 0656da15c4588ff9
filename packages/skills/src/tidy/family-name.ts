import { functionNameOf, isReservedWord, type Json } from "@portolan/core";

/** A parameter of a general skill that its members have a constant for. */
export interface FamilyParameter {
  name: string;
  type: string;
  /** Of each member, in order. */
  values: Json[];
}

/**
 * Names for what several skills have in common, best first: the words with which all their names begin, or end, or that they
 * share; then those with the parameters.
 */
export function familyNames(members: readonly string[], parameters: readonly FamilyParameter[]): string[] {
  const words = members.map((name) => name.match(/[a-z]+|\d+/g) ?? []);
  const common = [sharedStart(words), sharedEnd(words), sharedWords(words)].find(({ length }) => length > 0);
  const base = (common ?? words[0] ?? []).join("-");
  const by = `${base}-by-${parameters.map(({ name }) => kebab(name)).join("-and-")}`;
  const numbered = Array.from({ length: 9 }, (_, i) => `${by}-${i + 2}`);
  return [...(common ? [base] : []), by, ...numbered].filter(isName);
}

/** A description: that of the members where it tells of their constants, else one that names them. */
export function familyDescription(
  members: readonly { name: string; description: string }[],
  parameters: readonly FamilyParameter[],
): string {
  const [first] = members as [{ name: string; description: string }];
  const shared = sharedDescription(
    members.map(({ description }) => description),
    parameters,
  );
  if (shared !== undefined) return shared;
  const names = members.map(({ name }) => name).join(", ");
  const values = parameters.map(({ name, values: [value] }) => `${name} is ${JSON.stringify(value)}`);
  return `What ${names} have in common. In ${first.name}, ${values.join(", ")}: ${first.description}`.slice(
    0,
    1024,
  );
}

const numerals = "zero one two three four five six seven eight nine ten eleven twelve".split(" ");

/** The one text that all descriptions are when their constants are replaced by the parameters' names. */
function sharedDescription(
  descriptions: readonly string[],
  parameters: readonly FamilyParameter[],
): string | undefined {
  const words = descriptions.map((text) => text.split(" "));
  const [first] = words as [string[]];
  if (words.some(({ length }) => length !== first.length)) return undefined;
  const used = new Set<string>();
  const texts = first.map((word, at) => {
    const all = words.map((one) => one[at] as string);
    if (all.every((one) => one === word)) return word;
    const replaced = parameters.find(({ values }) =>
      all.every((one, i) => says(one, values[i] as Json) !== undefined),
    );
    if (!replaced) return undefined;
    used.add(replaced.name);
    return says(word, replaced.values[0] as Json)?.join(replaced.name);
  });
  const all = texts.every((text) => text !== undefined) && used.size === parameters.length;
  return all ? texts.join(" ") : undefined;
}

/** What stands before and behind a value in a word, if it stands there. */
function says(word: string, value: Json): [string, string] | undefined {
  const texts = [
    typeof value === "string" ? value : JSON.stringify(value),
    ...(typeof value === "number" ? [numerals[value] ?? ""] : []),
  ];
  for (const text of texts) {
    const at = text === "" ? -1 : word.indexOf(text);
    const around: [string, string] = [word.slice(0, at), word.slice(at + text.length)];
    if (at >= 0 && around.every((one) => !/[\p{L}\p{N}]/u.test(one))) return around;
  }
  return undefined;
}

function sharedStart(words: readonly string[][]): string[] {
  const [first] = words as [string[]];
  const differs = first.findIndex((word, i) => words.some((one) => one[i] !== word));
  return differs < 0 ? first : first.slice(0, differs);
}

function sharedEnd(words: readonly string[][]): string[] {
  return sharedStart(words.map((one) => one.toReversed())).toReversed();
}

function sharedWords(words: readonly string[][]): string[] {
  const [first] = words as [string[]];
  return first.filter((word) => words.every((one) => one.includes(word)));
}

function isName(name: string): boolean {
  return (
    /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name) && name.length <= 64 && !isReservedWord(functionNameOf(name))
  );
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
