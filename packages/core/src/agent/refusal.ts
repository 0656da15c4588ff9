import type { EpisodeResult } from "../events/event.ts";
import type { VerdictRecord } from "../evaluators/evaluator.ts";
import { canonicalJson, type Json } from "../json/json.ts";
import type { Program } from "../program/program.ts";
import { quarantine } from "./admission.ts";
import { type Attribution, plainOwnDetail } from "./attribution.ts";
import { counterexampleSchema } from "../task/counterexample.ts";
import { end, type Episode, type Written } from "./episode.ts";
import { type Attributed, isParked } from "./patience.ts";
import { retrieveAgain } from "./retrieval.ts";

/**
 * What follows from a refusal. Where the program is at fault, or a skill that is out now, the coder is told and may write again:
 * `undefined`. Where it is the world's fault the episode ends, parked, and where it is the task's, for good: a rewrite would change nothing.
 */
export async function refuse(
  episode: Episode,
  written: Written,
  judgement: Attributed,
): Promise<EpisodeResult | undefined> {
  const { stoppedBy, attribution } = judgement;
  if (!stoppedBy || !attribution) return undefined;
  const { evaluator, status, feedback = "It was refused." } = stoppedBy;
  const tooWeak = `the task is too weak: ${feedback.replace(/\.$/, "")}`;
  if (isParked(attribution))
    return stoppedBy.aboutTask
      ? end(episode, { reason: tooWeak })
      : end(episode, { reason: `parked: ${attribution.detail}`, parked: true });
  keepCounterexample(episode, stoppedBy);
  if (attribution.cause === "own") await quarantine(episode, written, judgement);
  const told = attribution.detail === plainOwnDetail ? [] : [attribution.detail];
  episode.past.push({
    attempt: episode.budget.spent.attempts,
    program: written.draft,
    feedback: [feedback, ...told, ...(attribution.threw === undefined ? [] : [attribution.threw])],
    diagnostics: written.report.diagnostics,
    stoppedBy: { evaluator, status },
    attribution,
  });
  if (stoppedBy.aboutTask) return end(episode, { reason: tooWeak });
  if (attribution.cause === "own") await retrieveAgain(episode);
  return undefined;
}

/**
 * Refuses, without another judgement, a program that was refused for its own sake before, word for word.
 * @returns true where it was
 */
export function refuseRepeated({ agent, past, budget, tracer }: Episode, program: Program): boolean {
  // With tools the world has a say: the same program may do better now.
  if (agent.harness.tools.length > 0) return false;
  const before = past.find(
    (one) => one.program?.source === program.source && one.attribution?.cause === "own",
  );
  if (!before) return false;
  const attempt = budget.spent.attempts;
  const detail = `This is the program of attempt ${before.attempt} again, word for word; write another one.`;
  const attribution: Attribution = { cause: "own", detail };
  tracer.emit({ type: "failure-attributed", attempt, attribution });
  past.push({ ...before, attempt, feedback: [detail, ...before.feedback], attribution });
  return true;
}

/** The input that a program failed on without a right result being known: the next attempts are tried on it first. */
function keepCounterexample(episode: Episode, { evaluator, evidence }: VerdictRecord): void {
  const found = counterexampleSchema.safeParse({ of: evaluator, input: inputIn(evidence) });
  if (!found.success) return;
  const kept = episode.task.counterexamples ?? [];
  const key = canonicalJson(found.data);
  if (kept.some((one) => canonicalJson(one) === key)) return;
  episode.task = { ...episode.task, counterexamples: [...kept, found.data] };
}

function inputIn(evidence: Json | undefined): Json | undefined {
  return typeof evidence === "object" && evidence !== null && !Array.isArray(evidence)
    ? evidence["counterexample"]
    : undefined;
}
