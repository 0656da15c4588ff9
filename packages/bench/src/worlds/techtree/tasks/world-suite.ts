import type { GoalOf, Suite, Task, World } from "@portolan/core";

/** A suite whose tasks are in a world: its tasks, a world for each process that runs them, and when they are done. */
export interface WorldSuite {
  suite: Suite;
  world: () => World;
  goalOf: GoalOf;
  /** The items that a task of the suite asks for. */
  itemsOf: (task: Pick<Task, "id">) => readonly string[];
}
