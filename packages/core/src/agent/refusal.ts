import type { EpisodeResult } from "../events/event.ts";
import { quarantine } from "./admission.ts";
import { plainOwnDetail } from "./attribution.ts";
import { end, type Episode, type Written } from "./episode.ts";
import { type Attributed, isParked } from "./patience.ts";
import { retrieveAgain } from "./retrieval.ts";

/**
 * What follows from a refusal. Where the program is at fault, or a skill that is out now, the coder is told and may write again:
 * `undefined`. Where it is the world's fault the episode ends, parked: a rewrite would change nothing.
 */
export async function refuse(
  episode: Episode,
  written: Written,
  judgement: Attributed,
): Promise<EpisodeResult | undefined> {
  const { stoppedBy, attribution } = judgement;
  if (!stoppedBy || !attribution) return undefined;
  if (isParked(attribution)) return end(episode, { reason: `parked: ${attribution.detail}`, parked: true });
  if (attribution.cause === "own") await quarantine(episode, written, judgement);
  const { evaluator, status, feedback = "It was refused." } = stoppedBy;
  const told = attribution.detail === plainOwnDetail ? [] : [attribution.detail];
  episode.past.push({
    attempt: episode.budget.spent.attempts,
    program: written.draft,
    feedback: [feedback, ...told],
    diagnostics: written.report.diagnostics,
    stoppedBy: { evaluator, status },
    attribution,
  });
  if (attribution.cause === "own") await retrieveAgain(episode);
  return undefined;
}
