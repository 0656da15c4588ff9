import { expect, it } from "vitest";
import { type LabelledSet, sized, skillOf } from "./labelled-set.ts";

const named = (name: string) => ({ name, signature: "", description: "", source: "" });
const uses = (name: string) => [{ name, digest: name }];

it("a sample has all that its skills call, through others too, and asks for nothing else", () => {
  const chain = ["top", "middle", "bottom"].map((name) => skillOf(named(name)));
  const called = chain.map((skill, i) => ({ ...skill, uses: chain[i + 1] ? uses(chain[i + 1]!.name) : [] }));
  const others = Array.from({ length: 40 }, (_, i) => ({
    ...skillOf(named(`other-${i}`)),
    uses: uses("top"),
  }));
  const skills = [...called, ...others];
  const queries = skills.map(({ name }) => ({
    text: name,
    relevant: new Set([name]),
    excluded: new Set<string>(),
  }));
  const set: LabelledSet = { name: "s", about: "", skills, queries };
  const sample = sized(set, 10, []);
  const kept = new Set(sample.skills.map(({ name }) => name));
  expect(sample.skills.length).toBeGreaterThanOrEqual(10);
  expect(sample.skills.length).toBeLessThanOrEqual(12);
  expect(sample.skills.flatMap((skill) => skill.uses).every(({ name }) => kept.has(name))).toBe(true);
  expect(kept.size).toBe(sample.skills.length);
  expect(sample.queries.map(({ text }) => text).toSorted()).toEqual([...kept].toSorted());
  expect(sized(set, 10, [])).toEqual(sample);
});
