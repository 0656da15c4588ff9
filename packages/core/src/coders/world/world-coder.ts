import type { Budget } from "../../budget/budget.ts";
import { link } from "../../program/link.ts";
import type { Program } from "../../program/program.ts";
import { toolFaults } from "../../sandbox/tool-fault.ts";
import type { SkillReader } from "../../skills/skill-change.ts";
import { parseSignature } from "../../task/signature.ts";
import {
  practiceIn,
  type Practice,
  type PracticeOptions,
  type PracticePlace,
  type PracticeRun,
} from "../../world/practice.ts";
import type { Coder, Draft, WriteRequest } from "../coder.ts";
import { resultOf } from "./heading.ts";
import { type Move, Search } from "./search.ts";
import { isAskedForNumbers } from "./things.ts";
import { readTools } from "./world-tools.ts";

/** What the built-in coder for worlds works with. */
export interface WorldCoderOptions extends PracticeOptions {
  /** Where skills that its programs call are read. */
  store?: SkillReader;
  /** Calls of tools and skills that a program may have; 6 when absent. */
  calls?: number;
}

/** Calls of tools and skills in one program, where nothing else is said. */
export const standardCalls = 6;

/**
 * The built-in coder for tasks in a world: it needs no key and no recipes. It tries in a practice world, reads what the tools say is
 * missing, finds a skill that provides it or a tool that does, and puts the calls together. One practice run is one candidate
 * evaluation. The same request, library and world give the same programs.
 */
export function worldCoder({ store, calls = standardCalls, ...options }: WorldCoderOptions): Coder {
  const tools = readTools(options.world.tools);
  const practice = practiceIn(options);
  const episodes = new WeakMap<Budget, Session>();
  return {
    id: `world:2:${calls}${practice.isJudged ? "" : ":unjudged"}`,
    async write(request, budget) {
      const unfit = whyUnfit(request, tools.acting.length);
      if (unfit !== undefined) return gaveUp(unfit, 0);
      const search = episodes.get(budget)?.search ?? new Search(tools, calls, store);
      const episode = episodes.get(budget) ?? { search, runs: 0, series: seriesOf(request) };
      episodes.set(budget, episode);
      await search.take(request);
      let evaluations = 0;
      for (;;) {
        const move = await search.next(request);
        if (move.kind === "stuck") return gaveUp(move.reason, evaluations);
        if (move.kind === "write") return draftOf(move.program, evaluations);
        if (budget.remaining("evaluations") === 0) return gaveUp("no practice run is left", evaluations);
        if (request.signal?.aborted) return gaveUp("it was stopped", evaluations);
        budget.spend("evaluations", 1);
        evaluations++;
        const world = move.world ?? episode.runs++;
        const place = { number: world, series: episode.series };
        const run = await practise(practice, request, move, place, store);
        const unusable = whyUnusable(run);
        if (unusable !== undefined) return gaveUp(unusable, evaluations);
        search.learn(move, run as PracticeRun, world);
      }
    },
  };
}

/** What is kept of an episode between requests. */
interface Session {
  search: Search;
  /** Practice worlds that were used. */
  runs: number;
  series: string;
}

/** A task that returns when the library has grown is practised in other worlds than the first time. */
function seriesOf({ skills }: WriteRequest): string {
  return skills
    .map(({ skill }) => skill.name)
    .toSorted()
    .join(" ");
}

async function practise(
  practice: Practice,
  { task, signal }: WriteRequest,
  { program }: Extract<Move, { kind: "try" }>,
  place: PracticePlace,
  store: SkillReader | undefined,
): Promise<PracticeRun | undefined> {
  const linked = await link(program, store);
  return practice.run(task, linked.program, place, signal);
}

/** What it cannot write at all. */
function whyUnfit({ task }: WriteRequest, acting: number): string | undefined {
  if (task.world === undefined) return "the task is in no world";
  if (acting === 0) return "the world has no tool that takes the name of a thing";
  const { signature } = task;
  parseSignature(signature);
  if (!isAskedForNumbers(signature)) return `it writes what takes a number or nothing, not ${signature}`;
  if (!["number", "boolean", "null", "void", "undefined"].includes(resultOf(signature)))
    return `it writes what returns a number, not ${signature}`;
  return undefined;
}

/** Why nothing is to be learned from a run, whatever the program was. */
function whyUnusable(run: PracticeRun | undefined): string | undefined {
  if (!run) return "the world has no goal for the task";
  if (run.outcome.kind === "cancelled") return "it was stopped";
  const out = toolFaults(run.outcome).find(({ kind }) => kind === "unavailable");
  return out && `a tool was out: ${out.message}`;
}

function draftOf(program: Program, evaluations: number): Draft {
  return { kind: "programs", programs: [program], cost: { evaluations } };
}

function gaveUp(reason: string, evaluations: number): Draft {
  return { kind: "gave-up", reason, cost: { evaluations } };
}
