import {
  type Agent,
  digestOf,
  type EpisodeResult,
  harnessDigest,
  learnedFrom,
  runEpisode,
  type SkillStore,
  type Task,
  Tracer,
} from "@portolan/core";

/** What a trial is made again with. */
export interface Rerun {
  /** The library as it was when the episode had ended. */
  store: SkillStore;
  /** The same agent, to which skills of these names are as good as absent; it must keep nothing. */
  agentWithout: (hidden: ReadonlySet<string>) => Promise<Agent>;
  /** Whether an episode ended as well as the one in question did. */
  isAsGood: (result: EpisodeResult, agent: Agent) => Promise<boolean>;
  signal?: AbortSignal;
}

/**
 * Of the skills that an accepted program calls, those without which the same episode does not end as well: each is hidden in
 * turn, with all that call it and what was learned from the task itself. Nothing is kept of these episodes.
 * @returns `undefined` where the world was at fault in one of them, which says nothing
 * @throws PortolanError `interrupted`, and whatever `runEpisode` throws
 */
export async function loadBearingSkills(
  task: Task,
  called: readonly string[],
  rerun: Rerun,
): Promise<string[] | undefined> {
  const { store, agentWithout, isAsGood, signal } = rerun;
  const own = (await learnedFrom(store, [task])).get(task.id) ?? new Set();
  const found: string[] = [];
  for (const name of called) {
    const callers = await store.usedBy(name, { transitive: true });
    const agent = await agentWithout(new Set([...own, name, ...callers.map((caller) => caller.name)]));
    const harness = harnessDigest(agent.harness);
    const voyage = digestOf({ without: name, task: task.id, harness }).slice(0, 12);
    const tracer = new Tracer({ voyage, harness, sinks: [] });
    await agent.resetWorld?.();
    const result = await runEpisode(task, agent, tracer, signal);
    if (result.parked) return undefined;
    if (!(await isAsGood(result, agent))) found.push(name);
  }
  return found;
}
