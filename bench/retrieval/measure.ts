import type { Embedder, Sandbox, Skill } from "@portolan/core";
import { BehaviourView } from "../../packages/skills/src/search/behaviour-view.ts";
import { findViews, type SearchTools } from "../../packages/skills/src/search/find-views.ts";
import type { FittingSignatures } from "../../packages/skills/src/search/fitting-signatures.ts";
import { fuseViews } from "../../packages/skills/src/search/fuse-views.ts";
import type { Library, LibraryQuery, Proposal } from "../../packages/skills/src/search/library.ts";
import { memoryLibrary } from "../../packages/skills/src/search/memory-library.ts";
import { rankSkills } from "../../packages/skills/src/search/rank-skills.ts";
import type { View } from "../../packages/skills/src/search/view.ts";
import type { LabelledQuery, LabelledSet } from "./labelled-set.ts";

/** What a query says besides its words. */
export type Arm = "words" | "right types" | "wrong types" | "types and examples";

/** What one ranking gave: the mean over a query's draws, in the order of the set's queries. */
export interface Measured {
  ranking: string;
  /** 1 divided by the place of the first right skill among ten; 0 where it is not. */
  reciprocals: number[];
  /** Whether it is the first. */
  firsts: number[];
  /** Whether it is one of five. */
  fives: number[];
  /** The share of all right skills among the twelve that a coder is shown. */
  shown: number[];
}

/** As many as a voyage shows to its coder. */
const SHOWN = 12;

/** What the measured search looks with. */
export interface Means {
  embedder: Embedder;
  sandbox?: Sandbox;
  fitting: FittingSignatures;
}

/** Wrong types are drawn so often: which wrong ones a query has is chance. */
const DRAWS = 3;

/** Ranks the answers of every query by every view, by all together, and by all but one, for each arm. */
export async function measure(
  set: LabelledSet,
  arms: readonly Arm[],
  { embedder, sandbox, fitting }: Means,
): Promise<Map<Arm, Measured[]>> {
  const library = proposingOnce(memoryLibrary(set.skills, embedder));
  const byName = new Map<string, Skill>(set.skills.map((skill) => [skill.name, skill]));
  const read = (name: string): Skill | undefined => byName.get(name);
  const measured = new Map<Arm, Measured[]>();
  for (const arm of arms) {
    const behaviour = sandbox && arm === "types and examples" ? new BehaviourView(sandbox, read) : undefined;
    const tools: SearchTools = { embedder, fitting, behaviour };
    const found = new Map<string, Found[][]>();
    for (const draw of arm === "wrong types" ? Array.from({ length: DRAWS }, (_, i) => i) : [0]) {
      for (const [i, query] of asIn(arm, set.queries, draw).entries()) {
        const seen = without(library, query.excluded);
        for (const [ranking, names] of rankings(await findViews(query, seen, tools), seen)) {
          const all = found.get(ranking) ?? set.queries.map(() => []);
          found.set(ranking, all);
          all[i]?.push(foundIn(names, query.relevant));
        }
      }
    }
    measured.set(
      arm,
      [...found].map(([ranking, draws]) => measuredOf(ranking, draws)),
    );
  }
  return measured;
}

/** What one ranking gave to one draw of a query. */
interface Found {
  /** The place of the first right skill; endless where there is none. */
  rank: number;
  shown: number;
}

function foundIn(names: readonly string[], relevant: ReadonlySet<string>): Found {
  const shown = names.slice(0, SHOWN).filter((name) => relevant.has(name)).length / relevant.size;
  return { rank: 1 + names.findIndex((name) => relevant.has(name)) || Infinity, shown };
}

function measuredOf(ranking: string, found: readonly Found[][]): Measured {
  const means = (valueOf: (one: Found) => number): number[] =>
    found.map((draws) => draws.reduce((sum, one) => sum + valueOf(one), 0) / draws.length);
  return {
    ranking,
    reciprocals: means(({ rank }) => (rank <= 10 ? 1 / rank : 0)),
    firsts: means(({ rank }) => (rank <= 1 ? 1 : 0)),
    fives: means(({ rank }) => (rank <= 5 ? 1 : 0)),
    shown: means(({ shown }) => shown),
  };
}

function rankings(views: readonly View[], library: Library): Map<string, string[]> {
  const result = new Map([["all", namesOf(rankSkills(views, library))]]);
  for (const view of views) result.set(`${view.name} alone`, namesOf(fuseViews([view])));
  for (const view of views)
    result.set(
      `without ${view.name}`,
      namesOf(
        rankSkills(
          views.filter((one) => one !== view),
          library,
        ),
      ),
    );
  result.set("without uses", namesOf(fuseViews(views)));
  return result;
}

function namesOf(ranked: readonly { name: string }[]): string[] {
  return ranked.map(({ name }) => name);
}

/** The queries as the arm asks them; wrong types are those of another query, by draws that are always the same. */
function asIn(arm: Arm, queries: readonly LabelledQuery[], draw: number): LabelledQuery[] {
  const types = queries.map(({ signature }) => signature);
  if (arm === "wrong types") shuffle(types, draw);
  return queries.map((query, i) => ({
    ...query,
    signature: arm === "words" ? undefined : types[i],
    examples: arm === "types and examples" ? query.examples : undefined,
  }));
}

function shuffle(items: unknown[], draw: number): void {
  let state = 12_345 + 7_919 * draw;
  for (let i = items.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    const j = (state >>> 8) % (i + 1);
    [items[i], items[j]] = [items[j], items[i]];
  }
}

/** The same library, which looks up the same words once: every arm asks for them. */
function proposingOnce(library: Library): Library {
  const known = new Map<string, Promise<Proposal[]>>();
  const propose = (query: LibraryQuery): Promise<Proposal[]> => {
    const key = `${query.limit} ${query.vector?.join(" ")} ${query.tokens.join(" ")}`;
    const found = known.get(key) ?? library.propose(query);
    known.set(key, found);
    return found;
  };
  return changed(library, { propose });
}

/** The library as somebody sees it who may not see some of it. */
function without(library: Library, excluded: ReadonlySet<string>): Library {
  if (excluded.size === 0) return library;
  return changed(library, {
    size: library.size - excluded.size,
    propose: async (query) => {
      const found = await library.propose({ ...query, limit: query.limit + excluded.size });
      return found.filter(({ name }) => !excluded.has(name));
    },
    document: (name) => (excluded.has(name) ? undefined : library.document(name)),
    withSignature: (signature) => library.withSignature(signature).filter((name) => !excluded.has(name)),
    passes: (name, filter) => !excluded.has(name) && library.passes(name, filter),
  });
}

function changed(library: Library, changes: Partial<Library>): Library {
  return {
    size: library.size,
    propose: (query) => library.propose(query),
    document: (name) => library.document(name),
    signatures: () => library.signatures(),
    withSignature: (signature) => library.withSignature(signature),
    passes: (name, filter) => library.passes(name, filter),
    ...changes,
  };
}
