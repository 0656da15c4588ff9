import { Budget } from "../budget/budget.ts";
import type { Draft, PastAttempt, VisibleTask } from "../coders/coder.ts";
import { PortolanError } from "../errors/portolan-error.ts";
import type { EpisodeResult, EventBody } from "../events/event.ts";
import type { Tracer } from "../events/tracer.ts";
import type { VerdictRecord } from "../evaluators/evaluator.ts";
import type { Checks } from "../gate/checks.ts";
import { judge } from "../gate/gate.ts";
import { gateForTask, requireKnownGate } from "../gate/gate-for-task.ts";
import { link } from "../program/link.ts";
import { type LinkedProgram, type Program, skillSpecifier } from "../program/program.ts";
import type { CheckReport } from "../sandbox/sandbox.ts";
import type { Skill, SkillRef } from "../skills/skill.ts";
import type { Match } from "../skills/skill-query.ts";
import type { SkillStore } from "../skills/skill-store.ts";
import { skillNameOf, type Task } from "../task/task.ts";
import type { Agent } from "./agent.ts";
import { drewOn, lookUp, mayRetrieve, retrieve } from "./retrieval.ts";
import { rivalsOf } from "./rivals.ts";

/** The state of one episode. */
export interface Episode {
  task: Task;
  agent: Agent;
  tracer: Tracer;
  budget: Budget;
  /** kebab-case name that the program, and the skill it may become, has. */
  name: string;
  /** What the coder is shown, best first. */
  skills: Match[];
  /** Names of skills that turned out to be broken, or call one that did. */
  outOfUse: string[];
  /** Sources that the gate judged, in order. */
  judged: Set<string>;
  /** Names of the skills whose repair was tried. */
  repaired: string[];
  past: PastAttempt[];
  /** The model that wrote what is judged now, where one did. */
  model?: string;
  /** The programs that were written together with it. */
  drafted: readonly Program[];
  /** What another coder wrote for the task, to compare with; absent as long as nobody asked it. */
  rivals?: readonly Program[];
  signal?: AbortSignal;
}

/** A program as written, linked and checked. */
export interface Written {
  draft: Program;
  program: LinkedProgram;
  /** Active skills it imports itself; the skill itself where one does the whole task. */
  callees: Skill[];
  report: CheckReport;
}

/** A judgement of both rounds together. */
export interface FullJudgement {
  verdicts: VerdictRecord[];
  stoppedBy?: VerdictRecord;
  /** True when the program passed all visible evaluators, so that the gate judged it. */
  reachedGate: boolean;
}

/** Retrieves skills for the task and opens its budget, unless one is given. */
export async function begin(
  task: Task,
  agent: Agent,
  tracer: Tracer,
  signal?: AbortSignal,
  given?: Budget,
): Promise<Episode> {
  const { store, harness } = agent;
  requireKnownGate(task, agent.evaluators);
  const name = await freeName(task, store);
  const librarySize = store ? await store.count() : 0;
  tracer.emit({ type: "episode-start", task: task.id, goal: task.goal, level: task.level, librarySize });
  const skills = await retrieve(task, agent, tracer);
  const budget = given ?? new Budget(harness.orchestration.budget);
  return {
    task,
    agent,
    tracer,
    budget,
    name,
    skills,
    outOfUse: [],
    judged: new Set(agent.judgedBefore),
    repaired: [],
    past: [],
    drafted: [],
    signal,
  };
}

/** Has the coder write. */
export async function write(episode: Episode): Promise<Draft> {
  const { task, agent, tracer, budget, name, skills, past, signal } = episode;
  stopIfAborted(episode);
  const emit = (event: EventBody): void => tracer.emit(event);
  const tools = agent.toolDeclarations;
  const request = {
    task: visible(task),
    name,
    skills,
    past,
    ...(mayRetrieve(agent) && {
      lookUp: (text: string) => lookUp(episode, text),
      drewOn: (match: Match) => drewOn(episode, match),
    }),
    tools,
    signal,
    emit,
    onText: agent.onText,
  };
  const draft = await agent.coder.write(request, budget);
  episode.model = draft.kind === "programs" ? draft.model : undefined;
  episode.drafted = draft.kind === "programs" ? draft.programs : [];
  stopIfAborted(episode);
  if (draft.kind === "gave-up") {
    const attempt = budget.spent.attempts + 1;
    tracer.emit({ type: "coder-gave-up", attempt, reason: draft.reason, cost: draft.cost });
  }
  return draft;
}

/** A reply without a program is an attempt all the same: the coder is told what was wrong with it. */
export function misread(
  { budget, past, tracer }: Episode,
  { feedback, cost }: Extract<Draft, { kind: "unusable" }>,
): void {
  budget.spend("attempts", 1);
  const attempt = budget.spent.attempts;
  tracer.emit({ type: "reply-unusable", attempt, feedback, cost });
  past.push({ attempt, feedback: [feedback] });
}

/** Opens an attempt. */
export function open({ tracer, budget }: Episode, program: Program, draft: Draft): void {
  budget.spend("attempts", 1);
  // The draft was paid as a whole: its cost stands with its first program.
  const cost = draft.kind === "programs" && draft.programs[0] === program ? draft.cost : { evaluations: 0 };
  tracer.emit({ type: "program-written", attempt: budget.spent.attempts, program, cost });
}

