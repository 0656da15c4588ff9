import type { Operator } from "./operator.ts";
import { rank, template } from "./printed.ts";

type Use = "match" | "remove" | "replace" | "search" | "has";

/** Character classes that programs look for: the everyday regular expressions, each with what is commonly done with it. */
const patterns: { name: string; source: string; cost: number; noun: string; uses: Use[] }[] = [
  {
    name: "Digits",
    source: "\\d+",
    cost: 4,
    noun: "numbers",
    uses: ["match", "remove", "replace", "search", "has"],
  },
  {
    name: "Words",
    source: "[A-Za-z]+",
    cost: 5,
    noun: "words",
    uses: ["match", "remove", "replace", "search", "has"],
  },
  { name: "Chunks", source: "\\S+", cost: 4, noun: "words", uses: ["match"] },
  {
    name: "Capitals",
    source: "[A-Z]",
    cost: 6,
    noun: "capitals",
    uses: ["match", "remove", "search", "has"],
  },
  {
    name: "Spaces",
    source: "\\s+",
    cost: 5,
    noun: "spaces",
    uses: ["match", "remove", "replace", "search", "has"],
  },
  { name: "Alphanumerics", source: "\\w+", cost: 6, noun: "words", uses: ["match", "remove"] },
  { name: "Decimals", source: "\\d+(?:\\.\\d+)?", cost: 8, noun: "numbers", uses: ["match"] },
  { name: "Lowers", source: "[a-z]+", cost: 7, noun: "words", uses: ["match", "remove", "search"] },
  {
    name: "Symbols",
    source: "[^\\w\\s]",
    cost: 7,
    noun: "symbols",
    uses: ["match", "remove", "replace", "search", "has"],
  },
];

/** Finding, removing and testing for character classes. */
export const patternOperators: Operator[] = patterns.flatMap(({ name, source, cost, noun, uses }) => {
  const all = new RegExp(source, "g");
  const one = new RegExp(source);
  const byUse: Record<Use, Operator> = {
    match: {
      name: `match${name}`,
      signature: "string -> string[]",
      cost: cost + 2,
      evaluate: (s: string) => [...(s.match(all) ?? [])],
      print: template(`$0.match(/${source}/g) ?? []`, rank.nullish),
      noun,
    },
    remove: {
      name: `remove${name}`,
      signature: "string -> string",
      cost: cost + 2,
      evaluate: (s: string) => s.replaceAll(all, ""),
      print: template(`$0.replaceAll(/${source}/g, "")`),
    },
    replace: {
      name: `replace${name}`,
      signature: "string, string -> string",
      cost: cost + 4,
      evaluate: (s: string, by: string) => s.replaceAll(all, () => by),
      print: template(`$0.replaceAll(/${source}/g, () => $a1)`),
      redundant: ([, by]) => by?.kind !== "constant" || by.value === "",
    },
    search: {
      name: `search${name}`,
      signature: "string -> number",
      cost: cost + 2,
      evaluate: (s: string) => s.search(one),
      print: template(`$0.search(/${source}/)`),
      noun: "start",
    },
    has: {
      name: `has${name}`,
      signature: "string -> boolean",
      cost: cost + 3,
      evaluate: (s: string) => one.test(s),
      print: template(`/${source}/.test($a0)`),
    },
  };
  return uses.map((use) => byUse[use]);
});
