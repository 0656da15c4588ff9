import { digestOf, type Json } from "../json/json.ts";
import type { Evaluator, EvaluatorCost, Subject, Verdict } from "./evaluator.ts";

/**
 * Makes an evaluator. Its digest covers id, version and settings: raise `version` whenever the code accepts
 * something else than before, so that evidence says which rule was passed.
 */
export function defineEvaluator(definition: {
  id: string;
  version: number;
  settings?: Json;
  /** What asking it takes; `runs` when absent. */
  cost?: EvaluatorCost;
  evaluate(subject: Subject): Promise<Verdict>;
}): Evaluator {
  const { id, version, settings = null, cost } = definition;
  return {
    id,
    digest: digestOf({ id, version, settings }),
    ...(cost && { cost }),
    evaluate: (subject) => definition.evaluate(subject),
  };
}
