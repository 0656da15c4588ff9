import { canonicalJson, type Case, type Evals, type Json } from "@portolan/core";

/**
 * All examples and cases of several skills, those of the first one first, each input once; what was an example of one is no
 * hidden case of the whole. What holds for each of them holds for what stands for all. Undefined when two of them want different answers to the same input.
 */
export function mergedEvals(all: readonly Evals[]): Evals | undefined {
  const wanted = new Map<string, string>();
  for (const { input, output } of all.flatMap(({ examples, cases }) => [...examples, ...cases])) {
    const key = canonicalJson(input);
    const answer = canonicalJson(output);
    if ((wanted.get(key) ?? answer) !== answer) return undefined;
    wanted.set(key, answer);
  }
  const taken = new Set<string>();
  const once = (cases: readonly Case[]): Case[] =>
    cases.filter(({ input }) => {
      const key = canonicalJson(input);
      if (taken.has(key)) return false;
      taken.add(key);
      return true;
    });
  const examples = once(all.flatMap((evals) => evals.examples));
  const cases = once(all.flatMap((evals) => evals.cases));
  const properties = distinct(all.flatMap((evals) => evals.properties ?? []));
  const counterexamples = distinct(all.flatMap((evals) => evals.counterexamples ?? []));
  return {
    examples,
    cases,
    ...(properties.length > 0 && { properties }),
    ...(counterexamples.length > 0 && { counterexamples }),
  };
}

function distinct<T extends Json | object>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [canonicalJson(item as Json), item])).values()];
}
