import type { Task } from "@portolan/core";
import type { EpisodeRow } from "./sail.ts";

/** Of so many runs in worlds of the report, how many must reach the goal. */
const REACHED_AT = 0.8;

type Outcome = Pick<EpisodeRow, "solved" | "right" | "of">;

/** Right on every score case; in a world, often enough in the report's own. */
export function hasSucceeded(row: Outcome, { world }: Pick<Task, "world">): boolean {
  if (world === undefined) return isRight(row);
  return row.solved && row.of > 0 && row.right >= REACHED_AT * row.of;
}

/** True when every score case is right, and there is one. */
export function isRight(row: Outcome): boolean {
  return row.solved && row.of > 0 && row.right === row.of;
}
