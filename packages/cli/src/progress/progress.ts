import { hasSucceeded } from "@portolan/bench";
import type { EpisodeResult, TraceEvent } from "@portolan/core";

/** What a voyage has done and is doing, as far as its events tell. */
export interface Progress {
  /** Names the voyage, such as `with library`. */
  title: string;
  /** Whether it retrieves and keeps skills. */
  library: boolean;
  /** Whether its tasks are in a world, in which a run is right when it reaches the goal. */
  inWorld: boolean;
  /** Tasks of the voyage, those that came back counted again. */
  total: number;
  /** Candidate evaluations that a task may spend. */
  evaluations: number;
  /** Tasks decided. */
  done: number;
  /** Tasks whose program passed the gate. */
  solved: number;
  /** Tasks right on all their score cases. */
  right: number;
  /** Active skills in the library. */
  librarySize: number;
  current?: CurrentTask;
}

/** The task under way. */
interface CurrentTask {
  task: string;
  goal: string;
  level?: number;
  /** The attempt under way, from 1. */
  attempt: number;
  /** Names of the skills retrieved. */
  retrieved: string[];
  /** First line of the latest program that is code. */
  wrote?: string;
  /** The latest verdict. */
  verdict?: { evaluator: string; passed: boolean };
  /** Evaluations spent by attempts that are over. */
  spent: number;
  result?: EpisodeResult;
}

/** Progress of a voyage that has not begun. */
export function startProgress(
  about: Pick<Progress, "title" | "library" | "inWorld" | "total" | "evaluations">,
): Progress {
  return { ...about, done: 0, solved: 0, right: 0, librarySize: 0 };
}

/** Progress after one more event. */
export function advance(progress: Progress, event: TraceEvent): Progress {
  const { current } = progress;
  if (event.repair !== undefined) return progress;
  switch (event.type) {
    case "episode-start": {
      const { task, goal, level, librarySize } = event;
      const begun: CurrentTask = { task, goal, level, attempt: 1, retrieved: [], spent: 0 };
      return { ...progress, librarySize, current: begun };
    }
    case "skills-retrieved":
      return change(progress, { retrieved: event.matches.map(({ name }) => name) });
    case "program-written": {
      const spent = (current?.spent ?? 0) + event.cost.evaluations;
      const wrote = firstCodeLine(event.program.source);
      return change(progress, { attempt: event.attempt, wrote, spent, verdict: undefined });
    }
    case "coder-gave-up":
      return change(progress, { spent: (current?.spent ?? 0) + event.cost.evaluations });
    case "verdict-given": {
      const { evaluator, status } = event.verdict;
      const passed = status === "passed" || status === "abstained";
      const next = passed ? {} : { attempt: event.attempt + 1 };
      return change(progress, { verdict: { evaluator, passed }, ...next });
    }
    case "skill-admitted":
      return { ...progress, librarySize: progress.librarySize + (event.change === "added" ? 1 : 0) };
    case "episode-end": {
      const done = progress.done + 1;
      // A failed task that comes back is one more.
      return { ...change(progress, { result: event.result }), done, total: Math.max(done, progress.total) };
    }
    case "episode-scored": {
      const solved = current?.result?.solved ?? false;
      const right = hasSucceeded({ ...event, solved }, worldOf(progress));
      return { ...progress, solved: progress.solved + Number(solved), right: progress.right + Number(right) };
    }
    default:
      return progress;
  }
}

/** What of a task says whether being right now and then is enough. */
export function worldOf({ inWorld }: Pick<Progress, "inWorld">): { world?: string } {
  return inWorld ? { world: "some" } : {};
}

function change(progress: Progress, changes: Partial<CurrentTask>): Progress {
  return progress.current ? { ...progress, current: { ...progress.current, ...changes } } : progress;
}

/** The line that declares the function: what a reader recognizes a program by. */
function firstCodeLine(source: string): string {
  const lines = source.split("\n").map((line) => line.trim());
  const line = lines.find((text) => text.startsWith("export ")) ?? lines.find((text) => text !== "") ?? "";
  return line.replace(/^export (async )?/, "").replace(/ \{$/, "");
}
