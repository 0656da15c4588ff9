import { PortolanError } from "../errors/portolan-error.ts";
import type { TraceEvent } from "../events/event.ts";
import type { Tracer } from "../events/tracer.ts";
import { equivalentSkill } from "../evaluators/novelty.ts";
import { harnessDigest } from "../harness/harness.ts";
import { type Candidate, type Evals, type Evidence, skillDigest, type SkillRef } from "../skills/skill.ts";
import type { Admission, Refusal, SkillStore } from "../skills/skill-store.ts";
import type { Task } from "../task/task.ts";
import { lowerBound } from "../gate/gate.ts";
import { describeSkill } from "./describe-skill.ts";
import type { Episode, FullJudgement, Written } from "./episode.ts";

/** The active skill that does the same already, or `undefined`. */
export async function knownSkill(
  { agent, task, signal }: Episode,
  { program }: Written,
): Promise<SkillRef | undefined> {
  const { sandbox, store } = agent;
  const skill = store && (await equivalentSkill(sandbox, store, { program, task, signal }));
  return skill && { name: skill.name, digest: skill.digest };
}

/** A program that passed the gate, as the store will take it. */
export interface Approved {
  candidate: Candidate;
  evidence: Evidence;
  skill: SkillRef;
}

/** Puts on record that a program passed the gate; nothing is stored yet. */
export async function approve(
  episode: Episode,
  written: Written,
  judgement: FullJudgement,
): Promise<Approved> {
  const candidate = candidateOf(episode, written, await describeSkill(episode, written));
  const evidence = evidenceOf(episode, judgement);
  episode.tracer.emit({ type: "gate-passed", attempt: episode.budget.spent.attempts, candidate, evidence });
  return { candidate, evidence, skill: { name: candidate.name, digest: skillDigest(candidate) } };
}

/**
 * Makes an approved program a skill, and puts on record what the store made of it.
 * @returns `undefined` without a store, and where a skill it calls is no longer active
 */
export async function admit(
  { candidate, evidence }: Pick<Approved, "candidate" | "evidence">,
  store: SkillStore | undefined,
  tracer: Tracer,
): Promise<Admission["change"] | undefined> {
  if (!store) return undefined;
  try {
    const { skill, change } = await store.admit(candidate, evidence);
    tracer.emit({ type: "skill-admitted", skill: { name: skill.name, digest: skill.digest }, change });
    return change;
  } catch (error) {
    if (!(error instanceof PortolanError && error.code === "store-invalid")) throw error;
    const skill = { name: candidate.name, digest: skillDigest(candidate) };
    tracer.emit({ type: "admission-failed", skill, reason: error.message });
    return undefined;
  }
}

/** Keeps a program that the gate refused, with the reason. One that failed before the gate is only in the trace. */
export async function quarantine(
  episode: Episode,
  written: Written,
  judgement: FullJudgement,
): Promise<void> {
  const { store } = episode.agent;
  if (!store || !judgement.stoppedBy || !judgement.reachedGate) return;
  const { evaluator, feedback } = judgement.stoppedBy;
  const candidate = candidateOf(episode, written);
  const refusal: Refusal = {
    evaluator,
    reason: feedback ?? "It was refused.",
    task: episode.task.id,
    verdicts: judgement.verdicts,
  };
  episode.tracer.emit({ type: "gate-refused", attempt: episode.budget.spent.attempts, candidate, refusal });
  await store.quarantine(candidate, refusal);
}

/**
 * Finishes an episode whose end is on record: stores what it had approved, in case the process died before it did.
 * Admission is idempotent, so it does not matter if it had.
 * @param events of that episode alone
 * @returns what the store made of it, now or then
 */
export async function settle(
  events: readonly TraceEvent[],
  store: SkillStore | undefined,
  tracer: Tracer,
): Promise<Admission["change"] | undefined> {
  const admitted = events.find((event) => event.type === "skill-admitted");
  if (admitted) return admitted.change;
  const approved = events.findLast((event) => event.type === "gate-passed");
  const failed = events.some((event) => event.type === "admission-failed");
  return approved && !failed ? admit(approved, store, tracer) : undefined;
}

function candidateOf(
  { task }: Episode,
  { draft, callees, report }: Written,
  description: string = task.goal.slice(0, 1024),
): Candidate {
  const tools = report.imports.filter((specifier) => specifier.startsWith("#tools/"));
  return {
    ...draft,
    description,
    uses: callees
      .map(({ name, digest }) => ({ name, digest }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    tools: tools.map((specifier) => specifier.slice("#tools/".length)).toSorted(),
    evals: evalsOf(task),
  };
}

/** Without the fields that say nothing, so that the files of a skill without properties are as they always were. */
function evalsOf({ examples, cases, properties = [], counterexamples = [] }: Task): Evals {
  return {
    examples,
    cases,
    ...(properties.length > 0 && { properties }),
    ...(counterexamples.length > 0 && { counterexamples }),
  };
}

function evidenceOf(
  { task, agent, tracer, budget, skills, model }: Episode,
  { verdicts }: FullJudgement,
): Evidence {
  return {
    task: { id: task.id, suite: task.suite },
    coder: agent.coder.id,
    ...(model === undefined ? {} : { model }),
    harness: harnessDigest(agent.harness),
    voyage: tracer.voyage,
    episode: tracer.episode,
    attempt: budget.spent.attempts,
    cost: { ...budget.spent },
    shown: skills.map(({ skill: { name, digest } }) => ({ name, digest })),
    verdicts,
    checks: {
      examples: task.examples.length,
      cases: task.cases.length,
      lowerBound: lowerBound(task.cases.length),
    },
  };
}
