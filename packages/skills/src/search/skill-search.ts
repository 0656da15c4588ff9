import {
  type Embedder,
  type Match,
  type Sandbox,
  type Skill,
  type SkillQuery,
  type TypeRelation,
} from "@portolan/core";
import { type BehaviourBudget, BehaviourView } from "./behaviour-view.ts";
import { findViews, type SearchTools } from "./find-views.ts";
import { FittingSignatures } from "./fitting-signatures.ts";
import { guardedEmbedder } from "./guarded-embedder.ts";
import type { Library } from "./library.ts";
import { rankSkills } from "./rank-skills.ts";
import { shownMatches } from "./shown-matches.ts";

const DEFAULT_LIMIT = 10;

export interface SkillSearchOptions {
  /** The library as it is now. */
  library: () => Promise<Library>;
  embedder: Embedder;
  /** A skill in full, while it is active and whole, with all that it calls. */
  read: (name: string) => Skill | undefined;
  /** Runs skills on a query's examples; without one, examples count nothing. */
  sandbox?: Sandbox;
  behaviourBudget?: BehaviourBudget;
  /** Compares types that their text does not decide; without one, they fit where their texts are equal. */
  typeRelation?: TypeRelation;
  /** Asked once a search: what use has left of a skill's reliability, from 0 to 1; all of it when absent. */
  sharesAfterUse?: () => (skill: Skill) => number;
}

/** Searches a library by several views at once; the same library gives the same matches, whatever its index went through. */
export class SkillSearch {
  readonly #library: () => Promise<Library>;
  readonly #read: (name: string) => Skill | undefined;
  readonly #sharesAfterUse: SkillSearchOptions["sharesAfterUse"];
  readonly #tools: Omit<SearchTools, "startedAt">;

  constructor(options: SkillSearchOptions) {
    const { library, embedder, read, sandbox, typeRelation } = options;
    this.#library = library;
    this.#read = read;
    this.#sharesAfterUse = options.sharesAfterUse;
    this.#tools = {
      embedder: guardedEmbedder(embedder),
      fitting: new FittingSignatures(typeRelation),
      behaviour: sandbox && new BehaviourView(sandbox, read, options.behaviourBudget),
    };
  }

  /** Active skills, best first, with a reason of every view that found them. */
  async search(query: SkillQuery): Promise<Match[]> {
    const startedAt = performance.now();
    const library = await this.#library();
    if (library.size === 0) return [];
    const views = await findViews(query, library, { ...this.#tools, startedAt });
    const ranked = rankSkills(views, library, this.#sharesAfterUse?.());
    const { limit = DEFAULT_LIMIT, tokenBudget } = query;
    return shownMatches(ranked, this.#read, { limit, tokenBudget });
  }
}
