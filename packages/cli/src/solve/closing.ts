import { type EpisodeResult, reliabilityText, skillNameOf, type Task } from "@portolan/core";

/** What to tell a person at the end of an episode. */
export function closing(task: Task, result: EpisodeResult, keep: boolean): string[] {
  const { solved, reason, skill, checks, refusedBy, unusable } = result;
  const by = refusedBy === undefined ? "" : `; the last program was refused by ${refusedBy}`;
  const none =
    unusable === undefined ? "" : `; the last reply held no program: ${unusable.replace(/\.$/, "")}`;
  if (!solved) return [`Not solved: ${reason.replace(/\.$/, "")}${by}${none}.`];
  const lines: string[] = [];
  if (checks && checks.lowerBound > 0) lines.push(`Judged: ${reliabilityText(checks)}.`);
  if (task.cases.length === 0 && !checks?.runs) {
    lines.push("Only the examples judged it: without hidden cases nothing says how it does on other inputs.");
  }
  if (reason === "known") lines.push(`The library holds a skill that does the same: ${skill?.name}.`);
  else lines.push(keep ? whatBecame(task, result) : "Not kept; --keep makes it a skill.");
  return lines;
}

/** What the store made of the program. */
function whatBecame(task: Task, { program, change }: EpisodeResult): string {
  const name = program?.name ?? "";
  if (change === "name-taken") {
    return `Not kept: the store has another program of the name ${name}, see \`portolan show ${name}\`. Choose another --name.`;
  }
  if (change === undefined) return "Not kept: a skill that it calls is no longer active.";
  const wanted = skillNameOf(task);
  return name === wanted
    ? `Kept as the skill ${name}.`
    : `Kept as the skill ${name}: the name ${wanted} was taken.`;
}

/** True when the program is in the store now, as a skill of its name. */
export function isKept({ change }: EpisodeResult): boolean {
  return change === "added" || change === "unchanged";
}

/** True when the program passed the gate and the store has it not. */
export function isRefused(result: EpisodeResult): boolean {
  return result.reason === "admitted" && !isKept(result);
}
