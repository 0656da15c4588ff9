import { type Agreement, agreements, type Subject, weakness } from "./behaviour.ts";
import { foldStep } from "./fold-step.ts";
import { mergedEvals } from "./merged-evals.ts";
import { termKey } from "./term.ts";
import type { Findings, LeftAlone, TidyStep } from "./tidy-plan.ts";
import type { KnownSkill, TidyTools } from "./tidy-library.ts";

/** Skills that are the same by their structure, the one that would stay first. */
type Class = [KnownSkill, ...KnownSkill[]];
type Runnable = KnownSkill & Subject & { same: Class };

/**
 * Finds skills that do the same: by the normal form of their programs, and pure ones by what they return on all their cases
 * and on generated inputs. One stays, the others become other names of it.
 */
export async function findDuplicates(skills: readonly KnownSkill[], tools: TidyTools): Promise<Findings> {
  const steps: TidyStep[] = [];
  const left: LeftAlone[] = [];
  const fold = (members: readonly KnownSkill[], agreement?: Agreement<Subject>): void => {
    if (members.length < 2) return;
    const ordered = members.toSorted(simplestFirst);
    const evals = mergedEvals(ordered.map(({ skill }) => skill.evals));
    if (evals) steps.push(foldStep(ordered, evals, agreement));
    else leave(members, "their cases want different answers to the same input");
  };
  const leave = (members: readonly KnownSkill[], reason: string): void => {
    left.push({ kind: "duplicates", skills: members.map(({ skill }) => skill.name), reason });
  };
  const classes = [...Map.groupBy(skills, structureOf).values()].map(
    (members) => members.toSorted(simplestFirst) as Class,
  );
  const byTypes = Map.groupBy(classes.flatMap(runnable), ({ types }) => types);
  const folded = new Set<Class>();
  for (const members of byTypes.values()) {
    for (const agreement of await agreements(members, tools.sandbox, tools.signal)) {
      const same = agreement.members.map((member) => member.same);
      const weak = weakness(agreement);
      if (weak !== undefined) {
        leave(agreement.members, weak);
        continue;
      }
      for (const one of same) folded.add(one);
      fold(same.flat(), agreement);
    }
  }
  for (const one of classes) if (!folded.has(one)) fold(one);
  return { steps, left };
}

/** What skills share that are the same but for names; of one without a normal form, its own name. */
function structureOf({ skill, term, types }: KnownSkill): string {
  return term && types !== undefined ? `${types} ${skill.tools.join(" ")} ${termKey(term)}` : skill.name;
}

/** The first of a class, if it can be run; the others do what it does. */
function runnable(same: Class): Runnable[] {
  const [known] = same;
  const { pure, program, types } = known;
  return pure && program && types !== undefined ? [{ ...known, program, same }] : [];
}

/** Simpler with all it calls, then better proven, then by name. What calls another one is never simpler than that. */
function simplestFirst(a: KnownSkill, b: KnownSkill): number {
  return (
    a.closureTokens - b.closureTokens ||
    b.skill.evals.cases.length - a.skill.evals.cases.length ||
    (a.skill.name < b.skill.name ? -1 : 1)
  );
}
