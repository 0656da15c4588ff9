import { PortolanError } from "../errors/portolan-error.ts";
import { ask } from "../models/ask.ts";
import { fenced } from "../prompts/fenced.ts";
import { promptFile } from "../prompts/prompt-file.ts";
import type { Episode, Written } from "./episode.ts";

const prompt = promptFile("describe-skill");

/** What a description may have, of which the goal takes what it needs. */
const MOST_CHARACTERS = 1_024;
/** A sentence or two; a model that thinks before it answers needs more. */
const REPLY_TOKENS = 1_000;

/**
 * What a skill does and when to use it: the goal, and where the agent has a model for it, what that adds. A model that cannot say
 * anything useful, or may not be paid any more, costs no admission.
 */
export async function describeSkill(episode: Episode, { draft }: Written): Promise<string> {
  const { task, agent, budget, tracer, signal } = episode;
  const goal = task.goal.slice(0, MOST_CHARACTERS);
  if (!agent.describe) return goal;
  const messages = prompt.render({ goal: fenced(goal), source: fenced(draft.source.slice(0, 16_000), "ts") });
  try {
    const { reply } = await ask(agent.describe, { messages, maxOutputTokens: REPLY_TOKENS }, budget, {
      role: "describe",
      attempt: budget.spent.attempts,
      emit: (event) => tracer.emit(event),
      signal,
    });
    return reply.finish === "stop" ? joined(goal, reply.text) : goal;
  } catch (error) {
    if (!(error instanceof PortolanError) || error.code === "interrupted") throw error;
    return goal;
  }
}

/** One paragraph; code, lists and essays are no description. */
function joined(goal: string, text: string): string {
  const added = text.trim().replace(/\s+/g, " ");
  const isSentence = added !== "" && added.length <= 600 && !/[`{}<>]|^[-*#]/.test(added);
  const both = `${goal.trimEnd()}${/[.!?]$/.test(goal.trimEnd()) ? "" : "."} ${added}`;
  return isSentence && both.length <= MOST_CHARACTERS ? both : goal;
}
