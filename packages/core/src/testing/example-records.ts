import type { BudgetLimits } from "../budget/budget.ts";
import type { Harness } from "../harness/harness.ts";
import { functionNameOf } from "../program/program.ts";
import type { Candidate, Evidence } from "../skills/skill.ts";
import type { Refusal } from "../skills/skill-store.ts";

/** A candidate of this name that any store takes. */
export function exampleCandidate(name: string, changes: Partial<Candidate> = {}): Candidate {
  const symbol = functionNameOf(name);
  return {
    name,
    signature: "(text: string) => string",
    source: `/** For a test. */\nexport function ${symbol}(text: string): string {\n  return text + "${symbol}";\n}\n`,
    description: `Appends ${name.replaceAll("-", " ")} to a text.`,
    uses: [],
    tools: [],
    evals: { examples: [{ input: ["a"], output: `a${symbol}` }], cases: [{ input: [""], output: symbol }] },
    ...changes,
  };
}

/** Evidence as the gate gives it. */
export function exampleEvidence(changes: Partial<Evidence> = {}): Evidence {
  return {
    task: { id: "example", suite: "examples" },
    coder: "scripted",
    harness: "0".repeat(64),
    voyage: "voyage-1",
    episode: 0,
    attempt: 1,
    cost: { evaluations: 10, attempts: 1 },
    shown: [],
    verdicts: [{ evaluator: "cases", digest: "1".repeat(64), status: "passed", evidence: { cases: 1 } }],
    checks: { examples: 1, cases: 1, lowerBound: 0.05 },
    ...changes,
  };
}

/** A refusal as the gate gives it. */
export function exampleRefusal(changes: Partial<Refusal> = {}): Refusal {
  const verdicts = [
    { evaluator: "cases", digest: "1".repeat(64), status: "failed" as const, feedback: "1 failed" },
  ];
  return { evaluator: "cases", reason: "A hidden case failed.", task: "example", verdicts, ...changes };
}

/** A harness with this budget, for an arm that retrieves nothing unless told otherwise. */
export function exampleHarness(budget: BudgetLimits, changes: Partial<Harness> = {}): Harness {
  return {
    instructions: "",
    tools: [],
    retrieval: { limit: 0 },
    orchestration: { budget },
    evaluators: [],
    ...changes,
  };
}
