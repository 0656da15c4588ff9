import {
  callAll,
  type CallResult,
  type Case,
  digestOf,
  type Json,
  linkSkill,
  type Sandbox,
  type Skill,
  type SkillFilter,
  valueFits,
} from "@portolan/core";
import type { Fused } from "./fuse-views.ts";
import type { Library } from "./library.ts";
import { explained } from "./explained.ts";
import { signatureOrNothing } from "./skill-document.ts";
import type { Finding } from "./view.ts";

/** What a search may spend on running skills. */
export interface BehaviourBudget {
  /** Skills that it runs at most; 32 when absent. */
  skills?: number;
  /**
   * Time of the whole search after which it does without the rest; a quarter of it is for the runs, whatever came before them.
   * Endless when absent, so that a search does not depend on the clock.
   */
  wallMs?: number;
  /** When that time began for a search that is waited for since before, as `performance.now()` has it. */
  startedAt?: number;
  /** Is told how many of the chosen skills the search did without because of that. */
  onTimeUp?: (left: number, chosen: number) => void;
}

/** A query states a handful of examples; more would tell no more. */
const MOST_EXAMPLES = 8;
const MOST_REMEMBERED = 10_000;
/** Skills that are run at once: when time is up, the likeliest are done instead of all being half done. */
const AT_ONCE = 4;
/** A skill that needs more for such small inputs is not what anybody looks for. */
const CALL_LIMITS = { wallMs: 5_000, cpuMs: 500, memoryMb: 64, resultBytes: 256 * 1024 } as const;

/**
 * Runs pure skills on the inputs of a query's examples and compares what they give with what is wanted. What is wanted stays
 * in the host.
 */
export class BehaviourView {
  readonly #sandbox: Sandbox;
  readonly #read: (name: string) => Skill | undefined;
  readonly #budget: Required<Omit<BehaviourBudget, "startedAt">> & Pick<BehaviourBudget, "startedAt">;
  /** By digests of skill and inputs. */
  readonly #results = new Map<string, CallResult[]>();

  constructor(
    sandbox: Sandbox,
    read: (name: string) => Skill | undefined,
    { skills = 32, wallMs = Infinity, startedAt, onTimeUp = () => {} }: BehaviourBudget = {},
  ) {
    this.#sandbox = sandbox;
    this.#budget = { skills, wallMs, startedAt, onTimeUp };
    this.#read = read;
  }

  /**
   * The share of the examples that each of the likeliest skills explains.
   * @param likely the other views' findings, best first
   * @param startedAt when the search began
   */
  async find(
    examples: readonly Case[],
    likely: readonly Fused[],
    library: Library,
    filter: SkillFilter,
    startedAt: number = performance.now(),
  ): Promise<Finding[]> {
    const asked = examples.slice(0, MOST_EXAMPLES);
    const inputs = asked.map(({ input }) => input);
    const candidates = this.#candidates(asked, likely, library, filter);
    const signal = this.#signal(startedAt);
    const results: CallResult[][] = candidates.map(() => []);
    let left = candidates.length;
    const waiting = candidates.entries();
    const work = async (): Promise<void> => {
      // All workers take from one line.
      for (const [i, skill] of waiting) {
        if (signal?.aborted) return;
        results[i] = await this.#run(skill, inputs, signal);
        if (!signal?.aborted) left--;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    if (left > 0) this.#budget.onTimeUp(left, candidates.length);
    return candidates.flatMap((skill, i) => {
      const { value, exact } = explained(asked, results[i] as CallResult[]);
      const note = exact > 0 ? `right on ${exact} of ${asked.length} examples` : "nearly right on examples";
      return value > 0 ? [{ name: skill.name, value, note }] : [];
    });
  }

  #signal(startedAt: number): AbortSignal | undefined {
    const { wallMs, startedAt: since = startedAt } = this.#budget;
    if (wallMs === Infinity) return undefined;
    const leftMs = wallMs - (performance.now() - since);
    return AbortSignal.timeout(Math.ceil(Math.max(leftMs, wallMs / 4)));
  }

  /** Pure skills that take such inputs: what other views like first, then whatever gives such outputs. */
  #candidates(examples: Case[], likely: readonly Fused[], library: Library, filter: SkillFilter): Skill[] {
    const fitting = library.signatures().flatMap((signature) => {
      const fit = fitOf(signature, examples);
      return fit > 0 ? [{ signature, fit }] : [];
    });
    const fits = new Map(fitting.map(({ signature, fit }) => [signature, fit]));
    const liked = likely
      .map(({ name }) => name)
      .filter((name) => fits.has(library.document(name)?.skill.signature ?? ""));
    const others = fitting.toSorted((a, b) => b.fit - a.fit || (a.signature < b.signature ? -1 : 1));
    const chosen = new Map<string, Skill>();
    for (const names of [liked, ...others.map(({ signature }) => library.withSignature(signature))]) {
      for (const name of names === liked ? liked : names.toSorted()) {
        if (chosen.size >= this.#budget.skills) return [...chosen.values()];
        if (chosen.has(name) || !library.passes(name, { ...filter, tools: [] })) continue;
        const skill = this.#read(name);
        if (skill) chosen.set(name, skill);
      }
    }
    return [...chosen.values()];
  }

  async #run(skill: Skill, inputs: Json[][], signal?: AbortSignal): Promise<CallResult[]> {
    const key = `${skill.digest} ${digestOf(inputs)}`;
    const known = this.#results.get(key);
    if (known) return known;
    const get = async (name: string, digest?: string): Promise<Skill | undefined> => {
      const callee = this.#read(name);
      return digest === undefined || callee?.digest === digest ? callee : undefined;
    };
    const program = await linkSkill(skill, { get });
    if (!program) return [];
    const results = await callAll(this.#sandbox, program, inputs, {
      limits: CALL_LIMITS,
      tools: {},
      signal,
    });
    if (signal?.aborted) return results;
    if (this.#results.size >= MOST_REMEMBERED) this.#results.clear();
    this.#results.set(key, results);
    return results;
  }
}

/** 2 for a signature that takes all inputs and gives such outputs, 1 for one that takes them, 0 for others. */
function fitOf(text: string, examples: readonly Case[]): number {
  const signature = signatureOrNothing(text);
  if (!signature) return 1;
  const { parameters, result } = signature;
  const takes = examples.every(
    ({ input }) =>
      input.length === parameters.length && input.every((value, i) => valueFits(parameters[i]!.type, value)),
  );
  if (!takes) return 0;
  return examples.every(({ output }) => valueFits(result, output)) ? 2 : 1;
}
