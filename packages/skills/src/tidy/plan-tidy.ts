import { findDuplicates } from "./find-duplicates.ts";
import { findFamilies } from "./find-families.ts";
import { findRetired } from "./find-retired.ts";
import { type KnownSkill, lookAt, type TidyTools } from "./tidy-library.ts";
import type { Findings, TidyKind, TidyPlan, TidyStep } from "./tidy-plan.ts";

/** What to look for; all of it where nothing is said. */
export interface TidyOptions {
  only?: TidyKind;
  /** Only what touches one of these skills. */
  names?: readonly string[];
}

const nothing: Findings = { steps: [], left: [] };

/**
 * Plans how a library gets simpler and stays as good: skills that evidence speaks against retire, of skills that do the same one
 * stays, and skills that differ in constants become calls of one. It changes nothing; `applyTidy` does.
 */
export async function planTidy(tools: TidyTools, { only, names = [] }: TidyOptions = {}): Promise<TidyPlan> {
  const all = await lookAt(tools);
  const wanted = (kind: TidyKind): boolean => only === undefined || only === kind;
  const retired = wanted("retire") ? await findRetired(all, tools) : nothing;
  const sound = without(all, retired.steps);
  const folded = wanted("duplicates") ? await findDuplicates(sound, tools) : nothing;
  const families = wanted("families") ? await findFamilies(without(sound, folded.steps), tools) : nothing;
  const touches = ({ skills }: { skills: string[] }): boolean =>
    names.length === 0 || names.some((name) => skills.includes(name));
  const steps = [retired, folded, families].flatMap((found) => found.steps).filter(touches);
  const left = [retired, folded, families].flatMap((found) => found.left).filter(touches);
  const before = all.reduce((sum, { tokens }) => sum + tokens, 0);
  const saved = steps.reduce((sum, { tokens }) => sum + tokens.before - tokens.after, 0);
  return {
    steps,
    left,
    skills: { before: all.length, after: all.length + steps.reduce((sum, step) => sum + gained(step), 0) },
    tokens: { before, after: before - saved },
  };
}

/** What is left to compare: skills that leave are no reason to keep others, and of duplicates only the one that stays is one. */
function without(skills: readonly KnownSkill[], steps: readonly TidyStep[]): KnownSkill[] {
  const gone = new Set(steps.flatMap((step) => step.skills.filter((name) => name !== step.remains)));
  return skills.filter(({ skill }) => !gone.has(skill.name));
}

function gained({ kind, skills, remains, sources }: TidyStep): number {
  if (kind === "families") return remains !== undefined && Object.hasOwn(sources, remains) ? 1 : 0;
  return kind === "duplicates" ? 1 - skills.length : -skills.length;
}
