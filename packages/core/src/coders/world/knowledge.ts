import type { Outcome } from "../../sandbox/outcome.ts";
import type { Skill } from "../../skills/skill.ts";
import { type Amount, amountOf } from "./amount.ts";
import { type Answer, answersOf } from "./answers.ts";
import { type Guard, guardsIn, listedIn, shownAtEnd } from "./guard.ts";
import { callsIn, hintScore } from "./hints.ts";
import { wordsOf } from "./things.ts";
import type { ActingTool, WorldTools } from "./world-tools.ts";

/** Something that a call needs, and how many of it. */
export interface Need {
  thing: string;
  amount: Amount;
  /** Whether the number is known, rather than as many as were missing last. */
  isExact: boolean;
}

/** What a call is for: a tool with the thing that it is called with; or no call, but several things to have together. */
export interface Act {
  tool: ActingTool;
  thing: string;
  parts?: readonly string[];
}

/** Several things to have at the same time, as if one tool needed them all. */
export function together(things: readonly string[]): Act {
  const tool = { id: "", namespace: "", name: "", description: "", field: "" };
  return { tool, thing: things.join(" and "), parts: things };
}

/** A way to have a thing. */
export type Way = { kind: "skill"; skill: Skill } | { kind: "tool"; tool: ActingTool };

/** What may be done about a missing thing: have it, call a tool with it once it is there, or both. */
export interface Hypothesis {
  /** Tells it apart from others on the same thing. */
  key: string;
  have?: Way;
  stage?: ActingTool;
}

/** Worlds in which a tool may refuse a thing until that is believed. */
const mostRefusals = 3;

/** All that a coder found out in an episode: what tools said, which skills there are, what turned out wrong. */
export class Knowledge {
  readonly tools: WorldTools;
  readonly #answers = new Map<string, (Answer & { run: number })[]>();
  readonly #hasMade = new Set<ActingTool>();
  #runs = 0;
  readonly #skills = new Map<string, readonly Skill[]>();
  readonly #hints = new Map<string, Set<string>>();
  readonly #guards = new Map<string, Guard>();
  readonly #listed = new Map<string, Set<string>>();
  readonly #refuted = new Set<string>();
  readonly #raised = new Map<string, Map<number, number>>();

  constructor(tools: WorldTools) {
    this.tools = tools;
  }

  /** Takes in what the tools said in a run. @returns the answers of that run */
  absorb(outcome: Outcome): Answer[] {
    const answers = answersOf(outcome, this.tools);
    const run = ++this.#runs;
    for (const answer of answers) {
      const key = keyOf(answer);
      this.#answers.set(key, [...(this.#answers.get(key) ?? []), { ...answer, run }]);
      if (answer.kind !== "refused") this.#hasMade.add(answer.tool);
    }
    for (const [thing, guard] of guardsIn(outcome, this.tools)) this.#guards.set(thing, guard);
    for (const [thing, under] of listedIn(outcome, this.tools)) {
      this.#listed.set(thing, (this.#listed.get(thing) ?? new Set()).add(under));
    }
    return answers;
  }

  /** Takes in which skills provide a thing, best first. */
  learnSkills(thing: string, skills: readonly Skill[]): void {
    this.#skills.set(thing, skills);
  }

  /** Reads, as text, which tools skills call with which things: others may need the same calls. */
  readSource(source: string): void {
    for (const [tool, thing] of callsIn(source, this.tools.acting)) {
      const tools = this.#hints.get(thing) ?? new Set();
      this.#hints.set(thing, tools.add(tool.id));
    }
  }

  hasLookedFor(thing: string): boolean {
    return this.#skills.has(thing);
  }

  guardOf(thing: string): Guard | undefined {
    return this.#guards.get(thing);
  }

  /** Whether a call was made with success, ever. */
  hasDone({ tool, thing }: Act): boolean {
    return this.#about(tool, thing).some(({ kind }) => kind === "done");
  }

  /** Takes in that a call was refused because all stands as it should already; false where no state shows that. */
  learnNeedless({ tool, thing }: Act, outcome: Outcome): boolean {
    if (!this.hasDone({ tool, thing })) return false;
    const guard = shownAtEnd(outcome, this.tools, thing);
    if (guard) this.#guards.set(thing, guard);
    return guard !== undefined;
  }

  /** Takes back what was found to be wrong: in other worlds, or with more known, it may not be. */
  forgive(): void {
    this.#refuted.clear();
  }

  refute(of: string): void {
    this.#refuted.add(of);
  }

  isRefuted(of: string): boolean {
    return this.#refuted.has(of);
  }

  /** That so many of a thing did not do for a call asked for so many. */
  raise(act: Act, thing: string, count: number, needed: number): void {
    const key = `${keyOf(act)} ${thing}`;
    const samples = this.#raised.get(key) ?? new Map<number, number>();
    this.#raised.set(key, samples.set(count, Math.max(needed, samples.get(count) ?? 0)));
  }

