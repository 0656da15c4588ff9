import type { Case, Skill } from "@portolan/core";
import type { ForeignFunction } from "./documented-functions.ts";

/** One question, and the names of the skills that answer it. */
export interface LabelledQuery {
  text: string;
  signature?: string;
  examples?: Case[];
  relevant: ReadonlySet<string>;
  /** Names that it may not be answered with. */
  excluded: ReadonlySet<string>;
}

/** Questions over skills. */
export interface LabelledSet {
  name: string;
  /** What a query is, and what its answer. */
  about: string;
  skills: Skill[];
  queries: LabelledQuery[];
}

/** A set that is larger than asked for by so little stays whole. */
const NEARLY = 1.1;

/** The set with so many skills in all: functions of other people around it, or some of its own and the queries for those. */
export function sized(set: LabelledSet, size: number, functions: readonly ForeignFunction[]): LabelledSet {
  if (set.skills.length > NEARLY * size) return sampled(set, size);
  const used = new Set(set.skills.map(({ name }) => name));
  const others = functions.slice(0, Math.max(0, size - set.skills.length));
  return {
    ...set,
    skills: [...set.skills, ...others.map((one) => skillOf({ ...one, name: free(one.name, used) }))],
  };
}

/** Skills by chance, each with all that it calls, so that it runs; with those there may be a few more than asked for. */
function sampled(set: LabelledSet, size: number): LabelledSet {
  const byName = new Map(set.skills.map((skill) => [skill.name, skill]));
  const chosen = new Set<Skill>();
  const add = (skill: Skill | undefined): void => {
    if (!skill || chosen.has(skill)) return;
    chosen.add(skill);
    for (const { name } of skill.uses) add(byName.get(name));
  };
  for (const skill of set.skills.toSorted((a, b) => scattered(a.name) - scattered(b.name))) {
    if (chosen.size >= size) break;
    add(skill);
  }
  const skills = [...chosen];
  const kept = new Set(skills.map(({ name }) => name));
  const queries = set.queries.flatMap((query) => {
    const relevant = new Set([...query.relevant].filter((name) => kept.has(name)));
    const excluded = new Set([...query.excluded].filter((name) => kept.has(name)));
    return relevant.size > 0 ? [{ ...query, relevant, excluded }] : [];
  });
  return { ...set, skills, queries };
}

/** FNV-1a: an order that names do not decide. */
export function scattered(text: string): number {
  let hash = 0x811c_9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x0100_0193);
  return hash >>> 0;
}

/** A skill that only a search looks at. */
export function skillOf({ name, signature, description, source }: ForeignFunction): Skill {
  return {
    name,
    signature,
    description,
    source,
    uses: [],
    tools: [],
    evals: { examples: [], cases: [] },
    digest: name,
    status: "active",
    version: 1,
    evidence: {
      task: { id: name, suite: "" },
      coder: "",
      harness: "",
      voyage: "",
      episode: 0,
      attempt: 1,
      cost: { evaluations: 0, attempts: 1 },
      shown: [],
      verdicts: [],
      checks: { examples: 0, cases: 0, lowerBound: 0 },
    },
  };
}

/** The name, or one that reads the same: marks at the end are no words. */
export function free(name: string, used: Set<string>): string {
  const unused = used.has(name) ? free(`${name}$`, used) : name;
  used.add(unused);
  return unused;
}
