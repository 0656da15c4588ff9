import type { TaskResult } from "../statistics/task-result.ts";

/** A skill among those that it calls and that call it. */
export interface SkillNode {
  name: string;
  depth: number;
  calls: string[];
  /** Programs of later tasks that call it. */
  callers: number;
}

/** The skills of the cell that kept the most, the first of them where several did; undefined where none kept any. */
export function skillGraph(
  results: readonly TaskResult[],
): { seed: number; skills: SkillNode[] } | undefined {
  const cells = [...Map.groupBy(results, ({ seed }) => seed)].map(([seed, ofSeed]) => ({
    seed,
    skills: nodesOf(ofSeed),
  }));
  const [largest] = cells.toSorted((a, b) => b.skills.length - a.skills.length);
  return largest && largest.skills.length > 0 ? largest : undefined;
}

function nodesOf(results: readonly TaskResult[]): SkillNode[] {
  const visits = results.flatMap((one) => one.visits).toSorted((a, b) => a.position - b.position);
  const nodes = new Map<string, SkillNode>();
  for (const { skill, called, depth } of visits) {
    for (const name of called) {
      const node = nodes.get(name);
      if (node) node.callers++;
    }
    if (skill && !nodes.has(skill.name))
      nodes.set(skill.name, {
        name: skill.name,
        depth,
        calls: called.filter((name) => nodes.has(name)),
        callers: 0,
      });
  }
  return [...nodes.values()];
}
