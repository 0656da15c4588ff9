import type { GoalOf, Suite, Task, World } from "@portolan/core";

/** A suite whose tasks are in a world: its tasks, how to make a world for them, and when they are done. */
export interface WorldSuite {
  suite: Suite;
  /** @param series where worlds are to differ between repetitions of an experiment, the seed of the repetition */
  world: (series?: number) => World;
  goalOf: GoalOf;
  /** Calls of tools and skills that the text of a program may have; the standard of whoever runs it when absent. */
  calls?: number;
  /** The items that a task of the suite asks for. */
  itemsOf: (task: Pick<Task, "id">) => readonly string[];
}
