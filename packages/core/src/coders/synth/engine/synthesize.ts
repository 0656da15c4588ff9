import type { Json } from "../../../json/json.ts";
import type { ValueType } from "../../../task/signature.ts";
import { adapt, type SynthVariant } from "./adapt.ts";
import { Answers } from "./answers.ts";
import { explore } from "./explore.ts";
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
  /** Skills of the task's types to try with other literals, best first; none when absent. */
  variants?: SynthVariant[];
  /** Candidate evaluations; never exceeded. */
  budget: number;
  /** Modules to pass over: earlier answers that were refused. */
  refused: string[];
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
  /** Names of the skills that the program or one of the further ones is, with other literals. */
  adapted: string[];
  /** How often the program uses each operation. */
  operations: Record<string, number>;
  /** Distinct values kept. */
  bank: number;
}

/**
 * Searches for a program that fits the examples. Deterministic; nothing is measured in time.
 *
 * What counts as a candidate evaluation: every expression that is computed on the rows (literals and variables too), every
 * lambda body and every application of one, every attempt to work out a constant for a value, every step of a cover, every skill
 * with other literals, every pair of branches a condition is sought for, and every program that is run on all examples. Comparing values that were
 * paid for with a goal, or with one another, is free. So is what a rule of an operation makes redundant: it is not tried.
 */
export function synthesize(
  request: SynthRequest,
  functions: Record<string, (...args: Json[]) => Json>,
): SynthReply {
  const rows = typedRows(request);
  if (!rows) return nothing("exhausted", 0, 0);
  const answers = new Answers(probesOf(request.examples), new Set(request.refused));
  const wanted = 1 + (request.alternatives ?? 0);
  let status: SynthReply["status"] = "exhausted";
  let evaluations = 0;
  let bank = 0;
  let stopAt = Infinity;
  const spendUntil = (part: number) => {
    const until = Math.floor(part * request.budget);
    return (): void => {
      if (evaluations >= until) throw budgetSpent;
      evaluations++;
      answers.tick(evaluations);
      if (answers.settled.length === 0) return;
      stopAt = Math.min(stopAt, evaluations + patienceForMore(evaluations));
      if (answers.settled.length >= wanted || evaluations >= stopAt) throw enough;
    };
  };
  let variants = request.variants ?? [];
  const adaptUntil = (part: number): void => {
    const chosen = { ...request, variants };
    variants = [];
    isSpent(() =>
      adapt(chosen, functions, rows, {
        spend: spendUntil(part),
        found: (answer) => answers.add(answer, evaluations),
      }),
    );
  };
  for (const plan of plansOf(request, functions, rows)) {
    const count = spendUntil(plan.until);
    const { adapting } = plan;
    const pause = adapting ? Math.floor(adapting.from * request.budget) : Infinity;
    const search = new Search(plan, () => {
      if (adapting && variants.length > 0 && evaluations >= pause) adaptUntil(adapting.until);
      count();
    });
    try {
      const spent = isSpent(() =>
        explore(request, search, rows, (answer) => {
          answers.add(answer, evaluations, plan.lean ? longestAmongFew(evaluations) : Infinity);
        }),
      );
      if (adapting && !spent && variants.length > 0) adaptUntil(adapting.until);
      status = spent ? "budget" : "exhausted";
    } catch (thrown) {
      if (thrown !== enough) throw thrown;
      status = "budget";
    }
    bank += search.kept;
    if (answers.settled.length > 0) break;
  }
  while (answers.settled.length < wanted && answers.settle());
  const [answer, ...others] = answers.settled;
  if (!answer) return nothing(status, evaluations, bank);
  return {
    status: "found",
    source: answer.text(),
    alternatives: others.map(({ text }) => text()),
    evaluations,
    components: answer.skills,
    adapted: [answer, ...others].flatMap(({ from }) => from ?? []),
    operations: answer.operations,
    bank,
  };
}

/** Whether a search ended because its part of the budget was spent. */
function isSpent(search: () => void): boolean {
  try {
    search();
    return false;
  } catch (thrown) {
    if (thrown !== budgetSpent) throw thrown;
    return true;
  }
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
  return { status, alternatives: [], evaluations, components: [], adapted: [], operations: {}, bank };
}
