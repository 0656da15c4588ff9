import { join } from "node:path";
import {
  type Agent,
  type Curriculum,
  digestOf,
  easiestFirst,
  type EpisodeResult,
  EventLog,
  type EventSink,
  harnessDigest,
  inOrder,
  libraryMatch,
  link,
  type LinkedProgram,
  runEpisode,
  scoresOf,
  scoreTask,
  settle,
  type Suite,
  type Task,
  type TraceEvent,
  Tracer,
  withReturns,
  usesIn,
} from "@portolan/core";
import { hasSucceeded } from "./has-succeeded.ts";
import { randomOrder, taskOrder } from "./task-order.ts";

/** `in-order`: as the seed orders them; `easiest-first`: what will most likely be solved; `random`: by lot, over all levels. */
export type VoyageCurriculum = "in-order" | "easiest-first" | "random";

/** One invocation over many tasks. */
export interface Voyage {
  suite: Suite;
  /** Which configuration this is, such as `library`; part of the voyage's identity. */
  arm: string;
  /** 0 keeps the suite's order; any other number shuffles the tasks inside each level. */
  seed: number;
  /** Which task comes next; that order when absent. Part of the voyage's identity. */
  curriculum?: VoyageCurriculum;
  /** Skills that the library must have got since a task failed, for it to be tried once more; never when absent or 0. Part of the identity. */
  returnAfter?: number;
  agent: Agent;
  /** Names how searches of the library rank: kept in the trace, so that who goes on with another ranking can be told. */
  ranking?: string;
  /** Folder for traces; the voyage has a file of its own in it. */
  traces: string;
  /** The agent of one task, where it sees the library in a way of its own; `visit` is 2 where the task came back. */
  agentFor?: (task: Task, visit: number) => Promise<Agent>;
  /** Scores an accepted program; by the score cases of its task when absent. */
  scoreBy?: (task: Task, program: LinkedProgram) => Promise<Tally>;
  /** Told of each episode, those of an earlier start included, before the next one begins. */
  onEpisode?: (row: EpisodeRow, task: Task, wallMs: number) => Promise<void>;
  sinks?: readonly EventSink[];
  signal?: AbortSignal;
}

/** Score cases, or runs in worlds of the report, and how many of them went well. */
export type Tally = Pick<EpisodeRow, "right" | "of">;

/** A finished episode with its score. */
export interface EpisodeRow extends EpisodeResult {
  /** Score cases answered rightly. */
  right: number;
  /** Score cases of the task. */
  of: number;
}

/** A finished voyage. */
export interface VoyageRecord {
  id: string;
  suite: string;
  arm: string;
  seed: number;
  /** In the order sailed; a task that came back has two. */
  rows: EpisodeRow[];
  /** How many of the rows were read from the trace of an earlier start. */
  resumed: number;
}

/**
 * The identity of a voyage: the same suite, arm, seed, coder and harness give the same id, and, from the same library, the
 * same rows.
 */
export function voyageId(voyage: Voyage): string {
  const { suite, arm, seed, curriculum = "in-order", returnAfter = 0, agent } = voyage;
  const harness = harnessDigest(agent.harness);
  const own = { suite: suite.digest, arm, seed, coder: agent.coder.id, harness };
  // The order that was the only one once leaves no mark, so that voyages of that time are still found.
  const ordered = curriculum === "in-order" ? own : { ...own, curriculum };
  return digestOf(returnAfter === 0 ? ordered : { ...ordered, returnAfter }).slice(0, 12);
}

/**
 * Sails a voyage: every task once, in the order of the curriculum, and failed ones once more where they may return, scored after it is decided. A voyage that was interrupted, even by a
 * kill, goes on after its last finished episode and ends with the same rows.
 * @throws PortolanError `interrupted` when the signal aborts; the finished episodes are kept.
 */
