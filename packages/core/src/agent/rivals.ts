import { Budget } from "../budget/budget.ts";
import { isUndecided } from "../evaluators/agreement.ts";
import { link } from "../program/link.ts";
import type { LinkedProgram, Program } from "../program/program.ts";
import { type Episode, visible, type Written } from "./episode.ts";

/** What another coder may spend on programs to compare with; it is the gate's, not the episode's. */
const rivalBudget = { evaluations: 20_000, attempts: 1 };

/**
 * Programs that were written for the task independently of one that is judged: those of the same draft, and those of the agent's
 * coder of rivals. Only where the task has no hidden cases, or so few that they do not decide between them.
 */
export async function rivalsOf(
  episode: Episode,
  { draft }: Pick<Written, "draft">,
): Promise<LinkedProgram[] | undefined> {
  const { task, agent, drafted } = episode;
  if (!isUndecided(task)) return undefined;
  episode.rivals ??= await writtenByOther(episode);
  const others = [...drafted, ...episode.rivals].filter(({ source }) => source !== draft.source);
  const linked = await Promise.all(others.map((program) => link(program, agent.store)));
  return linked.map(({ program }) => program);
}

async function writtenByOther(episode: Episode): Promise<readonly Program[]> {
  const { task, agent, name, skills, signal } = episode;
  const request = { task: visible(task), name, skills, past: [], signal };
  const draft = await agent.rivals?.write(request, new Budget(rivalBudget));
  return draft?.kind === "programs" ? draft.programs : [];
}
