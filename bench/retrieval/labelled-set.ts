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

/** The set with functions of other people around it, up to a number of skills in all. */
export function grown(set: LabelledSet, size: number, functions: readonly ForeignFunction[]): LabelledSet {
  const used = new Set(set.skills.map(({ name }) => name));
  const others = functions.slice(0, Math.max(0, size - set.skills.length));
  return {
    ...set,
    skills: [...set.skills, ...others.map((one) => skillOf({ ...one, name: free(one.name, used) }))],
  };
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