  /** Tools that were not yet called with a thing, those that make things first; then those that refused it in few worlds. */
  unasked(thing: string): ActingTool[] {
    const asked = this.tools.acting.map((tool) => ({ tool, worlds: this.#refusals(tool, thing) }));
    const never = asked.filter(({ worlds }) => worlds === 0).map(({ tool }) => tool);
    if (never.length > 0) return never.toSorted((a, b) => this.#rank(a) - this.#rank(b));
    // What stands as it should already is refused, too: in another world it may not.
    const again = asked.filter(({ tool, worlds }) => tool.countField === undefined && worlds < mostRefusals);
    return again.map(({ tool }) => tool);
  }

  /** Tools that give so many of a thing, by what they said. */
  makersOf(thing: string): ActingTool[] {
    const makes = (tool: ActingTool): boolean => tool.countField !== undefined && this.#can(tool, thing);
    return this.tools.acting.filter(
      (tool) => makes(tool) && !this.isRefuted(`maker ${keyOf({ tool, thing })}`),
    );
  }

  /** What a call needs, by all that it said was missing. */
  needsOf(act: Act): Need[] {
    const whole = { amount: { each: 1, per: 1 }, isExact: true };
    if (act.parts) return act.parts.map((thing) => ({ thing, ...whole }));
    const said = this.#about(act.tool, act.thing).filter(({ kind }) => kind === "missing");
    const things = [...new Set(said.flatMap(({ missing }) => missing))].filter(
      (thing) => thing !== act.thing,
    );
    return things.map((thing) => {
      const known = new Map(
        said.flatMap(({ count, needs }) => (needs[thing] ? [[count, needs[thing]]] : [])),
      );
      const raised = this.#raised.get(`${keyOf(act)} ${thing}`);
      const amount = amountOf(new Map([...known, ...(raised ?? [])]));
      return { thing, amount, isExact: known.size > 1 && !raised };
    });
  }

  /** What may be done about a thing that a call misses, likeliest first. */
  hypotheses(act: Act, thing: string): Hypothesis[] {
    const makers = this.makersOf(thing).map((tool): Way => ({ kind: "tool", tool }));
    const skills = (this.#skills.get(thing) ?? []).map((skill): Way => ({ kind: "skill", skill }));
    // What is wanted for itself is to be had, not put somewhere.
    const changing = act.parts ? [] : this.tools.acting.filter(({ countField }) => countField === undefined);
    const stages = changing.filter((tool) => this.#mayStage(tool, thing));
    const score = (tool: ActingTool): number => this.#score(act, thing, tool);
    const likely = stages.filter((tool) => score(tool) > 0).toSorted((a, b) => score(b) - score(a));
    const having = [...skills, ...makers].flatMap((have) =>
      [...likely, undefined, ...stages.filter((tool) => !likely.includes(tool))].map((stage) =>
        hypothesis(have, stage),
      ),
    );
    const direct = changing.filter(
      (tool) =>
        (this.#can(tool, thing) && !this.#takes(tool, thing)) ||
        (having.length === 0 && this.#isHinted(act, tool, thing)),
    );
    return [...having, ...direct.map((tool) => hypothesis(undefined, tool))].filter(
      ({ key }) => !this.isRefuted(`${keyOf(act)} ${thing} ${key}`),
    );
  }

  /** In how many worlds a tool refused a thing; infinite where it did not always. */
  #refusals(tool: ActingTool, thing: string): number {
    const said = this.#about(tool, thing);
    if (said.some(({ kind }) => kind !== "refused")) return Infinity;
    return new Set(said.map(({ run }) => run)).size;
  }

  #about(tool: ActingTool, thing: string): readonly (Answer & { run: number })[] {
    return this.#answers.get(keyOf({ tool, thing })) ?? [];
  }

  /** Whether a tool did something with a thing, or would if something else were there. */
  #can(tool: ActingTool, thing: string): boolean {
    return this.#about(tool, thing).some(
      ({ kind, missing }) =>
        kind === "done" || kind === "again" || (kind === "missing" && !missing.includes(thing)),
    );
  }

  /** Whether a tool said that it misses the very thing that it was called with. */
  #takes(tool: ActingTool, thing: string): boolean {
    return this.#about(tool, thing).some(({ missing }) => missing.includes(thing));
  }

  /** Whether a tool may have to be called with a thing once one has it. */
  #mayStage(tool: ActingTool, thing: string): boolean {
    const said = this.#about(tool, thing);
    return said.length === 0 || said.some(({ kind }) => kind !== "refused");
  }

  /**
   * Where nobody provides a thing, a tool may be all that is needed: one that some skill calls with it, or one for another kind of things,
   * whose description has the word under which states list it.
   */
  #isHinted(act: Act, tool: ActingTool, thing: string): boolean {
    if (!this.#mayStage(tool, thing)) return false;
    if (this.#hints.get(thing)?.has(tool.id)) return true;
    const about = new Set(wordsOf(tool.description));
    const isListed = [...(this.#listed.get(thing) ?? [])].some((under) =>
      wordsOf(under).some((one) => about.has(one)),
    );
    return tool.field !== act.tool.field && isListed;
  }

  #score(act: Act, thing: string, tool: ActingTool): number {
    const messages = this.#about(act.tool, act.thing).map(({ message }) => message);
    const said = Math.max(0, ...messages.map((message) => hintScore(message, thing, tool)));
    return said + (this.#hints.get(thing)?.has(tool.id) ? 4 : 0);
  }

  /** Tools that made something come first, then those that take a number. */
  #rank(tool: ActingTool): number {
    if (tool.countField === undefined) return 2;
    return this.#hasMade.has(tool) ? 0 : 1;
  }
}

/** A name for a call. */
export function keyOf({ tool, thing }: Act): string {
  return `${tool.id} ${thing}`;
}

function hypothesis(have: Way | undefined, stage: ActingTool | undefined): Hypothesis {
  const had = have === undefined ? "" : have.kind === "skill" ? have.skill.name : have.tool.id;
  return { key: `${had}+${stage?.id ?? ""}`, have, stage };
}
