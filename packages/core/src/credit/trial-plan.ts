import { digestOf } from "../json/json.ts";
import { compareNames } from "../skills/name-order.ts";
import type { Skill } from "../skills/skill.ts";
import type { SkillStore } from "../skills/skill-store.ts";
import type { Task } from "../task/task.ts";
import { creditOf } from "./credit-rule.ts";
import { emptyTally, ledger, trialKey } from "./ledger.ts";
import type { UseRecord } from "./use-record.ts";

/** A task to be tried with a skill and without it. */
export interface DrawnTrial {
  skill: Skill;
  task: Task;
}

/** Which trials to draw. */
export interface TrialDraw {
  /** Decides which uses are tried first, whatever came of them. */
  seed: number;
  /** Trials at most. */
  limit: number;
  /** Only of these skills; of all active ones when absent. */
  names?: readonly string[];
}

type TrialStore = Pick<SkillStore, "uses" | "list" | "usedBy">;

/**
 * Draws trials from the uses on record: the tasks that active skills were called for, one of each skill in turn, in an order that
 * depends on the seed alone and never on how a use ended. Left out are what was tried before, skills that are known to be harmful,
 * and the task that a skill, or one that it calls, was learned from: with it, anyone would know the answer.
 */
export async function planTrials(
  store: TrialStore,
  tasks: readonly Task[],
  { seed, limit, names }: TrialDraw,
): Promise<DrawnTrial[]> {
  const records = await store.uses();
  const skills = (await store.list()).filter(({ name }) => names?.includes(name) ?? true);
  const own = await learnedFrom(store, tasks);
  const tried = new Set(records.filter(isTrial).map(trialKey));
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const tallies = ledger(records);
  const queues = skills
    .filter(({ digest }) => creditOf(tallies.get(digest) ?? emptyTally()).standing !== "harmful")
    .map((skill) => {
      const drawn = usedFor(skill, records)
        .flatMap((id) => byId.get(id) ?? [])
        .filter((task) => !own.get(task.id)?.has(skill.name))
        .filter((task) => !tried.has(trialKey({ skill, task: task.id })))
        .map((task) => ({ skill, task, at: digestOf({ seed, skill: skill.digest, task: task.id }) }));
      return drawn.toSorted((a, b) => (a.at < b.at ? -1 : 1));
    });
  return inTurn(queues)
    .slice(0, limit)
    .map(({ skill, task }) => ({ skill, task }));
}

/** For each task the names of the skills that were learned from it, and of all that call those. */
export async function learnedFrom(
  store: Pick<TrialStore, "list" | "usedBy">,
  tasks: readonly Pick<Task, "id">[],
): Promise<Map<string, Set<string>>> {
  const wanted = new Map(tasks.map(({ id }) => [id, new Set<string>()]));
  for (const { name, evidence } of (await store.list({ aliases: true })).toSorted(compareNames)) {
    const names = wanted.get(evidence.task.id);
    if (!names) continue;
    names.add(name);
    for (const caller of await store.usedBy(name, { transitive: true })) names.add(caller.name);
  }
  return wanted;
}

function usedFor({ digest }: Skill, records: readonly UseRecord[]): string[] {
  const uses = records.filter(
    (record) => record.type === "use" && record.skill.digest === digest && record.origin === undefined,
  );
  return [...new Set(uses.map(({ task }) => task))];
}

function isTrial(record: UseRecord): record is Extract<UseRecord, { type: "trial" }> {
  return record.type === "trial" && record.origin === undefined;
}

/** The first of each, then the second of each, and so on. */
function inTurn<T>(queues: readonly (readonly T[])[]): T[] {
  const longest = Math.max(0, ...queues.map(({ length }) => length));
  return Array.from({ length: longest }, (_, i) => queues.flatMap((queue) => queue.slice(i, i + 1))).flat();
}
