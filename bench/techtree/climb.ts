import { createAgent, digestOf, type Sandbox, type SkillStore, type Task, worldCoder } from "@portolan/core";
import { memorySkillStore } from "@portolan/core/testing";
import { craftingTree, techtreeMilestones, type WorldSuite } from "@portolan/bench";

/** With a library, without one, or without one and with three times as much to spend. */
export const arms = ["library", "none", "none ×3"] as const;
export type Arm = (typeof arms)[number];

/** How one climb goes. */
export interface ClimbOptions {
  suite: WorldSuite;
  names: "neutral" | "familiar";
  arm: Arm;
  /** Which practice worlds, and the order of tasks of one level. */
  seed: number;
  /** Calls of tools and skills in one program. */
  calls: number;
  sandbox: Sandbox;
  /** The library to begin with; an empty one when absent. */
  store?: SkillStore;
}

/** What came of one climb: milestones by the iteration at which they were reached. */
export interface Climb {
  arm: Arm;
  seed: number;
  iterations: number;
  solved: number;
  of: number;
  milestones: Record<string, number>;
  /** Of the programs that were kept: how deep the deepest calls others, and how many call any. */
  depth: number;
  calling: number;
  /** For each task that was solved: the iterations that it took. */
  took: Record<string, number>;
}

/** An iteration is a program that was executed in practice, as Voyager counts; so many at most. */
const mostIterations = 160;
/** A task is dropped after so many. */
const mostForTask = 4;
/** A dropped task comes back after so many others, so often. */
const returns = { after: 4, times: 3 };

/** Goes through a suite, level by level, by Voyager's protocol. */
export async function climb(options: ClimbOptions): Promise<Climb> {
  const { suite, arm, seed, calls, sandbox, names } = options;
  const times = arm === "none ×3" ? 3 : 1;
  const store = arm === "library" ? (options.store ?? memorySkillStore()) : undefined;
  const world = suite.world();
  const { goalOf } = suite;
  const agent = createAgent({
    coder: worldCoder({ sandbox, world, goalOf, store, calls, seed }),
    sandbox,
    store,
    world: { world, goalOf, calls },
    budget: { evaluations: mostForTask * times, attempts: mostForTask * times },
  });
  const queue = inOrder(suite.suite.tasks, seed).map((task) => ({ task, returned: 0 }));
  const milestones = techtreeMilestones(craftingTree(names));
  const found: Climb = {
    arm,
    seed,
    iterations: 0,
    solved: 0,
    of: queue.length,
    milestones: {},
    depth: 0,
    calling: 0,
    took: {},
  };
  for (let next = queue.shift(); next && found.iterations < mostIterations * times; next = queue.shift()) {
    const left = mostIterations * times - found.iterations;
    const evaluations = Math.min(left, mostForTask * times);
    const result = await agent.solve(next.task, { budget: { evaluations } });
    found.iterations += result.evaluations;
    if (result.solved) {
      found.solved++;
      found.depth = Math.max(found.depth, result.depth);
      if (result.depth > 0) found.calling++;
      found.took[next.task.id] = result.evaluations;
      const [item] = suite.itemsOf(next.task);
      const reached = milestones.find(({ tools }) => item !== undefined && tools.includes(item));
      if (reached) found.milestones[reached.name] ??= found.iterations;
    } else if (next.returned < returns.times) {
      queue.splice(returns.after, 0, { task: next.task, returned: next.returned + 1 });
    }
  }
  return found;
}

/** Level by level; the order within one is another for every seed. */
function inOrder(tasks: readonly Task[], seed: number): Task[] {
  const rank = new Map(tasks.map(({ id }) => [id, digestOf({ seed, id })]));
  const rankOf = ({ id }: Task): string => rank.get(id) ?? "";
  return tasks.toSorted((a, b) => (a.level ?? 0) - (b.level ?? 0) || (rankOf(a) < rankOf(b) ? -1 : 1));
}
