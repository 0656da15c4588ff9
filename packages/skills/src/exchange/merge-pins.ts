import { type Candidate, candidateOf, skillDigest, type SkillReader, type SkillRef } from "@portolan/core";
import type { MergePut } from "./merge-groups.ts";
import type { MergeStep } from "./merge-plan.ts";
import { plainCandidate } from "./skill-origin.ts";

/** A program of theirs as it would be here. */
export type Pinned = [put: MergePut, candidate: Candidate];

/** Their programs, callees first, pinned to what their callees are here, or will be by then. */
export async function pinnedHere(
  steps: readonly (MergePut | Extract<MergeStep, { kind: "conflict" }>)[],
  here: SkillReader,
): Promise<Pinned[]> {
  const digests = new Map<string, string>();
  const pinned: Pinned[] = [];
  for (const step of steps) {
    const candidate = plainCandidate(candidateOf(step.theirs));
    const uses: SkillRef[] = [];
    for (const { name, digest } of candidate.uses) {
      const callee = digests.get(name) ?? (await here.get(name))?.digest;
      uses.push({ name, digest: callee ?? digest });
    }
    const own = { ...candidate, uses };
    digests.set(step.name, skillDigest(own));
    pinned.push([step as MergePut, own]);
  }
  return pinned;
}
