import { equalJson, type Json } from "../json/json.ts";
import type { LinkedProgram } from "../program/program.ts";
import type { CallResult } from "../sandbox/call-all.ts";
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

/** Mutants, as edits of a source without types: nothing is to be stripped from those. */
export interface PlainMutants {
  tree: SyntaxTree;
  mutants: readonly Pick<Mutant, "edits">[];
}

/**
 * Runs mutants of a program that is right on all of the cases: on the cases, and those that no case kills on further inputs.
 * Expected values stay in the host: a mutant is killed by the first case on which it gives something else than the program.
 * @param plain the same mutants of the same program without types, where that could be had
 * @returns `undefined` where the program is not right on them when it runs with the others
 */
export async function tryMutants(
  sandbox: Sandbox,
  subject: { program: LinkedProgram; tree: SyntaxTree; signal?: AbortSignal },
  mutants: readonly Pick<Mutant, "edits">[],
  given: { cases: readonly Case[]; further: readonly Json[][] },
  plain?: PlainMutants,
): Promise<Trial | undefined> {
  const { program, tree, signal } = subject;
  const tried = async (language: "ts" | "js", of: PlainMutants): Promise<Trial | undefined> => {
    const sourceWith = meteredSources(of.tree);
    const { own, firsts, runs } = await callVariants(
      sandbox,
      program,
      { original: sourceWith([]), others: of.mutants.map(({ edits }) => sourceWith(edits)), language },
      { known: given.cases.map(({ input }) => input), further: given.further },
      { signal, mostSteps: MOST_STEPS },
    );
    if (firstWrong(own, given.cases) >= 0) return undefined;
    const fates = firsts.map((first): MutantFate => {
      if (!first) return { fate: "equivalent" };
      if (first.on === "known") return { fate: "killed", case: first.at };
      return { fate: "survived", input: given.further[first.at] ?? [] };
    });
    const isAnyAlive = fates.some(({ fate }) => fate !== "killed");
    return { fates, runs, inputs: isAnyAlive ? given.further.length : 0 };
  };
  const isSame = plain?.mutants.length === mutants.length;
  const withoutStripping = isSame ? await tried("js", plain) : undefined;
  // Should a type have been taken for something else, the program itself is wrong in JavaScript, and is asked as it was written.
  return withoutStripping ?? tried("ts", { tree, mutants });
}

function firstWrong(results: readonly CallResult[], cases: readonly Case[]): number {
  return cases.findIndex(({ output }, i) => {
    const result = results[i];
    return !result?.ok || !equalJson(result.value, output);
  });
}
