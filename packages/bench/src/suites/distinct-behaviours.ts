import { type Case, canonicalJson, parseSignature, type Task, typeText } from "@portolan/core";

/** Two tasks are one as far as the cases show if they answer alike what both were asked, and that is at least so many inputs and this share. */
const inCommonAtLeast = { inputs: 2, share: 0.5 };

/**
 * How many tasks differ from all those before them, as far as their cases show: two of the same types that answer alike whatever
 * both were asked are one, if that is half of what either was. It runs nothing, and so is no proof: rules that are alike but were
 * asked different things count as different.
 */
export function distinctBehaviours(tasks: readonly Task[]): number {
  const known: { types: string; answers: Map<string, string> }[] = [];
  for (const task of tasks) {
    const types = typesOf(task.signature);
    const answers = answersOf(task);
    if (!known.some((one) => one.types === types && areAlike(one.answers, answers)))
      known.push({ types, answers });
  }
  return known.length;
}

function answersOf({ examples, cases, score }: Task): Map<string, string> {
  const all: Case[] = [...examples, ...cases, ...score];
  return new Map(all.map(({ input, output }) => [canonicalJson(input), canonicalJson(output)]));
}

function areAlike(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean {
  let inCommon = 0;
  for (const [input, output] of other) {
    const known = one.get(input);
    if (known === undefined) continue;
    if (known !== output) return false;
    inCommon++;
  }
  const { inputs, share } = inCommonAtLeast;
  return inCommon >= Math.max(inputs, share * Math.min(one.size, other.size));
}

/** A signature without the names of its parameters. */
function typesOf(signature: string): string {
  const { parameters, result } = parseSignature(signature);
  return [...parameters.map(({ type }) => type), result].map(typeText).join(" ");
}
