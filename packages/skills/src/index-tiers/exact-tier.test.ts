import fc from "fast-check";
import { expect, it } from "vitest";
import { DocumentBlock, mergeBlocks } from "./document-block.ts";
import { nearRows } from "./near-rows.ts";
import { exactDot } from "./quantise.ts";
import { bestRows, textScores } from "./text-rows.ts";

const DIMENSION = 24;

interface Row {
  vector: number[];
  terms: [number, number][];
  dead: boolean;
}

const row: fc.Arbitrary<Row> = fc.record({
  // Few different values: equal cosines are common, and zero vectors too.
  vector: fc.oneof(
    fc.array(fc.constantFrom(-0.5, 0, 0.25, 0.250001), { minLength: DIMENSION, maxLength: DIMENSION }),
    fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: DIMENSION, maxLength: DIMENSION }),
  ),
  terms: fc.uniqueArray(fc.tuple(fc.nat(5), fc.integer({ min: 1, max: 9 })), { selector: ([term]) => term }),
  dead: fc.boolean(),
});

function blocksOf(rows: Row[], blocks: number): DocumentBlock[] {
  const made = Array.from({ length: blocks }, () => DocumentBlock.empty(DIMENSION));
  for (const [i, { vector, terms, dead }] of rows.entries()) {
    const block = made[Math.floor((i * blocks) / rows.length)]!;
    const entry = { id: i, name: `skill-${i}`, textDigest: "", tags: 1, author: 1, suite: 1, reach: 1 };
    const length = terms.reduce((sum, [, count]) => sum + count, 0);
    const at = block.add(entry, { terms: new Uint32Array(terms.flat()), length }, Float32Array.from(vector));
    if (dead) block.kill(at);
  }
  return made;
}

it("finds what an exact scan finds, over one block, several or merged ones", () => {
  fc.assert(
    fc.property(
      fc.array(row, { minLength: 1, maxLength: 60 }),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 12 }),
      row,
      (rows, count, limit, { vector }) => {
        const query = Float32Array.from(vector);
        const measured = rows.flatMap((one, i) => {
          const value = exactDot(query, Float32Array.from(one.vector));
          return one.dead || value <= 0 ? [] : [{ name: `skill-${i}`, value }];
        });
        const ordered = measured.toSorted((a, b) => b.value - a.value);
        const least = ordered[Math.min(limit, ordered.length) - 1]?.value ?? 0;
        const expected = ordered
          .filter(({ value }) => value >= least)
          .map(({ name, value }) => `${name} ${value}`);
        const split = blocksOf(rows, count);
        for (const blocks of [split, [mergeBlocks(split, DIMENSION)]]) {
          const found = nearRows(
            blocks,
            query,
            blocks.map(({ dead }) => dead),
            limit,
          );
          const named = found.map((one) => `${blocks[one.block]!.rows.names[one.row]} ${one.value}`);
          expect(named.toSorted()).toEqual(expected.toSorted());
        }
      },
    ),
    { numRuns: 300 },
  );
});

it("weighs words as the formula says, over one block, several or merged ones", () => {
  fc.assert(
    fc.property(
      fc.array(row, { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 1, max: 4 }),
      fc.uniqueArray(fc.nat(6), { maxLength: 4 }),
      (rows, count, tokens) => {
        const living = rows.filter(({ dead }) => !dead);
        const lengths = rows.map(({ terms }) => terms.reduce((sum, [, one]) => sum + one, 0));
        const total = rows.reduce((sum, one, i) => sum + (one.dead ? 0 : lengths[i]!), 0);
        const having = (token: number) =>
          living.filter(({ terms }) => terms.some(([term]) => term === token)).length;
        const expected = rows.flatMap((one, i) => {
          if (one.dead) return [];
          const norm = 1 - 0.75 + (0.75 * lengths[i]!) / (total / living.length || 1);
          let sum = 0;
          for (const token of tokens) {
            const times = one.terms.find(([term]) => term === token)?.[1] ?? 0;
            const weight = Math.log(1 + (living.length - having(token) + 0.5) / (having(token) + 0.5));
            if (times > 0) sum += (weight * times * 2.2) / (times + 1.2 * norm);
          }
          return sum > 0 ? [`skill-${i} ${sum}`] : [];
        });
        const split = blocksOf(rows, count);
        const terms = tokens.map((id) => ({ id, documents: having(id) }));
        for (const blocks of [split, [mergeBlocks(split, DIMENSION)]]) {
          const scores = textScores(blocks, terms, { documents: living.length, length: total });
          const found = bestRows(
            scores,
            blocks.map(({ dead }) => dead),
            100,
          );
          const named = found.map((one) => `${blocks[one.block]!.rows.names[one.row]} ${one.value}`);
          expect(named.toSorted()).toEqual(expected.toSorted());
        }
      },
    ),
    { numRuns: 300 },
  );
});
