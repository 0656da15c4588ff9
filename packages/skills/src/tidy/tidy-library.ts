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
  store: SkillReader & Pick<SkillStore, "list" | "uses">;
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
  /** Its name, and those of all that it calls, directly or through others. */
  closure: ReadonlySet<string>;
  /** The words and marks of all those. */
  closureTokens: number;
  /** True when neither it nor what it calls uses tools. */
  pure: boolean;
  /** Types of its parameters and its result; undefined when its signature is of no form that can be compared. */
  types?: string;
}

/** Looks at every active skill, in order of name; aliases are what they stand for, and left out. */
export async function lookAt({ store, sandbox, signal }: TidyTools): Promise<KnownSkill[]> {
  const skills = await store.list({ aliases: true });
  const sources = skills.map(({ source }) => source);
  const trees = await sandbox.parse(sources, { signal });
  const sized = new Map(
    skills.map((skill, i) => [skill.name, { skill, tokens: tokensOf(skill.source, trees[i]) }]),
  );
  const looks = skills.map(async (skill, i): Promise<KnownSkill> => {
    const tree = trees[i];
    const closure = closureOf(skill.name, sized);
    const reached = [...closure].flatMap((name) => sized.get(name) ?? []);
    return {
      skill,
      program: await linkSkill(skill, store),
      tree,
      term: tree && normalForm(tree, functionNameOf(skill.name)),
      tokens: sized.get(skill.name)?.tokens ?? 0,
      closure,
      closureTokens: reached.reduce((sum, { tokens }) => sum + tokens, 0),
      pure: reached.every((one) => one.skill.tools.length === 0),
      types: typesIfAny(skill.signature),
    };
  });
  return (await Promise.all(looks)).filter(({ skill }) => skill.aliasOf === undefined);
}

/** The words and marks of a source; of one without a tree, an estimate that is the same everywhere. */
export function tokensOf(source: string, tree: SyntaxTree | undefined): number {
  return tree ? tokenCount(tree.root) : (source.match(/\w+|[^\s\w]/g) ?? []).length;
}

/** The names of a skill and of all that it calls. */
function closureOf(name: string, skills: ReadonlyMap<string, Pick<KnownSkill, "skill">>): Set<string> {
  const reached = new Set([name]);
  // A set also yields what is added while one goes through it.
  for (const one of reached) for (const callee of skills.get(one)?.skill.uses ?? []) reached.add(callee.name);
  return reached;
}

function typesIfAny(signature: string): string | undefined {
  try {
    return typesOf(signature);
  } catch {
    return undefined;
  }
}
