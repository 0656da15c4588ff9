import fc from "fast-check";
import { expect, it } from "vitest";
import { antiUnify, holeSites, instantiate } from "./anti-unify.ts";
import { type Term, termKey, tokenCount } from "./term.ts";

const node = { kind: "Test", start: 0, end: 0, children: [] };
const leaf = (text: string): Term => ({ kind: "Leaf", text, children: [], node });
const list = (...children: Term[]): Term => ({ kind: "List", children, node });

/** Trees of few words, so that they share parts, and changes of them that leave most as it is. */
const { term } = fc.letrec<{ term: Term; inner: Term }>((tie) => ({
  term: fc.oneof({ depthSize: "small" }, fc.constantFrom("a", "b", "c").map(leaf), tie("inner")),
  inner: fc.array(tie("term"), { maxLength: 4 }).map((children) => list(...children)),
}));
const replaced = (tree: Term, from: string, by: Term): Term =>
  termKey(tree) === termKey(leaf(from))
    ? by
    : { ...tree, children: tree.children.map((child) => replaced(child, from, by)) };
const family = fc
  .tuple(term, fc.array(term, { minLength: 1, maxLength: 4 }))
  .map(([base, others]) => [base, ...others.map((other) => replaced(base, "a", other))]);
const members = fc.oneof(family, fc.array(term, { minLength: 1, maxLength: 5 }));

it("gives back each of the terms when its holes are filled as that term had them", () => {
  fc.assert(
    fc.property(members, (terms) => {
      const generalisation = antiUnify(terms);
      for (const [i, one] of terms.entries())
        expect(termKey(instantiate(generalisation, i))).toBe(termKey(one));
    }),
  );
});

it("is the least general: no hole has terms that begin alike, and no two have the same", () => {
  fc.assert(
    fc.property(members, (terms) => {
      const { holes } = antiUnify(terms);
      const shape = ({ kind, text = "", children }: Term): string => `${kind} ${text} ${children.length}`;
      for (const parts of holes) expect(new Set(parts.map(shape)).size).toBeGreaterThan(1);
      expect(new Set(holes.map((parts) => parts.map(termKey).join())).size).toBe(holes.length);
    }),
  );
});

it("of equal terms is that term, without holes", () => {
  fc.assert(
    fc.property(term, (one) => {
      const { term: same, holes } = antiUnify([one, one, one]);
      expect([termKey(same), holes]).toEqual([termKey(one), []]);
    }),
  );
});

it("has one hole for what differs in the same way, and tells where it stands", () => {
  const generalisation = antiUnify([
    list(leaf("a"), list(leaf("x"), leaf("a")), leaf("k")),
    list(leaf("b"), list(leaf("x"), leaf("b")), leaf("l")),
  ]);
  expect(generalisation.holes.map((parts) => parts.map(({ text }) => text))).toEqual([
    ["a", "b"],
    ["k", "l"],
  ]);
  const sites = holeSites(generalisation);
  expect(sites.map(({ hole, within }) => [hole, within.length])).toEqual([
    [0, 1],
    [0, 2],
    [1, 1],
  ]);
  expect(tokenCount(generalisation.term)).toBe(4);
});
