import { callOf, constantOf } from "./build.ts";
import { usesNothing } from "./entry.ts";
import type { Goal, Tactic } from "./goal.ts";

const mostCharacters = 3;
const costOfReplacement = 7;

/** A text may be the goal but for some characters, each of which is always another one: a chain of replacements. */
export function substitute(goal: Goal): Tactic | undefined {
  const { search, depth } = goal.scope;
  if (search.types.get(goal.type).kind !== "string" || goal.care || depth > 1) return undefined;
  const target = goal.target as string[];
  return {
    observe(entry) {
      if (entry.type !== goal.type || entry.uses === usesNothing) return;
      const texts = entry.values as string[];
      if (!target.every((text, row) => text.length === texts[row]?.length)) return;
      search.spend();
      const changes = changesOf(texts, target);
      if (!changes) return;
      const expression = changes.reduce(
        (of, [from, to]) =>
          callOf("replaceAll", goal.type, of, constantOf(goal.type, from), constantOf(goal.type, to)),
        entry.expression,
      );
      goal.solve(expression, entry.cost + costOfReplacement * changes.length);
    },
  };
}

/** The characters to replace and what by, if that makes the targets of the texts whatever comes first. */
function changesOf(texts: readonly string[], target: readonly string[]): [string, string][] | undefined {
  const becomes = new Map<string, string>();
  for (const [row, text] of texts.entries()) {
    for (let i = 0; i < text.length; i++) {
      const [from, to] = [text[i] as string, target[row]?.[i] as string];
      const known = becomes.get(from);
      if (known !== undefined && known !== to) return undefined;
      becomes.set(from, to);
    }
  }
  const changes = [...becomes].filter(([from, to]) => from !== to);
  if (changes.length === 0 || changes.length > mostCharacters) return undefined;
  return changes.some(([, to]) => changes.some(([from]) => from === to)) ? undefined : changes;
}
