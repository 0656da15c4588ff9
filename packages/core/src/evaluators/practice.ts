import { visible } from "../agent/episode.ts";
import { describeOutcome, type Outcome } from "../sandbox/outcome.ts";
import type { ToolCallRecord } from "../sandbox/run-trace.ts";
import { failedSkill, toolFaults } from "../sandbox/tool-fault.ts";
import type { Json } from "../json/json.ts";
import type { Practice, PracticeRun } from "../world/practice.ts";
import { callText } from "./call-text.ts";
import { defineEvaluator } from "./define-evaluator.ts";
import type { Evaluator, Verdict } from "./evaluator.ts";

const mostCalls = 30;
const mostState = 1_500;
const mostLine = 400;

/**
 * Runs a program once in a practice world, and tells its coder what the tools said there: whether the goal was reached, which calls
 * failed and what was missing, and what there was in the end. Another world for each attempt, never one that the gate judges in. One
 * run is one candidate evaluation.
 */
export function practiceEvaluator(practice: Practice): Evaluator {
  return defineEvaluator({
    id: "practice",
    version: 1,
    settings: practice.isJudged ? null : { isJudged: false },
    evaluate: async ({ task, program, budget, signal }): Promise<Verdict> => {
      if (budget?.remaining("evaluations") === 0) {
        return { status: "abstained", evidence: { practised: false } };
      }
      const number = Math.max(0, (budget?.spent.attempts ?? 1) - 1);
      const run = await practice.run(visible(task), program, { number }, signal);
      if (!run) return { status: "abstained", evidence: { practised: false } };
      budget?.spend("evaluations", 1);
      const { kind, toolCalls } = run.outcome;
      const evidence = { practised: true, input: run.input, kind, calls: toolCalls.length };
      if (run.isMet) return { status: "passed", evidence };
      const skill = failedSkill(run.outcome);
      const missing = missingAtEnd(run.outcome);
      return {
        status: "failed",
        feedback: practiceText(run, program.name),
        evidence: { ...evidence, missing, ...(skill && { failedIn: { [skill]: 1 } }) },
      };
    },
  });
}

/** What was missing when a run ended for it, by name. */
function missingAtEnd(outcome: Outcome): string[] {
  const last = outcome.kind === "error" ? toolFaults(outcome).at(-1) : undefined;
  return last?.kind === "missing" ? last.missing : [];
}

/** What a coder is told of a practice run that missed the goal. */
function practiceText({ input, outcome, after }: PracticeRun, name: string): string {
  const calls = outcome.toolCalls.map((call) => clip(callLine(call, name), mostLine));
  const left = calls.length - mostCalls;
  return [
    `In a practice world it did not reach the goal. Called as ${callText(input)} it ${describeOutcome(outcome)}.`,
    ...(calls.length > 0 ? ["What the tools said:"] : ["It called no tool."]),
    ...(left > 0 ? [`(${left} calls before these)`] : []),
    ...calls.slice(-mostCalls),
    `In the end the world was: ${clip(JSON.stringify(after), mostState)}`,
  ].join("\n");
}

function callLine(
  { tool, by, input, ok, output, endMs }: Outcome["toolCalls"][number],
  name: string,
): string {
  const who = by === name ? "" : `${by} `;
  const call = `${who}${tool}(${JSON.stringify(input)})`;
  if (endMs === null) return `${call}: no answer`;
  return ok ? `${call}: ${JSON.stringify(output)}` : `${call}: failed: ${failureText(output)}`;
}

function failureText(output: ToolCallRecord["output"]): string {
  const { message, data } = (output ?? {}) as { message?: Json; data?: Json };
  const said = typeof message === "string" ? message : "it does not say why";
  return data === null || data === undefined ? said : `${said} ${JSON.stringify(data)}`;
}

function clip(text: string, characters: number): string {
  return text.length <= characters ? text : `${text.slice(0, characters - 1)}…`;
}
