import { canonicalJson, equalJson, type Json } from "../json/json.ts";
import { type Mutant, mutationOperators } from "../mutation/mutant.ts";
import { mutantsOf } from "../mutation/mutants-of.ts";
import { withoutTypes } from "../mutation/without-types.ts";
import { type MutantFate, type Trial, tryMutants } from "../mutation/try-mutants.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import type { Case } from "../task/task.ts";
import { defineEvaluator } from "./define-evaluator.ts";
import type { Evaluator, Verdict } from "./evaluator.ts";
import { furtherInputs } from "./further-inputs.ts";
import { usesTools } from "./generated.ts";
import { judgedSyntax } from "./judged-syntax.ts";

/** How strict the audit is. */
export interface AuditSettings {
  /** The least share of the mutants that behave otherwise which the cases must notice. */
  threshold: number;
  /** Mutants of the candidate that are tried at most. */
  mutants: number;
  /** With fewer mutants that behave otherwise, the share says nothing. */
  leastMutants: number;
  /** Generated inputs, by which mutants are told from the candidate. */
  further: number;
  seed: number;
}

export const auditSettings: Readonly<AuditSettings> = {
  threshold: 0.6,
  mutants: 32,
  leastMutants: 4,
  further: 120,
  seed: 1,
};

/**
 * Judges the cases by a program that passed them: constants, the program that gives back an argument and mutants of the candidate
 * must fail. Cases that let them through can admit nothing, however right the candidate looks. A mutant that behaves like the
 * candidate on further inputs is none; without a parser, and for programs that use tools, no mutants are tried.
 */
export function evaluatorAudit(sandbox: Sandbox, settings: AuditSettings = auditSettings): Evaluator {
  return defineEvaluator({
    id: "evaluator-audit",
    version: 3,
    settings: { ...settings },
    evaluate: async (subject): Promise<Verdict> => {
      const cases = [...subject.task.examples, ...subject.task.cases];
      const fooled = trivialFor(cases);
      if (fooled)
        return {
          status: "failed",
          feedback: fooled.feedback,
          evidence: { trivial: fooled.program },
          aboutTask: true,
        };
      const tree = usesTools(subject) ? undefined : await judgedSyntax(sandbox, subject);
      if (!tree) return { status: "passed", evidence: { trivial: null, mutants: null } };
      const chosen = { limit: settings.mutants, seed: settings.seed };
      const mutants = mutantsOf(tree, chosen);
      const bare = withoutTypes(tree);
      const plain = bare && { tree: bare, mutants: mutantsOf(bare, chosen) };
      const further = furtherInputs(subject.task.signature, cases, {
        count: settings.further,
        seed: settings.seed,
      });
      const trial = await tryMutants(sandbox, { ...subject, tree }, mutants, { cases, further }, plain);
      if (!trial) return { status: "passed", evidence: { trivial: null, mutants: null } };
      return verdictOf(mutants, trial, settings);
    },
  });
}

/** A program that does nothing with its input, and passes cases nonetheless. */
export function trivialFor(cases: readonly Case[]): { program: string; feedback: string } | undefined {
  if (new Set(cases.map(({ output }) => canonicalJson(output))).size < 2) {
    return {
      program: "a constant",
      feedback: "The task's cases all expect the same result, so they cannot tell a program from a constant.",
    };
  }
  const place = (cases[0] as Case).input.findIndex((_, i) =>
    cases.every(({ input, output }) => i in input && equalJson(input[i] as Json, output)),
  );
  if (place < 0) return undefined;
  return {
    program: `argument ${place + 1}`,
    feedback:
      "The task's cases all expect an argument as it is, so they cannot tell a program from one that does nothing.",
  };
}

function verdictOf(
  mutants: readonly Mutant[],
  { fates, runs, inputs }: Trial,
  settings: AuditSettings,
): Verdict {
  const count = (fate: MutantFate["fate"]): number => fates.filter((one) => one.fate === fate).length;
  const [killed, survived, equivalent] = [count("killed"), count("survived"), count("equivalent")];
  const telling = killed + survived;
  const score = telling === 0 ? null : Math.round((killed / telling) * 1e3) / 1e3;
  const survivors = mutants.flatMap((mutant, i) => {
    const one = fates[i] as MutantFate;
    return one.fate === "survived" ? [{ mutant, input: one.input }] : [];
  });
  const evidence = {
    trivial: null,
    score,
    killed,
    survived,
    equivalent,
    operators: byOperator(mutants, fates),
    survivors: survivors.slice(0, 3).map(({ mutant: { operator, from, to }, input }) => ({
      operator,
      from: short(from),
      to: short(to),
      input,
    })),
    inputs,
    runs,
  };
  if (score === null || telling < settings.leastMutants || score >= settings.threshold)
    return { status: "passed", evidence };
  const shown = survivors
    .slice(0, 3)
    .map(({ mutant: { operator, from, to } }) => `${operator}: ${short(from)} → ${short(to) || "(nothing)"}`);
  return {
    status: "failed",
    feedback: [
      `The task's cases are too weak to judge this program: ${survived} of ${telling} changed versions of it that behave otherwise pass them all. Among those that they do not tell from it:`,
      ...shown,
    ].join("\n"),
    evidence,
  };
}

/** `{ boundary: [killed, survived, equivalent] }`, for the operators that had something to change. */
function byOperator(mutants: readonly Mutant[], fates: readonly MutantFate[]): Record<string, number[]> {
  const fatesInOrder = ["killed", "survived", "equivalent"] as const;
  return Object.fromEntries(
    mutationOperators.flatMap((operator) => {
      const own = fates.filter((_, i) => mutants[i]?.operator === operator);
      if (own.length === 0) return [];
      return [[operator, fatesInOrder.map((fate) => own.filter((one) => one.fate === fate).length)]];
    }),
  );
}

function short(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}
