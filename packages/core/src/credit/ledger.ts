import type { FailureCause } from "../agent/attribution.ts";
import type { SkillTrial, SkillUse, UseRecord } from "./use-record.ts";

/** What the records of one version of a skill come to. Nothing from elsewhere is in it but `foreign`. */
export interface Tally {
  uses: number;
  /** Uses by programs that passed. */
  right: number;
  /** Uses by programs that failed, by whose fault that was. */
  wrong: Record<FailureCause, number>;
  /** Of the failures by a callee, those by this very skill. */
  blamed: number;
  unjudged: number;
  trials: TrialTally;
  /** Records of other stores: claims, which count nothing here. */
  foreign: number;
}

/** Tasks tried with the skill and without it, by how that ended. */
export interface TrialTally {
  tasks: number;
  both: number;
  neither: number;
  /** Solved with it only: these speak for it. */
  onlyWith: number;
  /** Solved without it only: these speak against it. */
  onlyWithout: number;
  /** Candidate evaluations of all these episodes. */
  evaluations: { with: number; without: number };
}

/** The tally of each version, by its digest: a fold of the records, whatever their order. */
export function ledger(records: readonly UseRecord[]): Map<string, Tally> {
  const tallies = new Map<string, Tally>();
  const tried = new Set<string>();
  for (const record of records) {
    const { digest } = record.skill;
    const tally = tallies.get(digest) ?? emptyTally();
    tallies.set(digest, tally);
    if (record.origin !== undefined) tally.foreign++;
    else if (record.type === "use") addUse(tally, record);
    else if (!tried.has(trialKey(record))) {
      tried.add(trialKey(record));
      addTrial(tally.trials, record);
    }
  }
  return tallies;
}

/** Of a skill that nobody has used. */
export function emptyTally(): Tally {
  return {
    uses: 0,
    right: 0,
    wrong: { own: 0, precondition: 0, callee: 0, environment: 0, evaluator: 0 },
    blamed: 0,
    unjudged: 0,
    trials: {
      tasks: 0,
      both: 0,
      neither: 0,
      onlyWith: 0,
      onlyWithout: 0,
      evaluations: { with: 0, without: 0 },
    },
    foreign: 0,
  };
}

/**
 * The same for all trials of a skill on a task. Each task counts once, by its first trial: a second one, by another coder or of
 * another sample, says nearly the same again and is no independent evidence.
 */
export function trialKey({ skill, task }: Pick<SkillTrial, "skill" | "task">): string {
  return JSON.stringify([skill.digest, task]);
}

function addUse(tally: Tally, { outcome, cause, blamed }: SkillUse): void {
  tally.uses++;
  if (outcome === "right") tally.right++;
  else if (outcome === "wrong" && cause) tally.wrong[cause]++;
  else tally.unjudged++;
  if (blamed) tally.blamed++;
}

function addTrial(trials: TrialTally, { with: there, without: gone }: SkillTrial): void {
  trials.tasks++;
  if (there.solved) trials[gone.solved ? "both" : "onlyWith"]++;
  else trials[gone.solved ? "onlyWithout" : "neither"]++;
  trials.evaluations.with += there.spent.evaluations;
  trials.evaluations.without += gone.spent.evaluations;
}
