/** What can be wrong with a store. */
export type StoreProblemKind =
  | "store-file" // package.json or tsconfig.json is missing or does not map `#skills/*`
  | "skill-broken" // a folder does not hold what it says
  | "skill-linked" // a symbolic link in the place of a skill folder; nothing follows it
  | "pin-broken" // a callee, or one of its own, is missing, broken, of another digest, or not active
  | "history-broken" // the history is missing, unreadable or disagrees with SKILL.md
  | "quarantine-broken" // a record of a refused candidate cannot be read
  | "candidate-broken" // the same of a candidate
  | "write-left" // a killed process left an unfinished write, or a change of status that never took effect
  | "index-wrong" // the index holds what the folders do not; the next search would find it out
  | "index-behind"; // folders changed since the last search; the next one catches up

/** One thing that is wrong with a store, and what a repair does about it. */
export interface StoreProblem {
  kind: StoreProblemKind;
  /** `notice`: nothing is lost and ordinary use puts it right. */
  severity: "error" | "notice";
  /** The skill it concerns, if one. */
  skill?: string;
  path: string;
  message: string;
  /** What `store check --repair` does. */
  repair: string;
}
