import { agreementEvaluator } from "../evaluators/agreement.ts";
import { determinismEvaluator } from "../evaluators/determinism.ts";
import { evaluatorAudit } from "../evaluators/evaluator-audit.ts";
import type { Evaluator } from "../evaluators/evaluator.ts";
import { examplesEvaluator } from "../evaluators/examples.ts";
import { examplesTableEvaluator } from "../evaluators/examples-table.ts";
import { gateCasesEvaluator } from "../evaluators/gate-cases.ts";
import { generatedEvaluator } from "../evaluators/generated.ts";
import { needlessCodeEvaluator } from "../evaluators/needless-code.ts";
import { policyEvaluator } from "../evaluators/policy.ts";
import { propertiesEvaluator } from "../evaluators/properties.ts";
import { readsInputEvaluator } from "../evaluators/reads-input.ts";
import { swallowedErrorsEvaluator } from "../evaluators/swallowed-errors.ts";
import { typeCheckEvaluator } from "../evaluators/type-check.ts";
import type { SkillReader } from "../skills/skill-change.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";

/** The two rounds of judgement: what the coder may learn from, and what admits. */
export interface StandardEvaluators {
  /** Judged on every attempt; their feedback goes back to the coder. */
  visible: Evaluator[];
  /** Judged once the visible ones passed. */
  gate: Evaluator[];
}

/** The ids of the standard evaluators, whatever an agent asks: what a task may name. */
export const standardEvaluatorIds: readonly string[] = [
  "type-check",
  "policy",
  "examples",
  "examples-table",
  "properties",
  "gate-cases",
  "reads-input",
  "generated",
  "agreement",
  "swallowed-errors",
  "determinism",
  "needless-code",
  "evaluator-audit",
];

/** The evaluators of tasks without a world. The `store` holds the skills that properties name. A `judge` comes last, where all that is cheaper was content. */
export function standardEvaluators(
  sandbox: Sandbox,
  options: { tools?: readonly string[]; judge?: Evaluator; store?: SkillReader } = {},
): StandardEvaluators {
  return {
    visible: [
      typeCheckEvaluator(),
      policyEvaluator({ sourceBytes: 16 * 1024, tools: options.tools ?? [] }),
      examplesEvaluator(sandbox),
    ],
    gate: [
      examplesTableEvaluator(sandbox),
      propertiesEvaluator(sandbox, { store: options.store }),
      gateCasesEvaluator(sandbox),
      readsInputEvaluator(sandbox),
      generatedEvaluator(sandbox),
      agreementEvaluator(sandbox),
      swallowedErrorsEvaluator(sandbox),
      determinismEvaluator(sandbox),
      needlessCodeEvaluator(sandbox),
      evaluatorAudit(sandbox),
      ...(options.judge ? [options.judge] : []),
    ],
  };
}
