import {
  functionNameOf,
  linkSkill,
  type LinkedProgram,
  type Sandbox,
  type Skill,
  type SkillReader,
  type SkillStore,
  type SyntaxTree,
  type SyntaxTrees,
  typesOf,
} from "@portolan/core";
import { normalForm } from "./normal-form.ts";
import { type Term, tokenCount } from "./term.ts";

/** What tidying needs: it reads the store, and has programs parsed and run where they can do no harm. */
export interface TidyTools {
  store: SkillReader & Pick<SkillStore, "list">;
  sandbox: Sandbox & SyntaxTrees;
  signal?: AbortSignal;
}

/** A skill with all that is compared. */
export interface KnownSkill {
  skill: Skill;
  /** Absent when something it calls is missing, broken or not active. */
  program?: LinkedProgram;
  tree?: SyntaxTree;
  /** Absent where the normal form does not cover it. */
  term?: Term;
  /** The words and marks of its source. */
  tokens: number;
  /** With those of all that it calls. */
  closureTokens: number;
  /** True when neither it nor what it calls uses tools. */
  pure: boolean;
  /** Types of its parameters and its result; undefined when its signature is of no form that can be compared. */
  types?: string;
}

/** Looks at every active skill, in order of name. */
export async function lookAt({ store, sandbox, signal }: TidyTools): Promise<KnownSkill[]> {
  const skills = (await store.list()).filter(({ aliasOf }) => aliasOf === undefined);
  const trees = await sandbox.parse(
    skills.map(({ source }) => source),
    { signal },
  );
  const tokens = skills.map(({ source }, i) => tokensOf(source, trees[i]));
  const known = new Map(skills.map((skill, i) => [skill.name, { skill, tokens: tokens[i] as number }]));
  return Promise.all(
    skills.map(async (skill, i): Promise<KnownSkill> => {
      const tree = trees[i];
      const called = closureOf(skill.name, known);
      return {
        skill,
        program: await linkSkill(skill, store),
        tree,
        term: tree && normalForm(tree, functionNameOf(skill.name)),
        tokens: tokens[i] as number,
        closureTokens: called.reduce((sum, one) => sum + one.tokens, 0),
        pure: called.every((one) => one.skill.tools.length === 0),
        types: typesIfAny(skill.signature),
      };
    }),
  );
}

/** The words and marks of a source; of one without a tree, an estimate that is the same everywhere. */
export function tokensOf(source: string, tree: SyntaxTree | undefined): number {
  return tree ? tokenCount(tree.root) : (source.match(/\w+|[^\s\w]/g) ?? []).length;
}

type Sized = Pick<KnownSkill, "skill" | "tokens">;

/** A skill and all that it calls, each once. */
function closureOf(name: string, known: ReadonlyMap<string, Sized>): Sized[] {
  const reached = new Set([name]);
  // A set also yields what is added while one goes through it.
  for (const one of reached) for (const callee of known.get(one)?.skill.uses ?? []) reached.add(callee.name);
  return [...reached].flatMap((one) => known.get(one) ?? []);
}

function typesIfAny(signature: string): string | undefined {
  try {
    return typesOf(signature);
  } catch {
    return undefined;
  }
}