export async function sail(voyage: Voyage, id: string = voyageId(voyage)): Promise<VoyageRecord> {
  const { suite, arm, seed, agent } = voyage;
  using log = EventLog.open(join(voyage.traces, `${id}.jsonl`));
  const tracer = new Tracer({
    voyage: id,
    harness: harnessDigest(agent.harness),
    sinks: [log, ...(voyage.sinks ?? [])],
    firstSeq: log.past.length,
  });
  const past = await takeUp(log.past, agent, tracer);
  const order = voyage.curriculum === "random" ? randomOrder : taskOrder;
  const tasks = order(suite.tasks, seed);
  const byId = new Map(tasks.map((task) => [task.id, task]));
  if (log.past.length === 0) {
    const about = { name: suite.name, digest: suite.digest, tasks: tasks.length };
    const { ranking } = voyage;
    const start = {
      suite: about,
      arm,
      seed,
      coder: agent.coder.id,
      ...(ranking !== undefined && { ranking }),
    };
    tracer.emit({ type: "voyage-start", ...start });
  }
  const curriculum = curriculumOf(voyage, tasks);
  const rows: EpisodeRow[] = [];
  for (let episode = 0; ; episode++) {
    const ended = past.results[episode];
    const task = ended ? byId.get(ended.task) : await nextTask(curriculum, rows, agent);
    if (!task) break;
    tracer.enterEpisode(episode);
    const beganMs = performance.now();
    const visit = 1 + rows.filter((row) => row.task === task.id).length;
    const result =
      ended ?? (await runEpisode(task, await agentOf(voyage, task, visit), tracer, voyage.signal));
    const wallMs = past.wallMs[episode] ?? performance.now() - beganMs;
    const tally = past.scores[episode] ?? (await scoreEpisode(task, result, voyage, tracer));
    const row = { ...result, ...tally };
    rows.push(row);
    await voyage.onEpisode?.(row, task, Math.round(wallMs));
  }
  tracer.enterEpisode(undefined);
  if (!past.finished) {
    const succeeded = rows.filter((row) => hasSucceeded(row, byId.get(row.task) ?? {}));
    tracer.emit({ type: "voyage-end", solved: succeeded.length, episodes: rows.length });
  }
  return { id, suite: suite.name, arm, seed, rows, resumed: past.results.length };
}

function curriculumOf(voyage: Voyage, tasks: Task[]): Curriculum {
  const { curriculum, returnAfter = 0, agent } = voyage;
  const match = agent.store && libraryMatch(agent.store);
  const chosen = curriculum === "easiest-first" ? easiestFirst(tasks, { match }) : inOrder(tasks);
  return returnAfter === 0 ? chosen : withReturns(chosen, { grownBy: returnAfter, tasks });
}

async function nextTask(
  curriculum: Curriculum,
  results: readonly EpisodeRow[],
  { store }: Agent,
): Promise<Task | undefined> {
  const librarySize = store ? await store.count() : 0;
  return curriculum.next({ results, librarySize });
}

/** What the trace of an earlier start says; by episode. */
interface Past {
  results: EpisodeResult[];
  scores: Tally[];
  /** How long each took. */
  wallMs: number[];
  finished: boolean;
}

async function takeUp(events: readonly TraceEvent[], agent: Agent, tracer: Tracer): Promise<Past> {
  const past: Past = { results: [], scores: [], wallMs: [], finished: events.at(-1)?.type === "voyage-end" };
  // An episode that repairs a skill inside another one is part of that one.
  const own = events.filter(({ repair }) => repair === undefined);
  const episodes = Map.groupBy(own, ({ episode }) => episode);
  episodes.delete(undefined);
  for (const [episode, its] of episodes) {
    const ended = its.find((event) => event.type === "episode-end");
    if (!ended || episode === undefined) continue;
    tracer.enterEpisode(episode);
    past.results[episode] = { ...ended.result, change: await settle(its, agent.store, tracer) };
    past.wallMs[episode] = Date.parse(ended.time) - Date.parse(its.findLast(isStart)?.time ?? ended.time);
    const scored = its.find((event) => event.type === "episode-scored");
    if (scored) past.scores[episode] = { right: scored.right, of: scored.of };
  }
  await agent.store?.recordUses(usesIn(events));
  return past;
}

function isStart({ type }: TraceEvent): boolean {
  return type === "episode-start";
}

async function agentOf({ agent, agentFor }: Voyage, task: Task, visit: number): Promise<Agent> {
  return agentFor ? agentFor(task, visit) : agent;
}

async function scoreEpisode(
  task: Task,
  result: EpisodeResult,
  { agent, scoreBy }: Voyage,
  tracer: Tracer,
): Promise<Tally> {
  const by = scoreBy ?? ((one, program) => scoreTask(agent.sandbox, program, one));
  const tally = result.program
    ? await by(task, (await link(result.program, agent.store)).program)
    : { right: 0, of: scoresOf(task) };
  tracer.emit({ type: "episode-scored", task: task.id, ...tally });
  return tally;
}
