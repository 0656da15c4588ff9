import type { Evidence } from "@portolan/core";

/** What became of one offer. */
export interface ImportOutcome {
  /** Its name here. */
  name: string;
  /** Absent where it came to nothing before it had one. */
  digest?: string;
  /**
   * `admitted`: it was verified here and is an active skill. `known`: the store has that very program. `candidate`: it is kept
   * and no skill yet. `conflict`: the same, because another program has the name. `skipped`: nothing is kept.
   */
  outcome: "admitted" | "known" | "candidate" | "conflict" | "skipped";
  reason?: string;
  /** What the reader can do. */
  next?: string;
  /** What was found here, of what was admitted. */
  checks?: Evidence["checks"];
}

/** The commands by which a candidate takes the place of the skill that has its name. */
export function takingOver(name: string): string {
  return `\`portolan candidates ${name} --source > ${name}.ts\`, then \`portolan replace ${name} --with ${name}.ts\``;
}
