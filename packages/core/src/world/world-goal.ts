import type { Json } from "../json/json.ts";
import type { Task } from "../task/task.ts";

/** One run in a world, as a goal sees it. */
export interface WorldRun {
  /** The state before the program ran. */
  before: Json;
  /** The state after it. */
  after: Json;
  /** What the program returned; absent where it did not end with a value. */
  value?: Json;
}

/** When a task in a world is done. It runs in the host: no program sees it. */
export interface WorldGoal {
  /** Names the rule; raise its number when it accepts something else, such as `three-apples-2`. */
  id: string;
  holds(run: WorldRun): boolean;
  /** Arguments of the call, in the world of one seed; none when absent. */
  input?(seed: number, before: Json): Json[];
}

/** The goal of a task, or `undefined` where the world has none for it. */
export type GoalOf = (task: Task) => WorldGoal | undefined;