/** Links a program to the skills that it names, as they are now, and type-checks it. */
export async function check(episode: Episode, program: Program): Promise<Written> {
  const { agent, tracer, budget, signal } = episode;
  const linked = await link(program, agent.store);
  const report = await agent.sandbox.check(linked.program, { signal });
  tracer.emit({ type: "check-done", attempt: budget.spent.attempts, ...report });
  const imported = new Set(report.imports);
  const callees = linked.callees.filter((skill) => imported.has(skillSpecifier(skill.name)));
  called(episode, callees);
  return { draft: program, program: linked.program, report, callees };
}

/** Puts on record which skills the program that is judged next calls itself. */
export function called(
  { tracer, budget }: Episode,
  callees: readonly Skill[],
  how: { whole?: true } = {},
): void {
  if (callees.length === 0) return;
  const skills = callees.map(({ name, digest }) => ({ name, digest }));
  tracer.emit({ type: "skills-called", attempt: budget.spent.attempts, skills, ...how });
}

/** Asks the visible evaluators and, when they are content, the gate. */
export async function evaluate(episode: Episode, written: Written): Promise<FullJudgement> {
  const { task, agent, tracer, budget, signal } = episode;
  const rivals = await rivalsOf(episode, written);
  const subject = { task, program: written.program, report: written.report, rivals, budget, signal };
  const evaluators = gateForTask(agent.evaluators, task);
  const attempt = budget.spent.attempts;
  const onVerdict = (verdict: VerdictRecord, wallMs: number): void =>
    tracer.emit({ type: "verdict-given", attempt, verdict, wallMs });
  const seen = await judge(evaluators.visible, subject, onVerdict);
  if (!seen.stoppedBy) episode.judged.add(written.draft.source);
  const candidate = episode.judged.size;
  const gate = seen.stoppedBy
    ? undefined
    : await judge(evaluators.gate, { ...subject, candidate }, onVerdict);
  stopIfAborted(episode);
  return {
    verdicts: [...seen.verdicts, ...(gate?.verdicts ?? [])],
    stoppedBy: seen.stoppedBy ?? gate?.stoppedBy,
    reachedGate: gate !== undefined,
  };
}

/** Closes the episode and puts its result on record. */
export async function end(
  { task, agent, tracer, budget, skills, past }: Episode,
  how: { reason: string; solvedBy?: Written; skill?: SkillRef; checks?: Checks; parked?: true },
): Promise<EpisodeResult> {
  const { store } = agent;
  const refusedBy = how.solvedBy ? undefined : past.at(-1)?.stoppedBy?.evaluator;
  const last = past.at(-1);
  const unusable = how.solvedBy || last?.program ? undefined : last?.feedback[0];
  const { solvedBy, skill, reason, checks, parked } = how;
  const result: EpisodeResult = {
    task: task.id,
    level: task.level,
    solved: solvedBy !== undefined,
    reason,
    ...(parked && { parked }),
    ...budget.spent,
    retrieved: skills.map((match) => match.skill.name),
    called: solvedBy?.callees.map(({ name }) => name) ?? [],
    depth: solvedBy && store ? await depthOf(solvedBy.callees, store) : 0,
    program: solvedBy?.draft,
    skill,
    ...(refusedBy !== undefined && { refusedBy }),
    ...(unusable !== undefined && { unusable }),
    ...(checks && { checks }),
    librarySize: store ? await store.count() : 0,
  };
  agent.coder.ended?.(budget, { solved: result.solved, emit: (event) => tracer.emit(event) });
  tracer.emit({ type: "episode-end", result });
  return result;
}

/** What a coder may see of a task: gate and score cases stay behind. */
export function visible(task: Task): VisibleTask {
  const { id, suite, goal, signature, examples, level, properties, world } = task;
  return {
    id,
    suite,
    goal,
    signature,
    examples,
    level,
    ...(properties && { properties }),
    ...(world !== undefined && { world }),
  };
}

/** The task's own name; where something has that, the name with the suite's; then with a number. */
async function freeName(task: Task, store: SkillStore | undefined): Promise<string> {
  const name = skillNameOf(task);
  if (!store) return name;
  for (let number = 1; ; number++) {
    const suffix = ["", `-${task.suite}`][number - 1] ?? `-${number - 1}`;
    const candidate = skillNameOf({ id: `${name.slice(0, 64 - suffix.length)}${suffix}` });
    if (!(await isTaken(candidate, store))) return candidate;
  }
}

/** A name is taken also by a skill of another status, and by a folder that is broken. */
async function isTaken(name: string, store: SkillStore): Promise<boolean> {
  try {
    return (await store.get(name)) !== undefined;
  } catch (error) {
    if (error instanceof PortolanError && error.code === "skill-invalid") return true;
    throw error;
  }
}

/** 0 without callees, else one more than the deepest of them. */
async function depthOf(callees: SkillRef[], store: SkillStore): Promise<number> {
  let depth = 0;
  for (const { name, digest } of callees) {
    const skill = await store.get(name, digest);
    depth = Math.max(depth, 1 + (skill ? await depthOf(skill.uses, store) : 0));
  }
  return depth;
}

/** @throws PortolanError `interrupted` */
export function stopIfAborted({ task, signal }: Pick<Episode, "task" | "signal">): void {
  if (!signal?.aborted) return;
  throw new PortolanError("interrupted", `Stopped during ${task.id}.`, {
    next: "Run the same command again: it goes on where it stopped.",
  });
}
