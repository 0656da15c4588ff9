import { PortolanError } from "@portolan/core";
import type { CheckerAnswer, CheckerLane } from "./checker-lane.ts";
import type { CheckerRequest } from "./outbox.ts";

/** A question that somebody waits for. */
export interface Job {
  request: CheckerRequest;
  /** True when the answer is there, or nobody waits for it any more. */
  settled: boolean;
  /** Counts the times it was begun; only the answer to the last one counts. */
  attempt: number;
  resolve: (answer: CheckerAnswer) => void;
  reject: (error: unknown) => void;
}

/** Has a job answered; never rejects. */
export async function answerOf(lane: CheckerLane, job: Job): Promise<"answered"> {
  const attempt = ++job.attempt;
  try {
    const answer = await lane.ask(job.request);
    if (job.attempt === attempt) settle(job, () => job.resolve(answer));
  } catch (error) {
    if (job.attempt === attempt) settle(job, () => job.reject(error));
  }
  return "answered";
}

/** Ends a job, unless it has ended. */
export function settle(job: Job, how: () => void): void {
  if (job.settled) return;
  job.settled = true;
  how();
}

/** What somebody gets who waits no longer. */
export function cancelledError(signal: AbortSignal | undefined): PortolanError {
  return new PortolanError("interrupted", "The check was cancelled.", {
    next: "Check the program again if it is still wanted.",
    cause: signal?.reason,
  });
}
