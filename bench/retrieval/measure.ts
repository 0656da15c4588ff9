import type { Embedder, Sandbox, Skill } from "@portolan/core";
import { BehaviourView } from "../../packages/skills/src/search/behaviour-view.ts";
import { findViews, type SearchTools } from "../../packages/skills/src/search/find-views.ts";
import type { FittingSignatures } from "../../packages/skills/src/search/fitting-signatures.ts";
import { fuseViews } from "../../packages/skills/src/search/fuse-views.ts";
import type { Library } from "../../packages/skills/src/search/library.ts";
import { memoryLibrary } from "../../packages/skills/src/search/memory-library.ts";
import { rankSkills } from "../../packages/skills/src/search/rank-skills.ts";
import type { View } from "../../packages/skills/src/search/view.ts";
import type { LabelledQuery, LabelledSet } from "./labelled-set.ts";

/** What a query says besides its words. */
export type Arm = "words" | "right types" | "wrong types" | "types and examples";

/** One line of the report: a set of a size, what its queries say, and which views rank. */
export interface Row {
  set: string;
  skills: number;
  queries: number;
  arm: Arm;
  ranking: string;
  recallAt1: number;
  recallAt5: number;
  mrrAt10: number;
}

/** What the measured search looks with. */
export interface Means {
  embedder: Embedder;
  sandbox?: Sandbox;
  fitting: FittingSignatures;
}

/** Ranks the answers of every query by every view, by all together, and by all but one. */
export async function measure(
  set: LabelledSet,
  arm: Arm,
  { embedder, sandbox, fitting }: Means,
): Promise<Row[]> {
  const library = memoryLibrary(set.skills, embedder);
  const byName = new Map<string, Skill>(set.skills.map((skill) => [skill.name, skill]));
  const read = (name: string): Skill | undefined => byName.get(name);
  const behaviour = sandbox && arm === "types and examples" ? new BehaviourView(sandbox, read) : undefined;
  const tools: SearchTools = { embedder, fitting, behaviour };
  const ranks = new Map<string, number[]>();
  for (const query of asIn(arm, set.queries)) {
    const seen = without(library, query.excluded);
    const views = await findViews(query, seen, tools);
    for (const [ranking, names] of rankings(views, seen)) {
      const rank = 1 + names.findIndex((name) => query.relevant.has(name));
      ranks.set(ranking, [...(ranks.get(ranking) ?? []), rank || Infinity]);
    }
  }
  const common = { set: set.name, skills: set.skills.length, queries: set.queries.length, arm };
  return [...ranks].map(([ranking, found]) => ({ ...common, ranking, ...figures(found) }));
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

/** The queries as the arm asks them; wrong types are those of another query, by one draw that is always the same. */
function asIn(arm: Arm, queries: readonly LabelledQuery[]): LabelledQuery[] {
  const types = queries.map(({ signature }) => signature);
  if (arm === "wrong types") shuffle(types);
  return queries.map((query, i) => ({
    ...query,
    signature: arm === "words" ? undefined : types[i],
    examples: arm === "types and examples" ? query.examples : undefined,
  }));
}

function shuffle(items: unknown[]): void {
  let state = 12_345;
  for (let i = items.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    const j = (state >>> 8) % (i + 1);
    [items[i], items[j]] = [items[j], items[i]];
  }
}

/** The library as somebody sees it who may not see some of it. */
function without(library: Library, excluded: ReadonlySet<string>): Library {
  if (excluded.size === 0) return library;
  return {
    size: library.size - excluded.size,
    propose: async (query) => {
      const found = await library.propose({ ...query, limit: query.limit + excluded.size });
      return found.filter(({ name }) => !excluded.has(name));
    },
    document: (name) => (excluded.has(name) ? undefined : library.document(name)),
    signatures: () => library.signatures(),
    withSignature: (signature) => library.withSignature(signature).filter((name) => !excluded.has(name)),
    passes: (name, filter) => !excluded.has(name) && library.passes(name, filter),
  };
}

function figures(ranks: readonly number[]): Pick<Row, "recallAt1" | "recallAt5" | "mrrAt10"> {
  const mean = (valueOf: (rank: number) => number): number =>
    Number((ranks.reduce((sum, rank) => sum + valueOf(rank), 0) / ranks.length).toFixed(4));
  return {
    recallAt1: mean((rank) => (rank <= 1 ? 1 : 0)),
    recallAt5: mean((rank) => (rank <= 5 ? 1 : 0)),
    mrrAt10: mean((rank) => (rank <= 10 ? 1 / rank : 0)),
  };
}
