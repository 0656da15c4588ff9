import { bootstrap, type Interval, ratio } from "./bootstrap.ts";
import type { TaskResult } from "./task-result.ts";

/** From what was retrieved to what mattered: in how many tasks, and how many skills over all tasks. */
export interface FunnelStage {
  stage: "tasks" | "retrieved" | "called" | "load-bearing";
  tasks: number;
  skills: number;
}

/** What became of the library of an arm. */
export interface LibraryUse {
  funnel: FunnelStage[];
  /** Tasks whose accepted program calls skills and for which it was measured whether it needs them. */
  measured: number;
  /** Skills that were kept. */
  skills: number;
  /** Of the tasks that succeeded, the share whose program calls a skill; absent where none succeeded. */
  reuseRate?: Interval;
  /** Of the skills, the share that a later program calls. */
  reusedSkills?: number;
  /** Of the skills, the share that calls another one. */
  compositionRate?: number;
  deepest: number;
  /** Mean depth of the skills. */
  meanDepth?: number;
}

/** How skills were found, called and composed in the cells of one arm. */
export function libraryUse(results: readonly TaskResult[]): LibraryUse {
  const visits = results.map((one) => one.visits.at(-1) as TaskResult["visits"][number]);
  const kept = results.flatMap(({ visits: all }) => all.filter(({ skill }) => skill !== undefined));
  const called = new Set(visits.flatMap(({ seed, called: names }) => names.map((name) => `${seed} ${name}`)));
  const reused = kept.filter(({ seed, skill }) => called.has(`${seed} ${skill?.name}`));
  const share = (part: number): number | undefined => (kept.length === 0 ? undefined : part / kept.length);
  const stage = (name: FunnelStage["stage"], skillsOf: (visit: (typeof visits)[number]) => number) => ({
    stage: name,
    tasks: visits.filter((visit) => skillsOf(visit) > 0).length,
    skills: visits.reduce((sum, visit) => sum + skillsOf(visit), 0),
  });
  const calling = visits.filter((visit) => visit.called.length > 0);
  const reuse = bootstrap(
    results
      .filter(({ succeeded }) => succeeded)
      .map(({ task, seed, visits: all }) => ({
        task,
        seed,
        terms: [(all.at(-1)?.called.length ?? 0) > 0 ? 1 : 0, 1],
      })),
    ratio,
  );
  return {
    funnel: [
      { stage: "tasks", tasks: visits.length, skills: 0 },
      stage("retrieved", ({ retrieved }) => retrieved.length),
      stage("called", (visit) => visit.called.length),
      stage("load-bearing", ({ loadBearing }) => loadBearing?.length ?? 0),
    ],
    measured: calling.filter(({ loadBearing }) => loadBearing !== undefined).length,
    skills: kept.length,
    ...defined("reuseRate", reuse),
    ...defined("reusedSkills", share(reused.length)),
    ...defined("compositionRate", share(kept.filter((visit) => visit.called.length > 0).length)),
    deepest: Math.max(0, ...kept.map(({ depth }) => depth)),
    ...defined("meanDepth", share(kept.reduce((sum, { depth }) => sum + depth, 0))),
  };
}

function defined<K extends string, T>(key: K, value: T | undefined): { [P in K]?: T } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: T });
}
