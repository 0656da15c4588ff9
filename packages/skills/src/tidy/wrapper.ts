import {
  type Candidate,
  candidateOf,
  functionNameOf,
  type Skill,
  type SkillRef,
  type SyntaxTree,
} from "@portolan/core";
import { exportedFunction } from "./exported-function.ts";
import type { FamilyParameter } from "./family-name.ts";
import { wrapperSource } from "./family-sources.ts";

/**
 * A member of a family as a call of the general skill, with its cases.
 * @param place of the member in the family
 */
export function wrapperOf(
  { skill, tree }: { skill: Skill; tree?: SyntaxTree },
  general: SkillRef,
  parameters: readonly FamilyParameter[],
  place: number,
): Candidate {
  const async = (tree && exportedFunction(tree.root, functionNameOf(skill.name))?.async) ?? false;
  const values = parameters.map((one) => one.values[place] ?? null);
  const source = wrapperSource({ ...skill, async }, general, values);
  const { name, digest } = general;
  return { ...candidateOf(skill), source, uses: [{ name, digest }] };
}
