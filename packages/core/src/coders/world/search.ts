import type { Program } from "../../program/program.ts";
import { activeSkill } from "../../program/link.ts";
import type { Skill } from "../../skills/skill.ts";
import type { SkillReader } from "../../skills/skill-change.ts";
import type { PracticeRun } from "../../world/practice.ts";
import type { WriteRequest } from "../coder.ts";
import { type Act, Knowledge, together } from "./knowledge.ts";
import { type Plan, planFor } from "./plan.ts";
import type { Heading } from "./heading.ts";
import { printProgram, printQuestions, wantedIn } from "./print-program.ts";
import { revise } from "./revise.ts";
import { provides, thingsNamed, thingsTogether } from "./things.ts";
import type { WorldTools } from "./world-tools.ts";

/** What a coder does next: try a program in practice, hand one in, or nothing. */
export type Move =
  /** `world`: the number of the practice world, where it is to be one that was seen before. */
  | { kind: "try"; program: Program; plan?: Plan; asked?: readonly Act[]; world?: number }
  | { kind: "write"; program: Program }
  | { kind: "stuck"; reason: string };

/** How often a refused program is tried in further worlds before it is given up. */
const mostRetests = 6;

/** How often one program is tried, whatever is said to be learned from it: tools may say another thing each time. */
const mostTries = 3;

/** Calls of a program that is handed in although it was tried in a slightly longer form only. */
const shortCalls = 6;

/** How often all that failed is given another chance, by what was learned since and in other worlds. */
const mostPardons = 3;

/** One episode of finding out how a thing is made. Every move either brings something new or is the last. */
export class Search {
  readonly #knowledge: Knowledge;
  readonly #tools: WorldTools;
  readonly #calls: number;
  readonly #store: SkillReader | undefined;
  readonly #depths = new Map<string, number>();
  readonly #skillNeeds = new Map<string, Set<string>>();
  /** Sources of plans that failed, with nothing learned that would change them. */
  readonly #failed = new Set<string>();
  readonly #tries = new Map<string, number>();
  /** Sources of programs that reached the goal in practice. */
  readonly #met = new Set<string>();
  #pardons = 0;
  #isStagedFirst = false;
  /** The practice world in which a thing was missing. */
  readonly #missedIn = new Map<string, number>();
  /** Practised with success, and not yet refused. */
  #ready: Plan | undefined;
  #handedIn: { program: Program; plan: Plan } | undefined;
  #retests = 0;

  constructor(tools: WorldTools, calls: number, store: SkillReader | undefined) {
    this.#tools = tools;
    this.#calls = calls;
    this.#store = store;
    this.#knowledge = new Knowledge(tools);
  }

