import { calleesFirst, mergeGroups } from "./merge-groups.ts";
import { foreseen, type MergeOptions, type MergeOutcome, type MergeStore } from "./merge-outcome.ts";
import { mergePlan, type MergeStep } from "./merge-plan.ts";
import { MergeRun, type Refused } from "./merge-run.ts";
import { mergeUses } from "./merge-uses.ts";
import { type MergeReader, type MergeSide, mergeSide } from "./merge-side.ts";

/**
 * Merges the skills of another store into this one, three-way: what only the other side changed comes over when it passes
 * here, callers and all. Repeating a merge changes nothing.
 * @throws PortolanError `interrupted`; what came over until then stays
 */
export async function mergeStores(
  ours: MergeStore,
  theirs: MergeReader,
  options: MergeOptions,
): Promise<MergeOutcome[]> {
  const base = options.base && (await mergeSide(options.base));
  const there = await mergeSide(theirs);
  const planned = async () => {
    const here = await mergeSide(ours);
    return { here, steps: mergePlan(here, there, base) };
  };
  const merge = new MergeRun(ours, options);
  if (options.dryRun) {
    for (const step of (await planned()).steps) for (const outcome of foreseen(step)) merge.tell(outcome);
    return merge.outcomes;
  }
  // What came over may be what something else was refused for: a second merge would find that out, so the first one does.
  for (;;) {
    const { here, steps } = await planned();
    for (const step of steps) if (step.kind === "status") await merge.takeStatus(step);
    const refused = await bringOver(steps, here, merge);
    if (merge.takeProgress()) continue;
    for (const { put, candidate, reason } of refused) await merge.keep(put, candidate, "candidate", reason);
    for (const step of steps) await merge.rest(step);
    await mergeUses(ours, theirs, options.from);
    return merge.outcomes;
  }
}

/** Tries all that comes over once. @returns what was refused */
async function bringOver(steps: readonly MergeStep[], here: MergeSide, merge: MergeRun): Promise<Refused[]> {
  const puts = steps.filter((step) => step.kind === "add" || step.kind === "update");
  const { together, single } = mergeGroups(puts, here);
  const adds = [...single];
  const refused: Refused[] = [];
  for (const group of together) {
    const failed = await merge.together(group);
    refused.push(...failed.filter(({ put }) => put.kind === "update"));
    // What is new in a group that was refused may work by itself.
    adds.push(...failed.flatMap(({ put }) => (put.kind === "add" ? [put] : [])));
  }
  for (const add of calleesFirst(adds)) refused.push(...(await merge.one(add)));
  return refused;
}
