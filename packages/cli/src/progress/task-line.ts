import { count } from "../output/numbers.ts";
import type { EpisodeResult } from "@portolan/core";
import { visible } from "../terminal/visible.ts";
import type { Progress } from "./progress.ts";

/** One plain line about the task that was just scored, for logs. */
export function taskLine(progress: Progress, scored: { right: number; of: number }): string {
  const { title, library, done, total, current, librarySize } = progress;
  const result = current?.result;
  if (!result) return "";
  const place = `${String(done).padStart(String(total).length)}/${total}`;
  const parts = [
    `[${title}] ${place} ${mark(result.solved, scored)} ${result.task}`,
    result.solved ? `${scored.right}/${scored.of} right` : whyNot(result),
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

/** `~`: it passed the gate and is wrong on a score case. */
function mark(solved: boolean, { right, of }: { right: number; of: number }): string {
  if (!solved) return "–";
  return right === of ? "✓" : "~";
}