  /** Takes in what a request brings: skills that were retrieved, and that the last program was refused. */
  async take({ skills, past }: WriteRequest): Promise<void> {
    for (const { skill } of skills) this.#knowledge.readSource(skill.source);
    const refused = past.at(-1)?.program?.source;
    if (refused !== undefined && refused === this.#handedIn?.program.source) this.#retests = mostRetests;
  }

  async next(request: WriteRequest): Promise<Move> {
    const heading = headingOf(request);
    if (this.#ready) {
      const plan = this.#ready;
      this.#ready = undefined;
      // By now it may be known what shows that some calls are needless.
      const better = this.#planned(plan.act, heading);
      const program = this.#programOf(heading, better) ?? this.#programOf(heading, plan);
      if (!program) return { kind: "stuck", reason: "no program" };
      // A long program that was never tried is too much to hope for.
      const isProven = better.calls <= shortCalls || this.#met.has(program.source);
      if (!isProven && this.#mayTry(program)) return { kind: "try", program, plan: better };
      this.#handedIn = { program, plan };
      return { kind: "write", program };
    }
    if (this.#handedIn && this.#retests > 0) {
      this.#retests--;
      return { kind: "try", ...this.#handedIn };
    }
    const parts = thingsTogether(request.task);
    if (parts.length > 0) return this.#make(parts.join(" and "), [together(parts)], request, heading);
    const [thing, ...others] = thingsNamed(request.task, request.name);
    if (thing === undefined) return { kind: "stuck", reason: "the goal names no thing" };
    for (const one of [thing, ...others]) {
      const makers = this.#knowledge.makersOf(one);
      if (makers.length > 0)
        return this.#make(
          one,
          makers.map((tool) => ({ tool, thing: one })),
          request,
          heading,
        );
    }
    // Tools that make things first: the others change how things stand, and that is seldom what is wanted.
    const open = [thing, ...others].flatMap((one) => this.#questions(one));
    const makers = open.filter(({ tool }) => tool.countField !== undefined);
    const first = makers.filter((act) => act.thing === makers[0]?.thing);
    return (
      this.#ask(first.length > 0 ? first : open, heading) ?? {
        kind: "stuck",
        reason: `no tool makes ${thing}`,
      }
    );
  }

  /** Takes in what a run said. */
  learn({ program, plan, asked }: Extract<Move, { kind: "try" }>, run: PracticeRun, world: number): void {
    const answers = this.#knowledge.absorb(run.outcome);
    // Only where it was missing from the start: elsewhere it may be there, and then no tool has anything to do.
    const untouched = answers.slice(0, answers.findIndex(({ kind }) => kind === "done") >>> 0);
    for (const { missing } of untouched) for (const one of missing) this.#missedIn.set(one, world);
    for (const act of asked ?? []) this.#missedIn.delete(act.thing);
    if (!plan) return;
    if (run.isMet) {
      this.#met.add(program.source);
      if (program !== this.#handedIn?.program) this.#ready = plan;
      return;
    }
    this.#retests = 0;
    this.#handedIn = undefined;
    const found = revise(this.#knowledge, plan, run.outcome, answers);
    for (const { skill, thing } of found.skillNeeds) {
      this.#skillNeeds.set(skill, (this.#skillNeeds.get(skill) ?? new Set()).add(thing));
    }
    if (!found.isNew) this.#failed.add(program.source);
  }

  /** The plan with the fewest open ends that a program can hold; what nothing is known to provide is asked for first. */
  async #make(thing: string, acts: Act[], request: WriteRequest, heading: Heading): Promise<Move> {
    const reasons: string[] = [];
    await this.#lookUpAll(acts, request);
    const plans = acts.map((act) => this.#planned(act, heading));
    const order = plans.toSorted((a, b) => a.unknown.length - b.unknown.length || a.calls - b.calls);
    for (const plan of order) {
      const open = this.#questionsFor(plan.unknown);
      if (plan.unknown.length > 0 && plan.calls + plan.unknown.length <= this.#calls) {
        const asking = this.#ask(open, heading);
        if (asking) return asking;
        reasons.push(`nothing provides ${plan.unknown.join(", ")}`);
        continue;
      }
      const program = plan.unknown.length === 0 ? this.#programOf(heading, plan) : undefined;
      if (!program) {
        reasons.push(tooMany(plan, this.#calls));
        continue;
      }
      if (this.#mayTry(program)) return { kind: "try", program, plan };
      if (!this.#isStagedFirst) {
        this.#isStagedFirst = true;
        return this.#make(thing, acts, request, heading);
      }
      reasons.push("what it tried does not work, and the tools say nothing else");
    }
    if (this.#pardons < mostPardons && this.#tries.size > 0) {
      this.#pardons++;
      this.#knowledge.forgive();
      this.#failed.clear();
      this.#tries.clear();
      this.#isStagedFirst = false;
      return this.#make(thing, acts, request, heading);
    }
    return { kind: "stuck", reason: `${thing}: ${[...new Set(reasons)].join("; ")}` };
  }

  /** Whether a program is worth a try, which is counted. */
  #mayTry({ source }: Program): boolean {
    const tries = this.#tries.get(source) ?? 0;
    if (tries === mostTries || this.#failed.has(source)) return false;
    this.#tries.set(source, tries + 1);
    return true;
  }

  /** Looks for skills for everything that is missing, and for what that misses in turn. */
  async #lookUpAll(acts: readonly Act[], request: WriteRequest): Promise<void> {
    const seen = new Set(acts.map(({ thing }) => thing));
    const open = [...acts];
    for (let act = open.pop(); act; act = open.pop()) {
      for (const { thing } of this.#knowledge.needsOf(act)) {
        if (seen.has(thing)) continue;
        seen.add(thing);
        if (!this.#knowledge.hasLookedFor(thing)) await this.#lookUp(thing, request);
        open.push(...this.#tools.acting.map((tool) => ({ tool, thing })));
      }
    }
  }

  async #lookUp(thing: string, { skills, lookUp }: WriteRequest): Promise<void> {
    const found = (await lookUp?.(`Obtain ${thing}`)) ?? [];
    for (const { skill } of found) this.#knowledge.readSource(skill.source);
    const all = new Map([...skills, ...found].map(({ skill }) => [skill.name, skill]));
    const fitting = [...all.values()].filter(
      (skill) => provides(skill, thing) && skill.evidence.task.world !== undefined,
    );
    for (const skill of fitting) await this.#measure(skill);
    this.#knowledge.learnSkills(thing, fitting);
  }

  /** How deep the calls of a skill go: 0 without any. */
  async #measure({ name, uses }: Pick<Skill, "name" | "uses">): Promise<number> {
    let depth = 0;
    for (const pin of uses) {
      const known = this.#depths.get(pin.name);
      const callee =
        known === undefined && this.#store ? await activeSkill(this.#store, pin.name) : undefined;
      depth = Math.max(depth, 1 + (known ?? (callee ? await this.#measure(callee) : 0)));
    }
    this.#depths.set(name, depth);
    return depth;
  }

  #planned(act: Act, heading: Heading): Plan {
    const plan = (state: WorldTools["state"]): Plan =>
      planFor(act, this.#knowledge, {
        wanted: wantedIn(heading, act, state),
        hasRoutines: state !== undefined,
        isStagedFirst: this.#isStagedFirst,
        depthOf: ({ name }) => this.#depths.get(name) ?? 0,
        needsOfSkill: ({ name }) => [...(this.#skillNeeds.get(name) ?? [])],
      });
    const seeing = plan(this.#tools.state);
    return this.#state(seeing) ? seeing : plan(undefined);
  }

  /** The tool that sees what there is, where a program has room for that call too. */
  #state({ calls }: Plan): WorldTools["state"] {
    return calls < this.#calls ? this.#tools.state : undefined;
  }

  #programOf(heading: Heading, plan: Plan): Program | undefined {
    if (plan.calls > this.#calls || plan.unknown.length > 0) return undefined;
    const source = printProgram(heading, plan, this.#state(plan));
    return { name: heading.name, signature: heading.signature, source };
  }

  #questions(thing: string): Act[] {
    return this.#knowledge.unasked(thing).map((tool) => ({ tool, thing }));
  }

  /** What to ask about several things: of all of them the likeliest tool first. */
  #questionsFor(things: readonly string[]): Act[] {
    const each = things.map((thing) => this.#questions(thing));
    const most = Math.max(0, ...each.map(({ length }) => length));
    return Array.from({ length: most }, (_, i) => each.flatMap((acts) => acts[i] ?? [])).flat();
  }

  #ask(acts: readonly Act[], heading: Heading): Move | undefined {
    if (acts.length === 0) return undefined;
    const asked = acts.slice(0, this.#calls);
    const source = printQuestions(heading, asked, asked.length < this.#calls ? this.#tools.state : undefined);
    const program = { name: heading.name, signature: heading.signature, source };
    return { kind: "try", program, asked, world: this.#missedIn.get(acts[0]?.thing ?? "") };
  }
}

function headingOf({ task, name }: WriteRequest): Heading {
  return { name, signature: task.signature, doc: task.goal };
}

function tooMany({ calls, unknown }: Plan, allowed: number): string {
  const more = unknown.length > 0 ? `, and does not know how to have ${unknown.join(", ")}` : "";
  return `it takes ${calls + unknown.length} calls or more, of which a program may have ${allowed}${more}`;
}
