/** What can be wrong with a store. */
export type StoreProblemKind =
  | "store-file" // package.json or tsconfig.json is missing or does not map `#skills/*`
  | "place-taken" // something else lies where the store keeps a folder or a file of its own
  | "skill-broken" // a folder does not hold what it says
  | "skill-linked" // a symbolic link in the place of a skill folder or within one; nothing follows it
  | "skill-conflicted" // a git merge left its marks in a folder; one side has to be chosen
  | "skill-misplaced" // one that is not active lies among the active ones, or says that it is active and lies elsewhere
  | "name-twice" // a skill has a folder among the active ones and one under inactive/
  | "pin-broken" // a callee, or one of its own, is missing, broken, of another digest, or not active
  | "alias-broken" // it is another name of a skill that is not there, or that it does not call
  | "history-broken" // the history is missing or unreadable
  | "history-behind" // it does not end with what the skill is
  | "version-broken" // the record of an earlier version is not what it says
  | "quarantine-broken" // a record of a refused candidate cannot be read
  | "candidate-broken" // the same of a candidate
  | "uses-broken" // a line among the records of uses holds none
  | "transaction-left" // a killed process decided a write and did not finish it
  | "transaction-broken" // such a write cannot be read
  | "write-left" // a killed process left a write that never became part of the store
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
