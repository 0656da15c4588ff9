import type { SkillRef } from "../skills/skill.ts";

/**
 * Whose fault a failed attempt was:
 * `own` the program's: it is to be written again;
 * `precondition` the world was not in the state that the task needs: nothing in the program would change that;
 * `callee` a skill that it calls no longer does what its own evidence says;
 * `environment` a tool, a process or an endpoint was out: the same program is tried again;
 * `evaluator` whoever judges could not, or judges wrongly.
 */
export type FailureCause = "own" | "precondition" | "callee" | "environment" | "evaluator";

export interface Attribution {
  cause: FailureCause;
  /** One sentence that says why it is thought so. */
  detail: string;
  /** The broken skill, where the cause is a callee. */
  callee?: SkillRef;
}
