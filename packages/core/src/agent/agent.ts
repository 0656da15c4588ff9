import type { Budget } from "../budget/budget.ts";
import type { Coder, Draft } from "../coders/coder.ts";
import { usesIn } from "../credit/uses-in.ts";
import { PortolanError } from "../errors/portolan-error.ts";
import { agreementId } from "../evaluators/agreement.ts";
import type { EpisodeResult } from "../events/event.ts";
import type { Tracer } from "../events/tracer.ts";
import { checksOf } from "../gate/checks.ts";
import type { StandardEvaluators } from "../gate/standard-evaluators.ts";
import type { Harness } from "../harness/harness.ts";
import type { Model } from "../models/model.ts";
import type { Program } from "../program/program.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import type { Verify } from "../skills/skill-change.ts";
import type { SkillStore } from "../skills/skill-store.ts";
import type { Task } from "../task/task.ts";
import { admit, approve, knownSkill } from "./admission.ts";
import { begin, called, check, end, type Episode, misread, open, write, type Written } from "./episode.ts";
import { type Attributed, evaluatePatiently, type Patience } from "./patience.ts";
import { refuse, refuseRepeated } from "./refusal.ts";
import { repair } from "./repair.ts";
import { reuse } from "./reuse.ts";

/** All that an episode needs. Without a `store` nothing is retrieved and nothing is kept. */
export interface Agent {
  coder: Coder;
  /** Writes programs to compare with where a task has no hidden cases; another one than `coder`, or none. */
  rivals?: Coder;
  /** Runs and checks programs; its own tools are those that programs are granted. */
  sandbox: Sandbox;
  evaluators: StandardEvaluators;
  harness: Harness;
  store?: SkillStore;
  /** What the coder is told of the tools: TypeScript, by specifier. */
  toolDeclarations?: Readonly<Record<string, string>>;
  /** Adds to the goal, which describes a skill, when to use it. */
  describe?: Model;
  /** Gets what a model writes as it comes, for a display; text begins anew after a retry. */
  onText?: (delta: string) => void;
  /** Puts what the tools act on back to where it was before the episode; absent where that is impossible or needless. */
  resetWorld?: () => Promise<void>;
  /** How long to bear with an environment that is out; see `defaultPatience`. */
  patience?: Patience;
  /** Judges the callers of a skill that gets a new version; made from the evaluators when absent. */
  verify?: Verify;
  /** False: a broken skill leaves the library and is not written anew. */
  repairs?: boolean;
  /** Sources that the gate judged for the task in earlier episodes: the risk of its hidden checks is divided among these, too. */
  judgedBefore?: readonly string[];
}

/**
 * One episode: all attempts on one task. Retrieve; if a skill does it all, done. Else write and judge until a program
 * passes the gate or the budget is gone. What was said of a refused program goes back to the coder.
 * @param budget a part of another one, for an episode inside an episode; the harness's own when absent
 * @throws PortolanError `interrupted` when the signal aborts, `model-unavailable`, `model-config`: the episode did not end,
 * and may be run again. A failure of a program never throws.
 */
export async function runEpisode(
  task: Task,
  agent: Agent,
  tracer: Tracer,
  signal?: AbortSignal,
  budget?: Budget,
): Promise<EpisodeResult> {
  using heard = tracer.hear();
  const result = await endOf(await begin(task, agent, tracer, signal, budget));
  // With the end on record: whoever resumes after a crash keeps the uses from the trace.
  await agent.store?.recordUses(usesIn(heard.events));
  return result;
}

async function endOf(episode: Episode): Promise<EpisodeResult> {
  try {
    return await pursue(episode);
  } catch (error) {
    if (!(error instanceof PortolanError && error.code === "budget-spent")) throw error;
    return end(episode, { reason: `${episode.budget.exhausted ?? "budget"} used up` });
  }
}

async function pursue(episode: Episode): Promise<EpisodeResult> {
  const fitting = await reuse(episode);
  if (fitting) {
    const [skill] = fitting.callees;
    called(episode, fitting.callees, { whole: true });
    return end(episode, { solvedBy: fitting, skill, checks: skill?.evidence.checks, reason: "known" });
  }
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
      // The others of the draft stand against one another as well: they raise the same question.
      if (episode.past.at(-1)?.stoppedBy?.evaluator === agreementId) break;
    }
  }
  return end(episode, { reason: `${episode.budget.exhausted} used up` });
}

/** One attempt: judges a program and keeps it if it passes; `undefined` when it was refused and is to be written again. */
async function attempt(episode: Episode, program: Program, draft: Draft): Promise<EpisodeResult | undefined> {
  const { task } = episode;
  open(episode, program, draft);
  if (refuseRepeated(episode, program)) return undefined;
  const { written, judgement } = await judged(episode, program);
  if (judgement.stoppedBy) return refuse(episode, written, judgement);

  const known = await knownSkill(episode, written);
  const checks = checksOf(task, judgement.verdicts, episode.judged.size);
  if (known) return end(episode, { solvedBy: written, skill: known, checks, reason: "known" });

  const approved = await approve(episode, written, judgement);
  const result = await end(episode, {
    solvedBy: written,
    skill: approved.skill,
    checks: approved.evidence.checks,
    reason: "admitted",
  });
  // Only now, with the end on record: whoever resumes after a crash repeats the admission, which is idempotent.
  return { ...result, change: await admit(approved, episode.agent.store, episode.tracer) };
}

/** Checks and evaluates a program, and does so again with each skill that it calls and that had to be repaired first. */
async function judged(
  episode: Episode,
  program: Program,
): Promise<{ written: Written; judgement: Attributed }> {
  for (;;) {
    const written = await check(episode, program);
    const judgement = await evaluatePatiently(episode, written);
    const { attribution } = judgement;
    const isBetter = attribution?.cause === "callee" && (await repair(episode, attribution, runEpisode));
    if (!isBetter) return { written, judgement };
  }
}
