import { type Agent, type Config, learnedFrom, type Task } from "@portolan/core";
import { agentFor as changed } from "../arms/arm-agent.ts";
import type { Arm } from "../arms/arm.ts";
import { libraryView, type Sight } from "../arms/library-view.ts";
import type { BenchParts, WorldPlace } from "./bench-parts.ts";
import type { CellLibrary } from "./cell-library.ts";

/** The agents of a cell: the same coder, gate and budget; only what they see of the library differs. */
export interface Crew {
  /** The agent of the whole cell. */
  agent: Agent;
  /**
   * The agent of one task, on one visit to it.
   * @param hidden names of skills that are as good as absent to it; it then keeps nothing
   */
  agentFor(task: Task, visit: number, hidden?: ReadonlySet<string>): Promise<Agent>;
}

export async function openCrew(options: {
  parts: BenchParts;
  arm: Arm;
  settings: Config;
  seed: number;
  place?: WorldPlace;
  library?: CellLibrary;
}): Promise<Crew> {
  const { parts, arm, settings, seed, place, library } = options;
  const equip = async (sight: Sight): Promise<Agent> => {
    const store = library && libraryView(arm, library.store, sight);
    return parts.equip(settings, { store, place });
  };
  const equipped = await equip({ seed });
  return {
    agent: changed(equipped, arm, { seed }),
    agentFor: async (task, visit, hidden) => {
      const lots = { seed, visit };
      if (!library || (arm.library === "own" && !hidden)) return changed(equipped, arm, lots);
      const own = (await learnedFrom(library.store, [task])).get(task.id) ?? [];
      const called = firstCalled(task, library);
      const sight = { seed, hidden: new Set([...own, ...(hidden ?? [])]), called };
      return changed(await equip(sight), arm, lots);
    },
  };
}

/** What the program of the first pass called; `undefined` where it found none. */
function firstCalled({ id }: Task, { firstPass = [] }: CellLibrary): string[] | undefined {
  return firstPass.findLast(({ task, solved }) => task === id && solved)?.called;
}
