import {
  borrowedStore,
  digestOf,
  type Match,
  type Skill,
  type SkillQuery,
  type SkillStore,
} from "@portolan/core";
import type { Arm } from "./arm.ts";

/** What decides how an arm sees a library while it is at a task. */
export interface Sight {
  /** Seed of the cell: where something is drawn by lot, it is that one's. */
  seed: number;
  /** Names of skills that are as good as absent. */
  hidden?: ReadonlySet<string>;
  /** For an oracle: what the program of a first pass called; `undefined` where that pass found none. */
  called?: readonly string[];
}

/** A library as an arm sees it. */
export function libraryView(
  { library, search }: Pick<Arm, "library" | "search">,
  store: SkillStore,
  sight: Sight,
): SkillStore {
  const isOpen = library === "own" && !sight.hidden?.size;
  const seen = isOpen ? store : borrowedStore(store, sight.hidden);
  if (search === "ranked") return seen;
  // By way of the port alone: an agent that finds the store itself behind it would search past this.
  return {
    ...borrowedStore(seen),
    search: searches[search](seen, sight),
    admit: (...given) => seen.admit(...given),
    quarantine: (...given) => seen.quarantine(...given),
    propose: (...given) => seen.propose(...given),
    settle: (...given) => seen.settle(...given),
    recordUses: (...given) => seen.recordUses(...given),
    transition: (...given) => seen.transition(...given),
    change: (...given) => seen.change(...given),
    revert: (...given) => seen.revert(...given),
  };
}

type Search = SkillStore["search"];

const searches: Readonly<
  Record<"random" | "shuffled" | "oracle", (store: SkillStore, sight: Sight) => Search>
> = {
  /** As many skills as a search may give, by lot: the same ones for the same query and library. */
  random:
    (store, { seed }) =>
    async ({ limit = 10, filter, ...query }: SkillQuery) => {
      const text = { text: query.text, signature: query.signature ?? "" };
      const drawn = byLot(await store.list(filter), { seed, ...text }).slice(0, limit);
      return drawn.map((skill): Match => ({ skill, score: 0, reasons: ["drawn by lot"] }));
    },
  /** In place of each skill that is found another one, under the description of the first; its name and types are its own. */
  shuffled:
    (store, { seed }) =>
    async (query) => {
      const order = byLot(await store.list(query.filter), { seed });
      const next = new Map(order.map(({ name }, i) => [name, order[(i + 1) % order.length] as Skill]));
      return (await store.search(query)).map((match) => {
        const { name, description } = match.skill;
        const other = next.get(name) ?? match.skill;
        return { ...match, skill: { ...other, description }, reasons: [`in place of ${name}`] };
      });
    },
  /** What the program of the first pass called; where that found none, what a search finds. */
  oracle:
    (store, { called }) =>
    async (query) => {
      if (!called) return store.search(query);
      const skills = await Promise.all(called.map((name) => store.get(name)));
      const found = skills.filter((skill) => skill?.status === "active");
      return found.map((skill): Match => ({
        skill: skill as Skill,
        score: 1,
        reasons: ["a first pass called it"],
      }));
    },
};

function byLot(skills: readonly Skill[], by: Record<string, string | number>): Skill[] {
  const keys = new Map(skills.map(({ name }) => [name, digestOf({ ...by, name })]));
  const keyOf = ({ name }: Skill): string => keys.get(name) as string;
  return skills.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}
