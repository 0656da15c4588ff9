import type { SkillStatus } from "./skill.ts";

/**
 * Which status may follow which. A skill is never un-revoked: what was wrong comes back as a new candidate. Quarantine is
 * reached from anywhere, and left only to be judged again.
 */
export const nextStatuses: Readonly<Record<SkillStatus, readonly SkillStatus[]>> = {
  candidate: ["active", "quarantined"],
  active: ["deprecated", "revoked", "quarantined"],
  deprecated: ["active", "revoked", "quarantined"],
  revoked: ["quarantined"],
  quarantined: ["candidate", "revoked"],
};

/** What becomes of the active skills that call one which gets this status, directly or through others. */
export const callersBecome: Readonly<Partial<Record<SkillStatus, SkillStatus>>> = {
  candidate: "deprecated",
  deprecated: "deprecated",
  revoked: "quarantined",
  quarantined: "quarantined",
};
