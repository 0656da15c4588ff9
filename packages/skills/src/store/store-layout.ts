import { join } from "node:path";
import { PortolanError } from "@portolan/core";

/** Where everything lies in a store; the only place that spells its paths. */
export const storeLayout = {
  packageJson: (root: string) => join(root, "package.json"),
  skill: (root: string, name: string) => join(root, name),
  quarantine: (root: string) => join(root, QUARANTINE),
  candidates: (root: string) => join(root, CANDIDATES),
  /** Git-ignored and rebuildable: index, locks, unfinished writes. */
  hidden: (root: string) => join(root, ".portolan"),
  temporary: (root: string) => join(root, ".portolan", "tmp"),
  index: (root: string) => join(root, ".portolan", "index"),
} as const;

/** The folder of refused candidates and of broken skills; no skill can have this name. */
const QUARANTINE = "quarantine";

/** The folder of programs that were never skills here; no skill can have this name. */
const CANDIDATES = "candidates";

const reserved = new Set([QUARANTINE, CANDIDATES]);

/** The files of a skill folder, relative to it. */
export const SKILL_FILES = {
  markdown: "SKILL.md",
  source: "scripts/skill.ts",
  cases: "evals/cases.json",
  evidence: "references/evidence.json",
  history: "references/history.jsonl",
} as const;

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
    next: `Use kebab-case from a letter, at most 64 characters, other than ${[...reserved].join(" and ")}.`,
  });
}
