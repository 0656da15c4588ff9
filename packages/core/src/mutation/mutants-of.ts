import type { SyntaxTree } from "../sandbox/syntax-tree.ts";
import { applyEdits, type Edit, type Mutant, mutationOperators } from "./mutant.ts";
import { type Mutation, mutationsAt } from "./mutations.ts";
import { visit } from "./syntax-query.ts";

/**
 * The mutants of a program: each has one small change. Types, imports and comments stay as they are; no two are the same text.
 * Nothing is parsed here, and nothing is checked: a mutant need not type-check.
 * @param options `limit`: at most so many, of all operators as evenly as there are; `seed` chooses which
 */
export function mutantsOf(tree: SyntaxTree, options: { limit?: number; seed?: number } = {}): Mutant[] {
  const { limit = Number.POSITIVE_INFINITY, seed = 1 } = options;
  const { source, root } = tree;
  const found = new Map<string, Mutant>();
  visit(root, (node, parent) => {
    for (const mutation of mutationsAt(node, parent, source)) {
      const mutant = mutantOf(source, mutation);
      if (mutant.source !== source && !found.has(mutant.source)) found.set(mutant.source, mutant);
    }
  });
  return chosen([...found.values()], limit, seed).toSorted((a, b) => a.start - b.start || a.end - b.end);
}

function mutantOf(source: string, { operator, edits }: Mutation): Mutant {
  const { start } = edits[0] as Edit;
  const { end } = edits.at(-1) as Edit;
  const changed = applyEdits(source, edits);
  return {
    operator,
    start,
    end,
    from: source.slice(start, end),
    to: changed.slice(start, end + changed.length - source.length),
    source: changed,
    edits,
  };
}

/** So many of them: one of each operator in turn, in an order that the seed decides. */
function chosen(mutants: Mutant[], limit: number, seed: number): Mutant[] {
  if (mutants.length <= limit) return mutants;
  const next = randomFrom(seed);
  const queues = mutationOperators.map((operator) =>
    mutants
      .filter((mutant) => mutant.operator === operator)
      .map((mutant) => ({ mutant, rank: next() }))
      .toSorted((a, b) => a.rank - b.rank)
      .map(({ mutant }) => mutant),
  );
  const taken: Mutant[] = [];
  for (let turn = 0; taken.length < limit; turn++) {
    const row = queues.flatMap((queue) => queue.slice(turn, turn + 1));
    taken.push(...row.slice(0, limit - taken.length));
  }
  return taken;
}

/** Mulberry32: numbers from 0 to 1 that look random and are the same for a seed. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
