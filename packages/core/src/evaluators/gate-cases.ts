import { equalJson, type Json } from "../json/json.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import type { Evidence } from "../skills/skill.ts";
import { defineEvaluator } from "./define-evaluator.ts";
import type { Evaluator, Verdict } from "./evaluator.ts";
import { ownRuns } from "./own-runs.ts";

const id = "gate-cases";

/**
 * True when a voyage saw to it that whoever wrote a skill had not seen its cases. What was imported, or put in place by hand,
 * may have been written by somebody who had.
 */
export function hadUnseenCases({ verdicts }: Pick<Evidence, "verdicts">): boolean {
  return verdicts.some(({ evaluator, status }) => evaluator === id && status === "passed");
}

/**
 * Passes programs that are right on every case that the coder never saw, each in an isolate of its own.
 * Expected values stay in the host, and the feedback says no more than that something hidden failed.
 */
export function gateCasesEvaluator(sandbox: Sandbox): Evaluator {
  return defineEvaluator({
    id,
    version: 1,
    evaluate: async (subject): Promise<Verdict> => {
      const { task } = subject;
      if (task.cases.length === 0) return { status: "abstained", evidence: { of: 0 } };
      const inputs = task.cases.map(({ input }) => input);
      const outcomes = await ownRuns(sandbox, subject, inputs);
      const wrong = outcomes.flatMap((outcome, i) => {
        const expected = task.cases[i]?.output as Json;
        return outcome.kind === "value" && equalJson(outcome.value, expected)
          ? []
          : [{ case: i, kind: outcome.kind }];
      });
      const evidence = { right: outcomes.length - wrong.length, of: outcomes.length, wrong };
      if (wrong.length === 0) return { status: "passed", evidence };
      return { status: "failed", feedback: "It is wrong on cases that are not shown.", evidence };
    },
  });
}
