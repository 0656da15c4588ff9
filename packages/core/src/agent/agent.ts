import type { Coder, Draft } from "../coders/coder.ts";
import type { EpisodeResult } from "../events/event.ts";
import type { Tracer } from "../events/tracer.ts";
import type { StandardEvaluators } from "../gate/standard-evaluators.ts";
import type { Harness } from "../harness/harness.ts";
import type { Program } from "../program/program.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import type { SkillStore } from "../skills/skill-store.ts";
import type { Task } from "../task/task.ts";
import { admit, approve, knownSkill, quarantine } from "./admission.ts";
import { begin, check, end, type Episode, evaluate, misread, write } from "./episode.ts";
import { reuse } from "./reuse.ts";

/** All that an episode needs. Without a `store` nothing is retrieved and nothing is kept. */
export interface Agent {
  coder: Coder;
  sandbox: Sandbox;
  evaluators: StandardEvaluators;
  harness: Harness;
  store?: SkillStore;
}

/**
 * One episode: all attempts on one task. Retrieve; if a skill does it all, done. Else write and judge until a program
 * passes the gate or the budget is gone. What was said of a refused program goes back to the coder.
 * @throws PortolanError `interrupted` when the signal aborts. A failure of a program never throws.
 */
export async function runEpisode(
  task: Task,
  agent: Agent,
  tracer: Tracer,
  signal?: AbortSignal,
): Promise<EpisodeResult> {
  const episode = await begin(task, agent, tracer, signal);
  const fitting = await reuse(episode);
  if (fitting) return end(episode, { solvedBy: fitting, skill: fitting.callees[0], reason: "known" });
  while (!episode.budget.exhausted) {
    const draft = await write(episode);
    if (draft.kind === "gave-up") return end(episode, { reason: `gave up: ${draft.reason}` });
    if (draft.kind === "unusable") {
      misread(episode, draft);
      continue;
    }
    for (const program of draft.programs) {
      const result = episode.budget.remaining("attempts") > 0 && (await attempt(episode, program, draft));
      if (result) return result;
    }
  }
  return end(episode, { reason: `${episode.budget.exhausted} used up` });
}

/** Judges one program and keeps it if it passes; `undefined` when it was refused. */
async function attempt(episode: Episode, program: Program, draft: Draft): Promise<EpisodeResult | undefined> {
  const written = await check(episode, program, draft);
  const judgement = await evaluate(episode, written);
  if (judgement.stoppedBy) {
    await quarantine(episode, written, judgement);
    const { evaluator, status, feedback = "It was refused." } = judgement.stoppedBy;
    const { diagnostics } = written.report;
    episode.past.push({
      attempt: episode.budget.spent.attempts,
      program,
      feedback: [feedback],
      diagnostics,
      stoppedBy: { evaluator, status },
    });
    return undefined;
  }

  const known = await knownSkill(episode, written);
  if (known) return end(episode, { solvedBy: written, skill: known, reason: "known" });

  const approved = approve(episode, written, judgement);
  const result = await end(episode, { solvedBy: written, skill: approved.skill, reason: "admitted" });
  // Only now, with the end on record: whoever resumes after a crash repeats the admission, which is idempotent.
  return { ...result, change: await admit(approved, episode.agent.store, episode.tracer) };
}
