import { Budget, type BudgetLimits, type Cost } from "../../budget/budget.ts";
import type { EventBody } from "../../events/event.ts";
import { digestOf, type Json } from "../../json/json.ts";
import { ask } from "../../models/ask.ts";
import type { Model, ModelMessage } from "../../models/model.ts";
import { type JudgedTask, judgePrompt, judgePromptDigests, repairMessage } from "./judge-prompt.ts";
import type { JudgeView } from "./judge-view.ts";
import { type Finding, readVerdict, verdictSchema } from "./read-verdict.ts";
import { type Rubric, rubricSchema, standardRubric } from "./rubric.ts";

/** What a judge makes of a result. */
export type Assessment = { cost: Cost; cut: number } & (
  | { kind: "judged"; met: boolean; findings: Finding[] }
  /** It gave no verdict that can be read, also when told what was wrong. */
  | { kind: "unreadable"; problem: string }
);

/** A model with a rubric. */
export interface Judge {
  /** Of model, prompts, rubric and settings: a calibration counts for one digest. */
  digest: string;
  rubric: Rubric;
  /**
   * @param within what the judge spends, this budget spends too
   * @throws PortolanError whatever `ask` throws: the budget is gone, the endpoint does not answer
   */
  assess(
    task: JudgedTask,
    view: JudgeView,
    options?: { within?: Budget; signal?: AbortSignal },
  ): Promise<Assessment>;
}

export interface JudgeOptions {
  model: Model;
  rubric?: Rubric;
  /** For one verdict, a repair of it included; six requests when absent. */
  budget?: BudgetLimits;
  /** Characters of the state that are shown at most; 24,000 when absent. */
  stateCharacters?: number;
  emit?: (event: EventBody) => void;
}

/** A judge: it sees task, states and runs, and answers for each criterion of its rubric with quotes of what it saw. */
export function createJudge(options: JudgeOptions): Judge {
  const { model, emit, stateCharacters = 24_000 } = options;
  const rubric = rubricSchema.parse(options.rubric ?? standardRubric);
  const limits = options.budget ?? { evaluations: 1, attempts: 1, requests: 6 };
  return {
    digest: digestOf({ model: model.id, prompts: judgePromptDigests(), rubric, stateCharacters, version: 1 }),
    rubric,
    async assess(task, view, { within, signal } = {}) {
      const { messages, shown, cut } = judgePrompt(task, view, rubric, stateCharacters);
      const budget = within?.part(limits) ?? new Budget(limits);
      const first = await askOnce(messages);
      const read = readVerdict(first, rubric, shown);
      if (!("problem" in read)) return judged(read.findings);
      const again = repairMessage(read.problem, rubric);
      const second = await askOnce([...messages, { role: "assistant", content: first }, again]);
      const repaired = readVerdict(second, rubric, shown);
      if (!("problem" in repaired)) return judged(repaired.findings);
      return { kind: "unreadable", problem: repaired.problem, cut, cost: costOf(budget) };

      async function askOnce(asked: ModelMessage[]): Promise<string> {
        const request = { messages: asked, schema: { name: "verdict", schema: verdictSchema() } };
        const { reply } = await ask(model, request, budget, { role: "judge", attempt: 1, emit, signal });
        return reply.finish === "refusal" ? `(declined) ${reply.text}` : reply.text;
      }

      function judged(findings: Finding[]): Assessment {
        return {
          kind: "judged",
          met: findings.every(({ met }) => met),
          findings,
          cut,
          cost: costOf(budget),
        };
      }
    },
  };
}

/** Findings as evidence keeps them. */
export function findingsJson(findings: readonly Finding[]): Json {
  return findings.map(({ id, met, void: isVoid, quotes, reason }) => ({
    id,
    met,
    void: isVoid,
    quotes,
    reason,
  }));
}

function costOf({ spent: { requests, tokens, costUsd } }: Budget): Cost {
  return { evaluations: 0, requests, tokens, ...(costUsd !== undefined && { costUsd }) };
}
