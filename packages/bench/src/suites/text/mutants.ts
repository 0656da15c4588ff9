import { equalJson, type Json } from "@portolan/core";
import type { AuthoredTask } from "../author.ts";

/** A change of a value; what it is not meant for, it gives back as it is. */
export type Change = (value: Json) => Json;

/** A wrong variant of a reference. */
export interface Mutant {
  name: string;
  run: (input: Json[]) => Json;
}

const strings =
  (change: (text: string) => string): Change =>
  (value) => {
    if (typeof value === "string") return change(value);
    if (Array.isArray(value)) return value.map(strings(change));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, strings(change)(field)]));
  };

const list =
  (change: (items: Json[]) => Json[]): Change =>
  (value) =>
    Array.isArray(value) ? change(value) : value;

const numbers =
  (change: (value: number) => number): Change =>
  (value) => {
    if (typeof value === "number") return change(value);
    if (Array.isArray(value)) return value.map(numbers(change));
    return value;
  };

/** The parts of a text at a separator that are empty or have a letter from a to z. */
const lettered =
  (separator: string) =>
  (text: string): string =>
    text
      .split(separator)
      .filter((part) => part === "" || /[a-z]/i.test(part))
      .join(separator);

/** What a learner does to texts too much, in an argument or in the result. */
export const textChanges: Record<string, Change> = {
  "trimmed at the start": strings((text) => text.trimStart()),
  "trimmed at the end": strings((text) => text.trimEnd()),
  "in lower case": strings((text) => text.toLowerCase()),
  "in upper case": strings((text) => text.toUpperCase()),
  "with single spaces": strings((text) => text.replaceAll(/ +/g, " ")),
  "without spaces": strings((text) => text.replaceAll(" ", "")),
  "with letters and spaces only": strings((text) => text.replaceAll(/[^a-z \n]/gi, "")),
  "with ASCII only": strings((text) => text.replaceAll(/[^ -~\n]/g, "")),
  "without digits": strings((text) => text.replaceAll(/[0-9]/g, "")),
  "without marks": strings((text) => text.replaceAll(/[!-/:-@[-`{-~]/g, "")),
  "without words that have no letter": strings(lettered(" ")),
  "without lines that have no letter": strings(lettered("\n")),
  "without parts that have no letter": strings(lettered(",")),
  "cut after 12 characters": strings((text) => text.slice(0, 12)),
  "without the last character": strings((text) => text.slice(0, -1)),
  "without the first character": strings((text) => text.slice(1)),
};

const uniqueByText = (items: Json[]): Json[] => [
  ...new Map(items.map((item) => [JSON.stringify(item), item])).values(),
];

/** The same for lists. */
export const listChanges: Record<string, Change> = {
  "without the last item": list((items) => items.slice(0, -1)),
  "without the first item": list((items) => items.slice(1)),
  "cut after two items": list((items) => items.slice(0, 2)),
  "turned around": list((items) => items.toReversed()),
  "without repeated items": list(uniqueByText),
  "sorted by text": list((items) =>
    items
      .map((item) => JSON.stringify(item))
      .toSorted()
      .map((item) => JSON.parse(item) as Json),
  ),
  "without empty items": list((items) => items.filter((item) => item !== "" && !equalJson(item, []))),
};

/** The same for numbers. */
export const numberChanges: Record<string, Change> = {
  "one more": numbers((value) => value + 1),
  "one less": numbers((value) => value - 1),
  "at least 0": numbers((value) => Math.max(0, value)),
  "at least 1": numbers((value) => Math.max(1, value)),
  "at most 9": numbers((value) => Math.min(9, value)),
  "without its sign": numbers((value) => Math.abs(value)),
};

/** The variants of a reference that get one argument changed, or whose result is changed. */
export function mutantsOf(task: AuthoredTask, changes: Record<string, Change>): Mutant[] {
  const solve = (input: Json[]): Json => task.reference(...structuredClone(input));
  const arity = task.cases[0]?.length ?? 0;
  return Object.entries(changes).flatMap(([name, change]) => [
    ...Array.from({ length: arity }, (_, place) => ({
      name: `${task.name}, argument ${place} ${name}`,
      run: (input: Json[]) => solve(input.map((one, index) => (index === place ? change(one) : one))),
    })),
    { name: `${task.name}, result ${name}`, run: (input: Json[]) => change(solve(input)) },
  ]);
}

/** Whether some of the inputs show that a mutant is not the reference; one that throws shows it. */
export function catches(inputs: Json[][], mutant: Mutant, task: AuthoredTask): boolean {
  return inputs.some((input) => {
    try {
      return !equalJson(mutant.run(input), task.reference(...structuredClone(input)));
    } catch {
      return true;
    }
  });
}
