import { join } from "node:path";
import { PortolanError } from "@portolan/core";

/** The folder of refused candidates and of broken skills. */
const QUARANTINE = "quarantine";
/** The folder of skills that are not active, where nothing that scans the store's folders looks. */
const INACTIVE = "inactive";
const TRANSACTIONS = ".transaction";
/** The folder of records of uses; the only one beside the skills that grows with their use. */
export const USES = "uses";

/** Names that no skill can have, since the store keeps something else there. */
const reserved = new Set([QUARANTINE, INACTIVE, "candidates", "guidance", USES]);

/** Where a skill's folder lies: active ones at the root, all others under `inactive/`. */
export type Place = "active" | "inactive";

/** Where everything lies in a store; the only place that spells its paths. */
export const storeLayout = {
  packageJson: (root: string) => join(root, "package.json"),
  skill: (root: string, name: string, place: Place = "active") => join(root, folderOfSkill(name, place)),
  inactive: (root: string) => join(root, INACTIVE),
  quarantine: (root: string) => join(root, QUARANTINE),
  candidates: (root: string) => join(root, "candidates"),
  guidance: (root: string) => join(root, "guidance"),
  uses: (root: string) => join(root, USES),
  /** Git-ignored, and not rebuildable: writes that are decided and not finished. */
  transactions: (root: string) => join(root, TRANSACTIONS),
  /** Git-ignored and rebuildable: index, locks, unfinished writes. */
  hidden: (root: string) => join(root, ".portolan"),
  temporary: (root: string) => join(root, ".portolan", "tmp"),
  index: (root: string) => join(root, ".portolan", "index"),
} as const;

/** The files of a skill folder, relative to it. */
export const SKILL_FILES = {
  markdown: "SKILL.md",
  source: "scripts/skill.ts",
  cases: "evals/cases.json",
  evidence: "references/evidence.json",
  history: "references/history.jsonl",
} as const;

/** The folder of a skill, relative to the store. */
export function folderOfSkill(name: string, place: Place): string {
  return place === "active" ? name : `${INACTIVE}/${name}`;
}

/** The file of an earlier version, relative to the folder of its skill. */
export function versionFile(digest: string): string {
  return `${VERSIONS}/${digest.slice(0, 12)}.json`;
}

/** The folder of earlier versions, relative to that of their skill. */
export const VERSIONS = "references/versions";

/** True for a name that a skill folder can have: kebab-case, from a letter, at most 64 characters, not reserved. */
export function isSkillName(name: string): boolean {
  return name.length <= 64 && !reserved.has(name) && /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name);
}

/**
 * Refuses a name that could leave the store's folder or shadow one of its own.
 * @throws PortolanError `store-invalid`
 */
export function requireSkillName(name: string): void {
  if (isSkillName(name)) return;
  throw new PortolanError("store-invalid", `"${name}" cannot be the name of a skill.`, {
    value: name,
    next: `Use kebab-case from a letter, at most 64 characters, other than ${[...reserved].join(", ")}.`,
  });
}
