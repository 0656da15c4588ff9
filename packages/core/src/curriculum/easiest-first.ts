import { typesOf } from "../task/signature-types.ts";
import type { SkillStore } from "../skills/skill-store.ts";
import { goalWords, shareOf } from "../task/goal-words.ts";
import type { Task } from "../task/task.ts";
import { type Curriculum, lastResults, type Progress, unfinished } from "./curriculum.ts";

/** How well a library fits each of some tasks, from 0 to 1. */
export type LibraryMatch = (tasks: readonly Task[]) => Promise<number[]>;

/**
 * First what will most likely be solved: tasks of low level, of families that went well so far, and near to skills that are there.
 * The three count alike; among equals the given order decides.
 */
export function easiestFirst(tasks: readonly Task[], options: { match?: LibraryMatch } = {}): Curriculum {
  const families = new Map(tasks.map((task) => [task.id, familyOf(task)]));
  return {
    async next(progress) {
      const left = unfinished(tasks, progress);
      const matches = (await options.match?.(left)) ?? [];
      const rate = familyRates(progress, families);
      let best: { task: Task; ease: number } | undefined;
      for (const [i, task] of left.entries()) {
        const ease = 1 / (task.level ?? 1) + rate(familyOf(task)) + (matches[i] ?? 0);
        if (!best || ease > best.ease) best = { task, ease };
      }
      return best?.task;
    },
  };
}

/**
 * How well a store's active skills fit a task: the share of the goal's words in the name and description of the nearest skill,
 * a quarter of it for one of other types.
 */
export function libraryMatch(store: Pick<SkillStore, "list">): LibraryMatch {
  return async (tasks) => {
    const skills = (await store.list()).map(({ name, description, signature }) => ({
      words: goalWords(`${name} ${description}`),
      types: typesOf(signature),
    }));
    return tasks.map(({ goal, signature }) => {
      const words = goalWords(goal);
      const types = typesOf(signature);
      const fits = skills.map((skill) => shareOf(words, skill.words) * (skill.types === types ? 1 : 0.25));
      return Math.max(0, ...fits);
    });
  };
}

/** Of tasks without one, what their signature returns and takes is a family as well. */
function familyOf({ family, signature }: Task): string {
  return family ?? typesOf(signature);
}

/** Solved of tried, as if one of two had been solved before: a family nobody tried has a half. */
function familyRates(progress: Progress, families: ReadonlyMap<string, string>): (family: string) => number {
  const counts = new Map<string, { solved: number; tried: number }>();
  for (const { task, solved } of lastResults(progress).values()) {
    const family = families.get(task);
    if (family === undefined) continue;
    const count = counts.get(family) ?? { solved: 0, tried: 0 };
    counts.set(family, { solved: count.solved + (solved ? 1 : 0), tried: count.tried + 1 });
  }
  return (family) => {
    const { solved, tried } = counts.get(family) ?? { solved: 0, tried: 0 };
    return (solved + 1) / (tried + 2);
  };
}
