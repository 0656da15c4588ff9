import { PortolanError } from "../errors/portolan-error.ts";
import { canonicalJson, type Json } from "../json/json.ts";
import type { Mutant } from "../mutation/mutant.ts";
import { mutantsOf } from "../mutation/mutants-of.ts";
import { tryMutants } from "../mutation/try-mutants.ts";
import { functionNameOf } from "../program/program.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import type { SyntaxTrees } from "../sandbox/syntax-tree.ts";
import { auditSettings } from "./evaluator-audit.ts";
import type { Evaluator, Subject } from "./evaluator.ts";
import { furtherInputs } from "./further-inputs.ts";
import { usesTools } from "./generated.ts";

/** What an evaluator let through that it should not have. */
export interface EvaluatorAudit {
  /** The trivial programs that it passes: `a no-op`, `the constant 0`, `argument 1`. */
  fooledBy: string[];
  /** Share of the mutants that behave otherwise which it did not pass; null where there was none. */
  score: number | null;
  killed: number;
  /** Mutants that it passes, though they behave otherwise as far as is known. */
  survivors: Mutant[];
  /** Mutants that it passes, and that behave like the program on every input that was tried. */
  equivalent: number;
}

/** How an evaluator is audited. */
export interface AuditOptions {
  sandbox: Sandbox & SyntaxTrees;
  /** Mutants at most, each of which the evaluator judges once; 24 when absent. */
  mutants?: number;
  seed?: number;
}

const mostConstants = 5;

/**
 * Asks an evaluator, whoever wrote it, about programs that it must not pass: one that does nothing, which leaves a world untouched,
 * constants, one that gives an argument back, and mutants of a program that is known to be right. Programs that use tools are run
 * by the evaluator alone, so that none of their mutants is known to be equivalent.
 * @throws PortolanError `usage` when the evaluator does not pass the program itself
 */
export async function auditEvaluator(
  evaluator: Evaluator,
  subject: Subject,
  { sandbox, mutants: limit = 24, seed = auditSettings.seed }: AuditOptions,
): Promise<EvaluatorAudit> {
  const { program, signal } = subject;
  const passes = async (source: string, imports: string[]): Promise<boolean> => {
    const report = { diagnostics: [], imports };
    const { status } = await evaluator.evaluate({ ...subject, program: { ...program, source }, report });
    return status === "passed";
  };
  const { imports } = subject.report;
  if (!(await passes(program.source, imports))) {
    throw new PortolanError("usage", `${evaluator.id} does not pass the program by which it is audited.`, {
      value: program.name,
      next: "Audit it with a program that is known to be right, and that it passes.",
    });
  }
  const fooledBy: string[] = [];
  for (const { name, source } of trivialPrograms(subject)) if (await passes(source, [])) fooledBy.push(name);
  const [tree] = await sandbox.parse([program.source], { signal });
  const mutants = tree ? mutantsOf(tree, { limit, seed }) : [];
  const passed: Mutant[] = [];
  for (const mutant of mutants) if (await passes(mutant.source, imports)) passed.push(mutant);
  const different = tree && !usesTools(subject) ? await behavingOtherwise(passed) : passed;
  const killed = mutants.length - passed.length;
  const telling = killed + different.length;
  return {
    fooledBy,
    score: telling === 0 ? null : Math.round((killed / telling) * 1e3) / 1e3,
    killed,
    survivors: different,
    equivalent: passed.length - different.length,
  };

  async function behavingOtherwise(some: Mutant[]): Promise<Mutant[]> {
    if (!tree || some.length === 0) return [];
    const known = [...subject.task.examples, ...subject.task.cases];
    const { further: count } = auditSettings;
    const further = [
      ...known.map(({ input }) => input),
      ...furtherInputs(program.signature, known, { count, seed }),
    ];
    const trial = await tryMutants(sandbox, { program, tree, signal }, some, { cases: [], further });
    return trial ? some.filter((_, i) => trial.fates[i]?.fate !== "equivalent") : some;
  }
}

/** Programs that do nothing with their input. */
function trivialPrograms({ task, program }: Subject): { name: string; source: string }[] {
  const name = functionNameOf(program.name);
  const returning = (value: string): string =>
    `export function ${name}(...given: any[]): any { return ${value}; }\n`;
  const outputs = [...task.examples, ...task.cases].map(({ output }) => canonicalJson(output));
  const usual = ([0, "", false, true, null, [], {}] satisfies Json[]).map((value) => canonicalJson(value));
  const constants = new Set([...[...new Set(outputs)].slice(0, mostConstants), ...usual]);
  const places = (task.examples[0]?.input ?? []).map((_, i) => i);
  return [
    { name: "a no-op", source: returning("undefined") },
    ...[...constants].map((text) => ({ name: `the constant ${text}`, source: returning(text) })),
    ...places.map((place) => ({ name: `argument ${place + 1}`, source: returning(`given[${place}]`) })),
  ];
}
