import type { Json } from "../../../json/json.ts";
import type { ValueType } from "../../../task/signature.ts";
import { Answers } from "./answers.ts";
import { explore } from "./explore.ts";
import { moduleText, operationsOf, skillsOf } from "./module-text.ts";
import { plansOf } from "./plans.ts";
import { probesOf } from "./probes.ts";
import { typedRows } from "./rows.ts";
import { budgetSpent, enough, Search } from "./search.ts";

/** A skill the program may call. */
export interface SynthComponent {
  /** kebab-case name of the skill. */
  name: string;
  /** `#skills/first-word`. */
  specifier: string;
  functionName: string;
  parameters: ValueType[];
  result: ValueType;
  async?: boolean;
}

/** What is searched for, and how far. */
export interface SynthRequest {
  /** camelCase name of the function to write. */
  functionName: string;
  parameters: { name: string; type: ValueType }[];
  result: ValueType;
  examples: { input: Json[]; output: Json }[];
  /** Retrieved skills, best first. */
  components: SynthComponent[];
  /** Candidate evaluations; never exceeded. */
  budget: number;
  /** Solutions to pass over: earlier answers of the same search that were refused. */
  skip: number;
  /** Further solutions wanted, of other behaviour than the first, if they turn up soon after it; none when absent. */
  alternatives?: number;
  /** Text of the doc comment: the goal. */
  doc: string;
  /** Costs of operations learned from solved tasks; the operations have defaults. */
  costs?: Record<string, number>;
}

/** What the search came to. */
export interface SynthReply {
  status: "found" | "exhausted" | "budget";
  /** The whole module. */
  source?: string;
  evaluations: number;
  /** Modules of further solutions, best first. */
  alternatives: string[];
  /** Names of the skills the program calls. */
  components: string[];
  /** How often the program uses each operation. */
  operations: Record<string, number>;
  /** Distinct values kept. */
  bank: number;
}

/**
 * Searches for a program that fits the examples. Deterministic; nothing is measured in time.
 *
 * What counts as a candidate evaluation: every expression that is computed on the rows (literals and variables too), every
 * lambda body and every application of one, every attempt to work out a constant for a value, every step of a cover, every
 * pair of branches a condition is sought for, and every program that is run on all examples. Comparing values that were
 * paid for with a goal, or with one another, is free. So is what a rule of an operation makes redundant: it is not tried.
 */
export function synthesize(
  request: SynthRequest,
  functions: Record<string, (...args: Json[]) => Json>,
): SynthReply {
  const rows = typedRows(request);
  if (!rows) return nothing("exhausted", 0, 0);
  const answers = new Answers(probesOf(request.examples));
  const first = request.skip;
  const wanted = first + 1 + (request.alternatives ?? 0);
  let status: SynthReply["status"] = "exhausted";
  let evaluations = 0;
  let bank = 0;
  let stopAt = Infinity;
  for (const plan of plansOf(request, functions, rows)) {
    const before = evaluations;
    const search = new Search(
      { ...plan, budget: Math.floor(plan.until * request.budget) - before },
      (spent) => {
        const total = before + spent;
        answers.tick(total);
        if (answers.settled.length <= first) return;
        stopAt = Math.min(stopAt, total + patienceForMore(total));
        if (answers.settled.length >= wanted || total >= stopAt) throw enough;
      },
    );
    try {
      explore(request, search, rows, (answer) => {
        const total = before + search.evaluations;
        answers.add(answer, total, plan.lean ? longestAmongFew(total) : Infinity);
      });
      status = "exhausted";
    } catch (thrown) {
      if (thrown !== budgetSpent && thrown !== enough) throw thrown;
      status = "budget";
    }
    evaluations += search.evaluations;
    bank += search.kept;
    if (answers.settled.length > first) break;
  }
  while (answers.settled.length < wanted && answers.settle());
  const [answer, ...others] = answers.settled.slice(first);
  if (!answer) return nothing(status, evaluations, bank);
  return {
    status: "found",
    source: moduleText(request, answer.expression, answer.types),
    alternatives: others.map(({ expression, types }) => moduleText(request, expression, types)),
    evaluations,
    components: skillsOf(answer.expression).map(({ name }) => name),
    operations: operationsOf(answer.expression),
    bank,
  };
}

/** Evaluations the search goes on for to find alternatives. Asking again from the start would cost more. */
function patienceForMore(evaluations: number): number {
  return Math.max(300, Math.floor(evaluations / 2));
}

/** In a lean search what is found is short in its words, and whatever is simpler would have come soon. */
function longestAmongFew(evaluations: number): number {
  return 1000 + 2 * evaluations;
}

function nothing(status: SynthReply["status"], evaluations: number, bank: number): SynthReply {
  return { status, alternatives: [], evaluations, components: [], operations: {}, bank };
}
