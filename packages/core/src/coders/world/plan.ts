import type { Skill } from "../../skills/skill.ts";
import { amountText, sumText } from "./amount.ts";
import { actsOf, type Feasible, feasible } from "./feasible.ts";
import type { Guard } from "./guard.ts";
import { type Act, type Hypothesis, keyOf, type Knowledge } from "./knowledge.ts";
import type { ActingTool } from "./world-tools.ts";

/** One call of a program, or some that are left out where the world shows that they are needless. */
export type Step =
  | { kind: "skill"; skill: Skill; amount: string }
  | { kind: "tool"; tool: ActingTool; thing: string; amount: string }
  | { kind: "routine"; act: Act; amount: string }
  | { kind: "unless"; guard: Guard; thing: string; steps: Step[] };

/** The skills that a step calls. */
export function skillsIn(step: Step): Skill[] {
  return step.kind === "skill" ? [step.skill] : step.kind === "unless" ? step.steps.flatMap(skillsIn) : [];
}

/** A function of the program's own that has at least so many of a thing. */
export interface Routine {
  act: Act;
  /** For as many as are `lacking`. */
  steps: Step[];
}

/** Assumed: that this is what to do about a thing that a call misses. */
export interface Assumption {
  act: Act;
  thing: string;
  hypothesis: Hypothesis;
  isExact: boolean;
}

/** Calls in order, the last of which makes what is wanted. */
export interface Plan {
  act: Act;
  steps: Step[];
  /** What its steps call, and those in turn. */
  routines: Routine[];
  assumptions: Assumption[];
  /** Missing things that nothing is known to provide. */
  unknown: string[];
  /** How many calls of tools and skills its text has. */
  calls: number;
}

/** How a plan is made. */
export interface PlanOptions {
  /** Name of the variable with the number that is wanted. */
  wanted: string;
  /** What a tool brings on the way is a routine, which sees how many there are; else its calls stand where it is needed. */
  hasRoutines: boolean;
  /** What is to be put in its place is put there before other things are fetched, not after. */
  isStagedFirst: boolean;
  /** How deep a skill's calls go: what calls others comes before what it calls. */
  depthOf(skill: Skill): number;
  /** What a skill turned out to miss. */
  needsOfSkill(skill: Skill): readonly string[];
}

/** Plans how a tool makes a thing: first all that it misses, as far as it is known how, then the call itself. */
export function planFor(act: Act, knowledge: Knowledge, options: PlanOptions): Plan {
  const planner = new Planner(act, knowledge, options);
  planner.collect(act, [act.thing]);
  const steps = planner.stepsIn(act);
  const routines = [...planner.routines.values()].toReversed();
  const calls = [{ steps }, ...routines].reduce((sum, one) => sum + callsOf(one.steps), 0);
  return { act, steps, routines, assumptions: planner.assumptions, unknown: planner.unknown, calls };
}

interface Use {
  act: Act;
  need: { thing: string; amount: (wanted: string) => string };
  hypothesis: Hypothesis;
}

/** What is written in one function: which calls, for how many, and what was seen to on the way. */
interface Scope {
  acts: ReadonlySet<string>;
  wanted: string;
  fetched: Set<string>;
  standing: Set<string>;
}

class Planner {
  readonly assumptions: Assumption[] = [];
  readonly unknown: string[];
  readonly routines = new Map<string, Routine>();
  readonly #uses: Use[] = [];
  readonly #knowledge: Knowledge;
  readonly #options: PlanOptions;
  readonly #ways: Feasible;
  #scope: Scope;

  constructor(act: Act, knowledge: Knowledge, options: PlanOptions) {
    this.#knowledge = knowledge;
    this.#options = options;
    this.#ways = feasible(act, knowledge);
    this.unknown = this.#ways.unknown;
    this.#scope = this.#scopeOf(act, options.wanted);
  }

  /** Chooses what to do about everything that a call misses, and that misses in turn. */
  collect(act: Act, chain: readonly string[]): void {
    if (this.#uses.some((use) => keyOf(use.act) === keyOf(act))) return;
    for (const { thing, amount, isExact } of this.#knowledge.needsOf(act)) {
      const hypothesis = chain.includes(thing) ? undefined : this.#ways.choose(act, thing);
      if (!hypothesis) continue;
      this.assumptions.push({ act, thing, hypothesis, isExact });
      const need = { thing, amount: (wanted: string) => amountText(amount, wanted) };
      this.#uses.push({ act, need, hypothesis });
      for (const one of actsOf(hypothesis, thing)) this.collect(one, [...chain, thing]);
      if (hypothesis.have?.kind === "skill") this.#collectForSkill(hypothesis.have.skill, act, chain);
    }
  }

  #collectForSkill(skill: Skill, act: Act, chain: readonly string[]): void {
    for (const thing of this.#options.needsOfSkill(skill)) {
      const [hypothesis] = chain.includes(thing) ? [] : this.#knowledge.hypotheses(act, thing);
      if (hypothesis?.stage && !hypothesis.have)
        this.collect({ tool: hypothesis.stage, thing }, [...chain, thing]);
    }
  }

  /** The calls for a call, and it, as the whole of a function. */
  stepsIn(act: Act, wanted = this.#options.wanted): Step[] {
    const outer = this.#scope;
    this.#scope = this.#scopeOf(act, wanted);
    const steps = this.#stepsOf(act);
    this.#scope = outer;
    return steps;
  }

