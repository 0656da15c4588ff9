import {
  creditOf,
  type CreditRule,
  creditRule,
  emptyTally,
  type Tally,
  type TrialTally,
} from "@portolan/core";

/** How often a task that a skill is used for is solved on each side, and how the two go together. */
export interface Profile {
  name: string;
  /** Chance that a use is solved only with it, only without it, and either way. */
  onlyWith: number;
  onlyWithout: number;
  both: number;
}

/** A skill is retired by this many uses, or kept. */
export interface Lives {
  /** Uses until it was retired, of the libraries in which it was, in increasing order. */
  retiredAfter: number[];
  libraries: number;
}

/** Says whether to retire a skill, by what is on record of it after each use. */
export type Retires = (tally: Tally) => boolean;

/** The rule of this project: by the tasks that one side alone solved. */
export const byCredit =
  (rule: CreditRule = creditRule): Retires =>
  (tally) =>
    creditOf(tally, rule).standing === "harmful";

/**
 * What others do: retire what succeeds in less than half of its uses. The bound is that of Wilson, at 95 %, so that
 * chance alone seldom retires.
 */
export const byRawSuccess: Retires = ({ right, uses }) => uses >= 10 && wilsonUpper(right, uses) < 0.5;

/** Lives of a skill in many libraries, each with uses of its own, all of them tried with it and without it. */
export function simulate(profile: Profile, retires: Retires, libraries: number, uses: number): Lives {
  const retiredAfter: number[] = [];
  const random = mulberry32(Array.from(profile.name).reduce((sum, one) => sum * 31 + one.charCodeAt(0), 7));
  for (let library = 0; library < libraries; library++) {
    const after = lifeOf(profile, retires, uses, random);
    if (after !== undefined) retiredAfter.push(after);
  }
  return { retiredAfter: retiredAfter.toSorted((a, b) => a - b), libraries };
}

function lifeOf(profile: Profile, retires: Retires, uses: number, random: () => number): number | undefined {
  const tally = emptyTally();
  for (let use = 1; use <= uses; use++) {
    const kind = kindAt(profile, random());
    tally.uses++;
    if (kind === "onlyWith" || kind === "both") tally.right++;
    else tally.wrong.own++;
    tally.trials.tasks++;
    tally.trials[kind]++;
    if (retires(tally)) return use;
  }
  return undefined;
}

type Kind = Extract<keyof TrialTally, "onlyWith" | "onlyWithout" | "both" | "neither">;

function kindAt({ onlyWith, onlyWithout, both }: Profile, at: number): Kind {
  if (at < onlyWith) return "onlyWith";
  if (at < onlyWith + onlyWithout) return "onlyWithout";
  return at < onlyWith + onlyWithout + both ? "both" : "neither";
}

/** The upper end of Wilson's interval (1927) at 95 %. */
function wilsonUpper(right: number, of: number): number {
  const z = 1.959964;
  const p = right / of;
  const centre = p + z ** 2 / (2 * of);
  return (centre + z * Math.sqrt((p * (1 - p)) / of + z ** 2 / (4 * of ** 2))) / (1 + z ** 2 / of);
}

/** Numbers from 0 to 1 that are the same for the same seed everywhere. */
function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
