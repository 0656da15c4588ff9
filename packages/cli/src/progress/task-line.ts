import { count } from "../output/numbers.ts";
import { hasSucceeded } from "@portolan/bench";
import type { EpisodeResult } from "@portolan/core";
import { visible } from "../terminal/visible.ts";
import { type Progress, worldOf } from "./progress.ts";

/** One plain line about the task that was just scored, for logs. */
export function taskLine(progress: Progress, scored: { right: number; of: number }): string {
  const { title, library, inWorld, done, total, current, librarySize } = progress;
  const result = current?.result;
  if (!result) return "";
  const place = `${String(done).padStart(String(total).length)}/${total}`;
  const parts = [
    `[${title}] ${place} ${mark(progress, { ...scored, solved: result.solved })} ${result.task}`,
    result.solved ? `${scored.right}/${scored.of} ${inWorld ? "worlds" : "right"}` : whyNot(result),
    count(result.evaluations, "evaluation"),
    ...(result.called.length > 0 ? [`calls ${result.called.join(", ")}`] : []),
    ...(library ? [count(librarySize, "skill")] : []),
  ];
  return parts.join(" · ");
}

/** A coder whose replies hold no program is broken rather than weak. */
export function whyNot({ reason, unusable }: Pick<EpisodeResult, "reason" | "unusable">): string {
  return unusable === undefined
    ? reason
    : `${reason}: ${visible(unusable).replaceAll(/\s+/g, " ").slice(0, 200)}`;
}

/** `~`: it passed the gate and is wrong on a score case. What has no score cases is not wrong on one. */
function mark(progress: Progress, scored: { solved: boolean; right: number; of: number }): string {
  if (!scored.solved) return "–";
  return scored.of === 0 || hasSucceeded(scored, worldOf(progress)) ? "✓" : "~";
}