  #scopeOf(act: Act, wanted: string): Scope {
    const acts = new Set([keyOf(act)]);
    // A set is gone through in the order of its growth, so that what is added is looked at as well.
    for (const key of acts) {
      for (const { need, hypothesis } of this.#uses.filter((use) => keyOf(use.act) === key)) {
        const have = this.#options.hasRoutines ? undefined : hypothesis.have;
        for (const one of actsOf({ have, stage: hypothesis.stage }, need.thing)) acts.add(keyOf(one));
      }
    }
    return { acts, wanted, fetched: new Set(), standing: new Set() };
  }

  #stepsOf(act: Act): Step[] {
    const uses = this.#uses.filter((use) => keyOf(use.act) === keyOf(act));
    const staged = uses.filter(({ hypothesis }) => hypothesis.have && hypothesis.stage);
    const goods = uses.filter(({ hypothesis }) => !hypothesis.stage);
    const direct = uses.filter(({ hypothesis }) => !hypothesis.have);
    const having = goods.toSorted((a, b) => this.#depth(b) - this.#depth(a));
    // Fetching things may lead elsewhere and use up others: what is carried comes first, what stays in its place last.
    const steps = this.#options.isStagedFirst
      ? [...staged.flatMap((use) => [...this.#fetch(use), ...this.#stage(use)]), ...this.#fetchAll(having)]
      : [...this.#fetchAll(staged), ...this.#fetchAll(having)];
    steps.push(...direct.flatMap((use) => this.#stage(use)));
    if (!this.#options.isStagedFirst) steps.push(...staged.flatMap((use) => this.#stage(use)));
    return act.parts ? steps : [...steps, this.#call(act)];
  }

  #depth({ need: { thing }, hypothesis: { have } }: Use): number {
    if (have?.kind === "skill") return this.#options.depthOf(have.skill);
    return (have && this.#ways.rankOf({ tool: have.tool, thing })) ?? -1;
  }

  #fetchAll(uses: readonly Use[]): Step[] {
    return uses.flatMap((use) => this.#fetch(use));
  }

  /** The calls to have something, once for all that need it. */
  #fetch({ need: { thing }, hypothesis: { have, stage } }: Use): Step[] {
    if (!have || this.#scope.fetched.has(thing)) return [];
    this.#scope.fetched.add(thing);
    const steps = this.#having(have, thing);
    return stage ? this.#unlessShown(thing, steps) : steps;
  }

  /** The calls that put something as it should be. */
  #stage({ need: { thing }, hypothesis: { have, stage } }: Use): Step[] {
    const { standing } = this.#scope;
    if (!stage || standing.has(thing)) return [];
    // Going somewhere ends being elsewhere.
    if (!have) standing.clear();
    standing.add(thing);
    return this.#unlessShown(thing, this.#stepsOf({ tool: stage, thing }));
  }

  #unlessShown(thing: string, steps: Step[]): Step[] {
    const guard = this.#knowledge.guardOf(thing);
    return guard && steps.length > 0 ? [{ kind: "unless", guard, thing, steps }] : steps;
  }

  #having(have: NonNullable<Hypothesis["have"]>, thing: string): Step[] {
    if (have.kind === "tool") {
      const act = { tool: have.tool, thing };
      return this.#options.hasRoutines ? [this.#routine(act)] : this.#stepsOf(act);
    }
    const first = this.#options.needsOfSkill(have.skill).flatMap((missed): Step[] => {
      const [use] = this.#uses;
      const hypothesis = use && this.#knowledge.hypotheses(use.act, missed)[0];
      if (!hypothesis?.stage || hypothesis.have) return [];
      return this.#unlessShown(missed, this.#stepsOf({ tool: hypothesis.stage, thing: missed }));
    });
    return [...first, { kind: "skill", skill: have.skill, amount: this.#demand(thing) }];
  }

  #routine(act: Act): Step {
    const amount = this.#demand(act.thing);
    const key = keyOf(act);
    if (!this.routines.has(key)) {
      const routine: Routine = { act, steps: [] };
      this.routines.set(key, routine);
      routine.steps = this.stepsIn(act, "lacking");
    }
    return { kind: "routine", act, amount };
  }

  #call({ tool, thing }: Act): Step {
    return { kind: "tool", tool, thing, amount: this.#demand(thing) };
  }

  /** How many of a thing all calls of a function take together. */
  #demand(thing: string): string {
    const all = this.#uses.filter((use) => use.need.thing === thing && this.#scope.acts.has(keyOf(use.act)));
    // What stands somewhere serves all that need it there.
    const standing = all.find(({ hypothesis }) => hypothesis.stage);
    const uses = standing ? [...all.filter(({ hypothesis }) => !hypothesis.stage), standing] : all;
    if (uses.length === 0) return this.#scope.wanted;
    return sumText(uses.map(({ act, need }) => need.amount(this.#demand(act.thing))));
  }
}

function callsOf(steps: readonly Step[]): number {
  return steps.reduce(
    (sum, step) => sum + (step.kind === "unless" ? callsOf(step.steps) : step.kind === "routine" ? 0 : 1),
    0,
  );
}
