import { canonicalJson, type Json } from "../json/json.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import type { Case } from "../task/task.ts";
import { defineEvaluator } from "./define-evaluator.ts";
import type { Evaluator, Verdict } from "./evaluator.ts";
import { judgedSyntax } from "./judged-syntax.ts";
import { type Lookups, lookupsIn } from "./table/lookups-in.ts";
import { tabledCases } from "./table/tabled-cases.ts";

const settings = { minimumLength: 4, share: 0.5, leastCases: 3 };

/**
 * Refuses a table of the visible examples: a source in which most of their distinct results or inputs stand as constants, or most
 * of their inputs lead to their results by a lookup, in whatever syntax. A table that holds as many of the hidden cases is none of
 * the examples, for whoever wrote it did not know those. (What is hidden better, unseen cases and perturbed inputs find.)
 */
export function examplesTableEvaluator(sandbox: Sandbox): Evaluator {
  return defineEvaluator({
    id: "examples-table",
    version: 3,
    cost: "none",
    settings,
    evaluate: async (subject): Promise<Verdict> => {
      const { task, program } = subject;
      const tree = await judgedSyntax(sandbox, subject);
      const lookups = tree ? lookupsIn(tree.root) : { pairs: [], constants: [] };
      const text = compact(program.source);
      const seen = measure(task.examples, text, lookups);
      const hidden = measure(task.cases, text, lookups);
      const evidence = { ...seen };
      if (!seen.isTable || hidden.isTable) return { status: "passed", evidence };
      return { status: "failed", feedback: feedbackFor(seen, task.examples.length), evidence };
    },
  });
}

/** How much of some cases a program spells out. */
interface Spelt {
  outputs: { found: number; of: number };
  inputs: { found: number; of: number };
  /** Cases whose input leads to their output. */
  lookups: number;
  isTable: boolean;
}

function measure(cases: readonly Case[], text: string, { pairs, constants }: Lookups): Spelt {
  const written = new Set(constants.map((value) => compact(canonicalJson(value))));
  const count = (values: Json[]): { found: number; of: number } => {
    // Every program may have yes and no in it, and its comments may.
    const telling = [...new Set(values.filter((value) => typeof value !== "boolean").map(canonicalJson))]
      .map(compact)
      .filter((value) => value.replace(/^"|"$/g, "").length >= settings.minimumLength);
    const found = telling.filter((value) => text.includes(value) || written.has(value)).length;
    return { found, of: telling.length };
  };
  const outputs = count(cases.map(({ output }) => output));
  const inputs = count(cases.flatMap(({ input }) => input));
  const lookups = tabledCases(cases, pairs);
  const isSpelt = [outputs, inputs].some(({ found, of }) => found >= 2 && found / of > settings.share);
  const isLookedUp =
    lookups >= Math.min(settings.leastCases, Math.max(2, cases.length)) &&
    lookups / cases.length > settings.share;
  return { outputs, inputs, lookups, isTable: isSpelt || isLookedUp };
}

function feedbackFor({ outputs, inputs, lookups }: Spelt, examples: number): string {
  const spelt = `It spells out ${outputs.found} of the examples' results and ${inputs.found} of their inputs`;
  const looked = lookups > 0 ? `, and looks up ${lookups} of ${examples} examples` : "";
  return `${spelt}${looked}: a table of the examples is not a program.`;
}

/** Source or JSON text without spaces and with one kind of quote, so that layout does not hide a literal. */
function compact(text: string): string {
  return text.replace(/\s+/g, "").replace(/['`]/g, '"');
}
