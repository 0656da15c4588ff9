import { equalJson, type Json } from "../json/json.ts";
import type { LinkedProgram } from "../program/program.ts";
import { type CallResult, sameResult } from "../sandbox/call-all.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import type { SyntaxTree } from "../sandbox/syntax-tree.ts";
import type { Case } from "../task/task.ts";
import { callVariants } from "./call-variants.ts";
import { meteredSources } from "./metered.ts";
import type { Mutant } from "./mutant.ts";

/** Further inputs that the candidate itself takes longer for are left out: there are others, and every mutant would take as long. */
const MOST_STEPS = 20_000;

/**
 * What became of a mutant: a case was wrong (`killed`), no case was but it behaves otherwise on another input (`survived`), or it
 * behaves like the program wherever anybody looked (`equivalent`).
 */
export type MutantFate =
  | { fate: "killed"; case: number }
  | { fate: "survived"; input: Json[] }
  | { fate: "equivalent" };

/** The fates of mutants, in their order, and what finding out took. */
export interface Trial {
  fates: MutantFate[];
  runs: number;
  /** Inputs besides those of the cases that mutants were compared on; 0 when no mutant lived to see them. */
  inputs: number;
}

/**
 * Runs mutants of a program that is right on all of the cases: on the cases, then those that no case kills on further inputs.
 * Expected values stay in the host.
 * @returns `undefined` where the program is not right on them when it runs with the others
 */
export async function tryMutants(
  sandbox: Sandbox,
  subject: { program: LinkedProgram; tree: SyntaxTree; signal?: AbortSignal },
  mutants: readonly Pick<Mutant, "edits">[],
  given: { cases: readonly Case[]; further: readonly Json[][] },
): Promise<Trial | undefined> {
  const { program, tree, signal } = subject;
  const sourceWith = meteredSources(tree);
  const call = (some: readonly Pick<Mutant, "edits">[], inputs: readonly Json[][], mostSteps?: number) =>
    callVariants(sandbox, program, [sourceWith([]), ...some.map(({ edits }) => sourceWith(edits))], inputs, {
      signal,
      mostSteps,
    });

  const onCases =
    given.cases.length === 0
      ? noCases(mutants.length)
      : await call(
          mutants,
          given.cases.map(({ input }) => input),
        );
  const [own, ...theirs] = onCases.results as [CallResult[], ...CallResult[][]];
  if (firstWrong(own, given.cases) >= 0) return undefined;
  const killedBy = theirs.map((results) => firstWrong(results, given.cases));
  const alive = mutants.filter((_, i) => killedBy[i] === -1);
  const further =
    alive.length > 0 && given.further.length > 0
      ? await call(alive, given.further, MOST_STEPS)
      : { results: [], runs: 0 };
  const [reference = [], ...rest] = further.results;
  const witnesses = new Map(
    alive.map((mutant, i) => {
      const results = rest[i] ?? [];
      return [
        mutant,
        given.further[reference.findIndex((one, at) => !sameResult(one, results[at] as CallResult))],
      ];
    }),
  );
  const fates = mutants.map((mutant, i): MutantFate => {
    const wrong = killedBy[i] as number;
    if (wrong >= 0) return { fate: "killed", case: wrong };
    const input = witnesses.get(mutant);
    return input ? { fate: "survived", input } : { fate: "equivalent" };
  });
  return { fates, runs: onCases.runs + further.runs, inputs: reference.length };
}

function noCases(mutants: number): { results: CallResult[][]; runs: number } {
  return { results: Array.from({ length: mutants + 1 }, () => []), runs: 0 };
}

function firstWrong(results: readonly CallResult[], cases: readonly Case[]): number {
  return cases.findIndex(({ output }, i) => {
    const result = results[i];
    return !result?.ok || !equalJson(result.value, output);
  });
}
