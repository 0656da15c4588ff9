import type { Skill, SkillStatus } from "@portolan/core";
import { type MergeSide, type MergeSkill, withoutRepeats } from "./merge-side.ts";

/** What a merge would do about one skill, or would not. */
export type MergeStep =
  /** Here it is the same, newer, or missing there. */
  | { kind: "keep"; name: string }
  | { kind: "add"; name: string; theirs: Skill }
  | { kind: "update"; name: string; theirs: Skill }
  /** Both changed it, or nothing tells what they have in common. */
  | { kind: "conflict"; name: string; theirs: Skill; reason: string }
  /** There the same program is trusted less. */
  | { kind: "status"; name: string; status: SkillStatus; reason: string }
  /** Nothing of it comes over. */
  | { kind: "leave"; name: string; reason: string };

const severity: Readonly<Record<SkillStatus, number>> = {
  active: 0,
  candidate: 1,
  deprecated: 1,
  quarantined: 2,
  revoked: 3,
};

/**
 * Decides for every skill of either side, in order of name. A side's version is taken where only that side changed it since
 * the newest version that both had. What is missing on one side was not deleted by anyone: stores delete nothing.
 * @param base the common ancestor, where the histories do not tell it
 */
export function mergePlan(ours: MergeSide, theirs: MergeSide, base?: MergeSide): MergeStep[] {
  const names = [...new Set([...ours.keys(), ...theirs.keys()])].toSorted();
  return names.map((name) => {
    const step = stepOf(name, ours.get(name), theirs.get(name), base?.get(name));
    return step.kind === "keep" ? comeback(step, ours, theirs) : step;
  });
}

/** What left the library here only because of what it calls comes back when all that is active again, and it is so there. */
function comeback(step: MergeStep, ours: MergeSide, theirs: MergeSide): MergeStep {
  const [here, there] = [ours.get(step.name), theirs.get(step.name)];
  if (here?.callee === undefined || here.skill.status === "active" || there?.skill.status !== "active")
    return step;
  if (here.lineage.at(-1) !== there.lineage.at(-1)) return step;
  const callees = here.skill.uses.map(({ name }) => ours.get(name)?.skill);
  // Of the very same digest, the store itself says when it may come back.
  const isNew = callees.some((callee, i) => callee?.digest !== here.skill.uses[i]?.digest);
  if (!isNew || callees.some((callee) => callee?.status !== "active")) return step;
  return { kind: "update", name: step.name, theirs: there.skill };
}

function stepOf(
  name: string,
  ours: MergeSkill | undefined,
  theirs: MergeSkill | undefined,
  base: MergeSkill | undefined,
): MergeStep {
  if (!theirs) return { kind: "keep", name };
  const isActive = theirs.skill.status === "active";
  if (!ours) {
    if (isActive) return { kind: "add", name, theirs: theirs.skill };
    return { kind: "leave", name, reason: `it is ${theirs.skill.status} there, and not here` };
  }
  const winner = newer(lineageOf(ours, base), lineageOf(theirs, base));
  if (winner === "same") return statusStep(name, ours, theirs);
  if (winner === "ours") return { kind: "keep", name };
  if (!isActive) return { kind: "leave", name, reason: `another version is ${theirs.skill.status} there` };
  if (winner === "theirs") return { kind: "update", name, theirs: theirs.skill };
  const reason = "it was changed here and there";
  return { kind: "conflict", name, theirs: theirs.skill, reason };
}

function statusStep(name: string, ours: MergeSkill, theirs: MergeSkill): MergeStep {
  const { status } = theirs.skill;
  if (severity[status] <= severity[ours.skill.status] || theirs.reason === undefined)
    return { kind: "keep", name };
  return { kind: "status", name, status, reason: theirs.reason };
}

function lineageOf({ lineage }: MergeSkill, base: MergeSkill | undefined): string[] {
  return withoutRepeats([...(base ? base.lineage.slice(-1) : []), ...lineage]);
}

/** Which side went on from where the other one is. */
function newer(ours: readonly string[], theirs: readonly string[]): "same" | "ours" | "theirs" | "both" {
  const [mine, other] = [ours.at(-1) as string, theirs.at(-1) as string];
  if (mine === other) return "same";
  const [wasTheirs, wasOurs] = [theirs.includes(mine), ours.includes(other)];
  if (wasTheirs !== wasOurs) return wasTheirs ? "theirs" : "ours";
  if (!wasTheirs) return "both";
  // One of them went back to an earlier version: the one that knows all of the other's versions is ahead.
  if (startsWith(theirs, ours)) return "theirs";
  return startsWith(ours, theirs) ? "ours" : "both";
}

function startsWith(whole: readonly string[], start: readonly string[]): boolean {
  return start.every((program, i) => whole[i] === program);
}
