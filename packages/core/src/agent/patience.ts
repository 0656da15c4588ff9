import { setTimeout as sleep } from "node:timers/promises";
import { type Attribution, attribute, type FailureCause } from "./attribution.ts";
import { type Episode, evaluate, type FullJudgement, stopIfAborted, type Written } from "./episode.ts";

/** How long an episode bears with an environment that is out. */
export interface Patience {
  /** Judgements of the same program at most, the first included. */
  tries: number;
  /** Before the second one; each further pause is twice as long. */
  firstPauseMs: number;
}

export const defaultPatience: Patience = { tries: 4, firstPauseMs: 500 };

/** A judgement, and whose fault it was where it stopped the program. */
export interface Attributed extends FullJudgement {
  attribution?: Attribution;
}

/**
 * Judges a program. Where something else than the program was at fault, the same program is judged again, after pauses that
 * grow and end when the episode is aborted; it costs nothing.
 */
export async function evaluatePatiently(episode: Episode, written: Written): Promise<Attributed> {
  const patience = episode.agent.patience ?? defaultPatience;
  for (let tries = 1; ; tries++) {
    const judgement = await evaluate(episode, written);
    if (!judgement.stoppedBy) return judgement;
    const attribution = await attribute(episode, written, judgement.stoppedBy);
    stopIfAborted(episode);
    const attempt = episode.budget.spent.attempts;
    episode.tracer.emit({ type: "failure-attributed", attempt, attribution });
    const isOver = judgement.stoppedBy.aboutTask ?? tries >= triesFor(attribution.cause, patience);
    if (isOver) return { ...judgement, attribution };
    await pause(patience.firstPauseMs * 2 ** (tries - 1), episode);
  }
}

/** True for what no rewrite would change: the task is worth another try as it is, later. */
export function isParked({ cause }: Attribution): boolean {
  return cause === "environment" || cause === "evaluator" || cause === "precondition";
}

function triesFor(cause: FailureCause, { tries }: Patience): number {
  return cause === "environment" ? tries : cause === "evaluator" ? 2 : 1;
}

async function pause(ms: number, episode: Episode): Promise<void> {
  await sleep(ms, undefined, { signal: episode.signal }).catch(() => {});
  stopIfAborted(episode);
}
