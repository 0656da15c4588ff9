import { callOf, constantOf } from "./build.ts";
import { usesNothing } from "./entry.ts";
import type { Goal, Tactic } from "./goal.ts";
import { arrayOf, stringType } from "./type-table.ts";

const costOfPolish = 2;

/** What is commonly done to a text last, each with the operations it is made of. */
const polishes: { run: (text: string) => string; names: string[] }[] = [
  { run: (text) => text.trim(), names: ["trim"] },
  { run: (text) => text.toLowerCase(), names: ["lowerCase"] },
  { run: (text) => text.toUpperCase(), names: ["upperCase"] },
  { run: (text) => text.trim().toLowerCase(), names: ["trim", "lowerCase"] },
  { run: (text) => text.trim().toUpperCase(), names: ["trim", "upperCase"] },
];

/**
 * A text may be the goal but for the spaces around it and for capitals, and a list but for being joined: one look at
 * each, ahead of all enumeration.
 */
export function polish(goal: Goal): Tactic | undefined {
  const { search } = goal.scope;
  if (!search.lean || search.types.get(goal.type).kind !== "string" || goal.care) return undefined;
  const target = goal.target as string[];
  const fitting = polishes.filter(({ run }) => target.every((text) => run(text) === text));
  const listId = search.types.find(arrayOf(stringType));
  const separators = search.literals.filter(({ value }) => typeof value === "string");
  const plain = target.map((text) => text.toLowerCase());
  return {
    observe(entry) {
      if (entry.type === listId && entry.uses !== usesNothing) {
        search.spend();
        const lists = entry.values as string[][];
        const found = separators.find(({ value }) =>
          target.every((text, row) => isJoin(text, lists[row] as string[], value as string)),
        );
        if (!found) return;
        const expression = callOf("join", goal.type, entry.expression, constantOf(goal.type, found.value));
        goal.solve(expression, entry.cost + costOfPolish + found.cost);
        return;
      }
      if (entry.type !== goal.type || entry.uses === usesNothing) return;
      search.spend();
      const texts = entry.values as string[];
      if (!plain.every((text, row) => (texts[row] as string).toLowerCase().trim() === text.trim())) return;
      for (const { run, names } of fitting) {
        if (!target.every((text, row) => run(texts[row] as string) === text)) continue;
        const expression = names.reduce((of, name) => callOf(name, goal.type, of), entry.expression);
        goal.solve(expression, entry.cost + costOfPolish * names.length);
      }
    },
  };
}

function isJoin(text: string, list: readonly string[], separator: string): boolean {
  let length = Math.max(0, list.length - 1) * separator.length;
  for (const part of list) length += part.length;
  return length === text.length && list.join(separator) === text;
}
