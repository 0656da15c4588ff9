import type { Skill } from "../../skills/skill.ts";
import { amountText, sumText } from "./amount.ts";
import type { Guard } from "./guard.ts";
import { type Act, type Hypothesis, keyOf, type Knowledge } from "./knowledge.ts";
import type { ActingTool } from "./world-tools.ts";

/** One call of a program, or some that are left out where the world shows that they are needless. */
export type Step =
  | { kind: "skill"; skill: Skill; amount: string }
  | { kind: "tool"; tool: ActingTool; thing: string; amount: string }
  | { kind: "unless"; guard: Guard; thing: string; steps: Step[] };

/** What a plan relies on: that this is what to do about a thing that a call misses. */
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
  assumptions: Assumption[];
  /** Missing things that nothing is known to provide. */
  unknown: string[];
  /** How many calls of tools and skills it has. */
  calls: number;
}

/** How a plan is made. */
export interface PlanOptions {
  /** Name of the variable with the number that is wanted. */
  wanted: string;
  /** What is to be put in its place is put there before other things are fetched, not after. */
  isStagedFirst: boolean;
  /** How deep a skill's calls go: what calls others comes before what it calls. */
  depthOf(skill: Skill): number;
  /** What a skill turned out to miss. */
  needsOfSkill(skill: Skill): readonly string[];
}

/** Plans how a tool makes a thing: first all that it misses, as far as it is known how, then the call itself. */
export function planFor(act: Act, knowledge: Knowledge, options: PlanOptions): Plan {
  const planner = new Planner(knowledge, options);
  planner.collect(act, [act.thing]);
  const steps = planner.stepsOf(act);
  return { act, steps, ...planner.found, calls: callsOf(steps) };
}

interface Use {
  act: Act;
  need: { thing: string; amount: (wanted: string) => string };
  hypothesis: Hypothesis;
}

class Planner {
  readonly found: Pick<Plan, "assumptions" | "unknown"> = { assumptions: [], unknown: [] };
  readonly #uses: Use[] = [];
  readonly #fetched = new Set<string>();
  readonly #standing = new Set<string>();
  readonly #knowledge: Knowledge;
  readonly #options: PlanOptions;

  constructor(knowledge: Knowledge, options: PlanOptions) {
    this.#knowledge = knowledge;
    this.#options = options;
  }

  /** Chooses what to do about everything that a call misses, and that misses in turn. */
  collect(act: Act, chain: readonly string[]): void {
    if (this.#uses.some((use) => keyOf(use.act) === keyOf(act))) return;
    for (const { thing, amount, isExact } of this.#knowledge.needsOf(act)) {
      const [hypothesis] = chain.includes(thing) ? [] : this.#knowledge.hypotheses(act, thing);
      if (!hypothesis) {
        if (!this.found.unknown.includes(thing)) this.found.unknown.push(thing);
        continue;
      }
      this.found.assumptions.push({ act, thing, hypothesis, isExact });
      const need = { thing, amount: (wanted: string) => amountText(amount, wanted) };
      this.#uses.push({ act, need, hypothesis });
      const { have, stage } = hypothesis;
      if (have?.kind === "tool") this.collect({ tool: have.tool, thing }, [...chain, thing]);
      if (have?.kind === "skill") this.#collectForSkill(have.skill, act, chain);
      if (stage) this.collect({ tool: stage, thing }, [...chain, thing]);
    }
  }

  #collectForSkill(skill: Skill, act: Act, chain: readonly string[]): void {
    for (const thing of this.#options.needsOfSkill(skill)) {
      const [hypothesis] = chain.includes(thing) ? [] : this.#knowledge.hypotheses(act, thing);
      if (hypothesis?.stage && !hypothesis.have)
        this.collect({ tool: hypothesis.stage, thing }, [...chain, thing]);
    }
  }

  /** The calls for a call, and it. */
  stepsOf(act: Act): Step[] {
    const uses = this.#uses.filter((use) => keyOf(use.act) === keyOf(act));
    const staged = uses.filter(({ hypothesis }) => hypothesis.have && hypothesis.stage);
    const goods = uses.filter(({ hypothesis }) => !hypothesis.stage);
    const direct = uses.filter(({ hypothesis }) => !hypothesis.have);
    const depth = ({ hypothesis: { have } }: Use): number =>
      have?.kind === "skill" ? this.#options.depthOf(have.skill) : -1;
    const having = goods.toSorted((a, b) => depth(b) - depth(a));
    // Fetching things may lead elsewhere and use up others: what is carried comes first, what stays in its place last.
    const steps = this.#options.isStagedFirst
      ? [...staged.flatMap((use) => [...this.#fetch(use), ...this.#stage(use)]), ...this.#fetchAll(having)]
      : [...this.#fetchAll(staged), ...this.#fetchAll(having)];
    steps.push(...direct.flatMap((use) => this.#stage(use)));
    if (!this.#options.isStagedFirst) steps.push(...staged.flatMap((use) => this.#stage(use)));
    return act.parts ? steps : [...steps, this.#call(act)];
  }

  #fetchAll(uses: readonly Use[]): Step[] {
    return uses.flatMap((use) => this.#fetch(use));
  }

  /** The calls to have something, once for all that need it. */
  #fetch({ need: { thing }, hypothesis: { have, stage } }: Use): Step[] {
    if (!have || this.#fetched.has(thing)) return [];
    this.#fetched.add(thing);
    const steps = this.#having(have, thing);
    return stage ? this.#unlessShown(thing, steps) : steps;
  }

  /** The calls that put something as it should be. */
  #stage({ need: { thing }, hypothesis: { have, stage } }: Use): Step[] {
    if (!stage || this.#standing.has(thing)) return [];
    // Going somewhere ends being elsewhere.
    if (!have) this.#standing.clear();
    this.#standing.add(thing);
    return this.#unlessShown(thing, this.stepsOf({ tool: stage, thing }));
  }

  #unlessShown(thing: string, steps: Step[]): Step[] {
    const guard = this.#knowledge.guardOf(thing);
    return guard && steps.length > 0 ? [{ kind: "unless", guard, thing, steps }] : steps;
  }

  #having(have: NonNullable<Hypothesis["have"]>, thing: string): Step[] {
    if (have.kind === "tool") return this.stepsOf({ tool: have.tool, thing });
    const first = this.#options.needsOfSkill(have.skill).flatMap((missed): Step[] => {
      const [use] = this.#uses;
      const hypothesis = use && this.#knowledge.hypotheses(use.act, missed)[0];
      if (!hypothesis?.stage || hypothesis.have) return [];
      return this.#unlessShown(missed, this.stepsOf({ tool: hypothesis.stage, thing: missed }));
    });
    return [...first, { kind: "skill", skill: have.skill, amount: this.#demand(thing) }];
  }

  #call({ tool, thing }: Act): Step {
    return { kind: "tool", tool, thing, amount: this.#demand(thing) };
  }

  /** How many of a thing all calls take together. */
  #demand(thing: string): string {
    const all = this.#uses.filter((use) => use.need.thing === thing);
    // What stands somewhere serves all that need it there.
    const standing = all.find(({ hypothesis }) => hypothesis.stage);
    const uses = standing ? [...all.filter(({ hypothesis }) => !hypothesis.stage), standing] : all;
    if (uses.length === 0) return this.#options.wanted;
    return sumText(uses.map(({ act, need }) => need.amount(this.#demand(act.thing))));
  }
}

function callsOf(steps: readonly Step[]): number {
  return steps.reduce((sum, step) => sum + (step.kind === "unless" ? callsOf(step.steps) : 1), 0);
}
