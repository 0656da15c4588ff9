import type { EpisodeRow } from "@portolan/bench";
import type { Json } from "@portolan/core";
import type { Sailed } from "./embark.ts";
import { tallyLevels } from "./voyage-levels.ts";

/** A finished episode as `--json` prints it. */
export function episodeJson(row: EpisodeRow): Record<string, Json> {
  return {
    type: "task",
    task: row.task,
    level: row.level ?? null,
    solved: row.solved,
    reason: row.reason,
    right: row.right,
    of: row.of,
    attempts: row.attempts,
    evaluations: row.evaluations,
    retrieved: row.retrieved,
    called: row.called,
    depth: row.depth,
    skill: row.skill?.name ?? null,
    librarySize: row.librarySize,
  };
}

/** How many skills the store got from a voyage: of an admitted program it may have had the same, or another of that name. */
export function newSkills(rows: readonly EpisodeRow[]): number {
  return rows.filter(({ change }) => change === "added").length;
}

/** A finished voyage as `--json` prints it, after its tasks. It holds no times, so that equal voyages print equal lines. */
export function voyageJson(sailed: Sailed): Record<string, Json> {
  const { record, trace, alreadySailed } = sailed;
  const { levels, total } = tallyLevels(sailed);
  return {
    type: "voyage",
    id: record.id,
    suite: record.suite,
    arm: record.arm,
    seed: record.seed,
    ...total,
    levels: levels.map((level) => ({ ...level })),
    newSkills: newSkills(record.rows),
    resumed: record.resumed,
    alreadySailed,
    trace,
  };
}
