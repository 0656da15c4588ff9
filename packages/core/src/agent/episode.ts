import { Budget } from "../budget/budget.ts";
import type { Draft, PastAttempt, VisibleTask } from "../coders/coder.ts";
import { PortolanError } from "../errors/portolan-error.ts";
import type { EpisodeResult } from "../events/event.ts";
import type { Tracer } from "../events/tracer.ts";
import type { VerdictRecord } from "../evaluators/evaluator.ts";
import { judge } from "../gate/gate.ts";
import { link } from "../program/link.ts";
import { type LinkedProgram, type Program, skillSpecifier } from "../program/program.ts";
import type { CheckReport } from "../sandbox/sandbox.ts";
import type { Skill, SkillRef } from "../skills/skill.ts";
import type { Match } from "../skills/skill-query.ts";
import type { SkillStore } from "../skills/skill-store.ts";
import { skillNameOf, type Task } from "../task/task.ts";
import type { Agent } from "./agent.ts";

/** The state of one episode. */
export interface Episode {
  task: Task;
  agent: Agent;
  tracer: Tracer;
  budget: Budget;
  /** kebab-case name that the program, and the skill it may become, has. */
  name: string;
  /** Retrieved once, best first. */
  skills: Match[];
  past: PastAttempt[];
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

/** Retrieves skills for the task and opens its budget. */
export async function begin(
  task: Task,
  agent: Agent,
  tracer: Tracer,
  signal?: AbortSignal,
): Promise<Episode> {
  const { store, harness } = agent;
  const name = await freeName(task, store);
  const librarySize = store ? await store.count() : 0;
  tracer.emit({ type: "episode-start", task: task.id, goal: task.goal, level: task.level, librarySize });
  const skills = await retrieve(task, agent, tracer);
  const budget = new Budget(harness.orchestration.budget);
  return { task, agent, tracer, budget, name, skills, past: [], signal };
}

/** Has the coder write. */
export async function write({
  task,
  agent,
  tracer,
  budget,
  name,
  skills,
  past,
  signal,
}: Episode): Promise<Draft> {
  const draft = await agent.coder.write({ task: visible(task), name, skills, past, signal }, budget);
  stopIfAborted(task, signal);
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

/** Opens an attempt: links the program to the skills it names and type-checks it. */
export async function check(
  { agent, tracer, budget }: Episode,
  program: Program,
  draft: Draft,
): Promise<Written> {
  budget.spend("attempts", 1);
  const attempt = budget.spent.attempts;
  // The draft was paid as a whole: its cost stands with its first program.
  const cost = draft.kind === "programs" && draft.programs[0] === program ? draft.cost : { evaluations: 0 };
  tracer.emit({ type: "program-written", attempt, program, cost });
  const linked = await link(program, agent.store);
  const report = await agent.sandbox.check(linked.program);
  tracer.emit({ type: "check-done", attempt, ...report });
  const imported = new Set(report.imports);
  const callees = linked.callees.filter((skill) => imported.has(skillSpecifier(skill.name)));
  return { draft: program, program: linked.program, report, callees };
}

/** Asks the visible evaluators and, when they are content, the gate. */
export async function evaluate(
  { task, agent, tracer, budget, signal }: Episode,
  written: Written,
): Promise<FullJudgement> {
  const subject = { task, program: written.program, report: written.report, signal };
  const attempt = budget.spent.attempts;
  const onVerdict = (verdict: VerdictRecord): void =>
    tracer.emit({ type: "verdict-given", attempt, verdict });
  const seen = await judge(agent.evaluators.visible, subject, onVerdict);
  const gate = seen.stoppedBy ? undefined : await judge(agent.evaluators.gate, subject, onVerdict);
  stopIfAborted(task, signal);
  return {
    verdicts: [...seen.verdicts, ...(gate?.verdicts ?? [])],
    stoppedBy: seen.stoppedBy ?? gate?.stoppedBy,
    reachedGate: gate !== undefined,
  };
}

/** Closes the episode and puts its result on record. */
export async function end(
  { task, agent, tracer, budget, skills }: Episode,
  how: { reason: string; solvedBy?: Written; skill?: SkillRef },
): Promise<EpisodeResult> {
  const { store } = agent;
  const { solvedBy, skill, reason } = how;
  const result: EpisodeResult = {
    task: task.id,
    level: task.level,
    solved: solvedBy !== undefined,
    reason,
    ...budget.spent,
    retrieved: skills.map((match) => match.skill.name),
    called: solvedBy?.callees.map(({ name }) => name) ?? [],
    depth: solvedBy && store ? await depthOf(solvedBy.callees, store) : 0,
    program: solvedBy?.draft,
    skill,
    librarySize: store ? await store.count() : 0,
  };
  tracer.emit({ type: "episode-end", result });
  return result;
}

async function retrieve(task: Task, { store, harness }: Agent, tracer: Tracer): Promise<Match[]> {
  const { limit } = harness.retrieval;
  if (!store || limit === 0) return [];
  const found = await store.search({ text: task.goal, signature: task.signature, limit });
  const matches = found.map(({ skill: { name, digest }, score, reasons }) => ({
    name,
    digest,
    score,
    reasons,
  }));
  tracer.emit({ type: "skills-retrieved", matches });
  return found;
}

/** What a coder may see of a task: gate and score cases stay behind. */
function visible({ id, suite, goal, signature, examples, level }: Task): VisibleTask {
  return { id, suite, goal, signature, examples, level };
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

function stopIfAborted(task: Task, signal: AbortSignal | undefined): void {
  if (!signal?.aborted) return;
  throw new PortolanError("interrupted", `Stopped during ${task.id}.`, {
    next: "Run the same command again: it goes on where it stopped.",
  });
}
