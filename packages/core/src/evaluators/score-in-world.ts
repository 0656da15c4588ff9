import type { LinkedProgram } from "../program/program.ts";
import { PortolanError } from "../errors/portolan-error.ts";
import { freshSeeds } from "./world-seeds.ts";
import { type TrialPlace, tryOnce } from "./world-trial.ts";

/**
 * In how many of so many worlds a program reaches the goal. The worlds are the report's own: the same for every program of a task,
 * and none that a gate judges in. Seeds at which the goal holds in an untouched world are passed over.
 * @throws PortolanError `interrupted`, or `tools-unavailable` when a tool is out
 */
export async function scoreInWorld(
  place: TrialPlace,
  program: LinkedProgram,
  { task, runs }: { task: string; runs: number },
): Promise<{ right: number; of: number }> {
  const seeds = freshSeeds({ task, goal: place.goal.id, for: "report" });
  const tally = { right: 0, of: 0 };
  for (let number = 0; tally.of < runs && number < 3 * runs; number++) {
    const trial = await tryOnce(place, program, seeds.next().value);
    if (trial.kind === "stopped") throw stopped(task, trial.reason, place.signal);
    if (trial.kind === "idle") continue;
    tally.of++;
    if (trial.kind === "met") tally.right++;
  }
  return tally;
}

function stopped(task: string, reason: string, signal: AbortSignal | undefined): PortolanError {
  const code = signal?.aborted ? "interrupted" : "tools-unavailable";
  return new PortolanError(code, `The score of ${task} could not be taken: ${reason}.`, {
    value: task,
    next: "Run the same command again: it goes on where it stopped.",
  });
}
