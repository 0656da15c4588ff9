import type { Json } from "../json/json.ts";
import type { Skill } from "./skill.ts";
import type { SkillChanged, Verify } from "./skill-change.ts";
import { compareNames } from "./name-order.ts";
import type { SkillsNow, StoreState } from "./store-state.ts";

/** One step of one skill in a change. */
export interface PlannedStep {
  /** As it will be. */
  skill: Skill;
  change: SkillChanged["change"];
  reason: string;
  /** The skill whose change brings this one about. */
  callee?: string;
  evidence?: Json;
}

/** A plan in the making. */
export interface PlanDraft {
  state: StoreState;
  /** The store as it would be so far. */
  skills: PlannedSkills;
  steps: PlannedStep[];
}

/** The skills of a store as they would be. */
export class PlannedSkills implements SkillsNow {
  readonly #state: SkillsNow;
  readonly #planned = new Map<string, Skill>();

  constructor(state: SkillsNow) {
    this.#state = state;
  }

  set(skill: Skill): void {
    this.#planned.set(skill.name, skill);
  }

  skill(name: string): Skill | undefined {
    return this.#planned.get(name) ?? this.#state.skill(name);
  }

  callersOf(name: string): Skill[] {
    const unplanned = this.#state.callersOf(name).filter((caller) => !this.#planned.has(caller.name));
    const planned = [...this.#planned.values()].filter(({ uses }) => uses.some((pin) => pin.name === name));
    return [...unplanned, ...planned].toSorted(compareNames);
  }
}

/** What a plan is made for. Without `verify` nothing can be judged: only statuses can change. */
export interface PlanRequest {
  reason: string;
  by?: string;
  verify?: Verify;
  evidence?: Json;
}

/** Thrown within a plan, and told in its report. */
export class Refused extends Error {
  readonly skill: string;
  constructor(skill: string, reason: string) {
    super(reason);
    this.skill = skill;
  }
}

/**
 * In an order in which each comes after those that it calls.
 * @param callsOf names of what an item calls; those that are no items do not matter
 */
export function calleesFirst<T extends { name: string }>(
  items: readonly T[],
  callsOf: (item: T) => readonly string[],
): T[] {
  const byName = new Map(items.map((item) => [item.name, item]));
  const sorted = new Set<T>();
  const under = new Set<T>();
  const visit = (item: T): void => {
    if (sorted.has(item)) return;
    if (under.has(item)) throw new Refused(item.name, "it would call itself, through others or directly");
    under.add(item);
    for (const callee of callsOf(item)) {
      const other = byName.get(callee);
      if (other) visit(other);
    }
    sorted.add(item);
  };
  for (const item of items) visit(item);
  return [...sorted];
}
