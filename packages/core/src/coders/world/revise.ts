import type { Outcome } from "../../sandbox/outcome.ts";
import { amountFor } from "./amount.ts";
import type { Answer } from "./answers.ts";
import { keyOf, type Knowledge } from "./knowledge.ts";
import { type Plan, skillsIn, type Step } from "./plan.ts";

/** What a failure of a plan said. */
export interface Revision {
  /** Whether the next plan may be another one. */
  isNew: boolean;
  /** Things that were missing while a skill worked. */
  skillNeeds: { skill: string; thing: string }[];
}

/**
 * Draws the conclusion from a plan that did not reach its goal: what was missing is needed, or needed in larger numbers, or not
 * to be had in the way that was assumed.
 */
export function revise(
  knowledge: Knowledge,
  plan: Plan,
  outcome: Outcome,
  answers: readonly Answer[],
): Revision {
  // Cut off by a limit: where it stood then says nothing of what it does.
  if (outcome.kind !== "value" && outcome.kind !== "error") return { isNew: true, skillNeeds: [] };
  const last = answers.findLast(({ kind }) => kind !== "done");
  if (outcome.kind === "value" || !last) {
    // It did all that it was meant to, and that is not what was wanted.
    const isMaker = outcome.kind === "value" && !plan.act.parts;
    if (isMaker) knowledge.refute(`maker ${keyOf(plan.act)}`);
    return { isNew: isMaker, skillNeeds: [] };
  }
  if (last.kind === "again") return { isNew: false, skillNeeds: [] };
  if (last.by.startsWith("#skills/")) return inSkill(plan, last);
  if (last.kind === "refused") return { isNew: refused(knowledge, plan, last, outcome), skillNeeds: [] };
  const isNew = last.missing.map((thing) => missed(knowledge, plan, last, thing));
  return { isNew: isNew.some((one) => one), skillNeeds: [] };
}

/** A skill does without what its own worlds had: whoever calls it has to see to that. */
function inSkill({ steps }: Plan, { missing }: Answer): Revision {
  const skills = steps.flatMap(skillsIn);
  const skillNeeds = skills.flatMap(({ name }) => missing.map((thing) => ({ skill: name, thing })));
  return { isNew: false, skillNeeds };
}

/** A tool that does not do this was called for nothing. */
function refused(knowledge: Knowledge, plan: Plan, { tool, thing }: Answer, outcome: Outcome): boolean {
  // A tool that makes things and made this one before is barred for the moment: there may be no room for more.
  if (tool.countField !== undefined && knowledge.hasDone({ tool, thing })) return false;
  if (tool === plan.act.tool && thing === plan.act.thing) {
    knowledge.refute(`maker ${keyOf(plan.act)}`);
    return true;
  }
  // Where it is known by now what shows that the call is needless, the next plan leaves it out.
  const isKnown = knowledge.guardOf(thing) !== undefined || knowledge.learnNeedless({ tool, thing }, outcome);
  if (isKnown && !isGuarded(plan.steps, thing)) return true;
  const wrong = plan.assumptions.filter(
    (one) => one.thing === thing && (one.hypothesis.stage ?? wayOf(one)) === tool,
  );
  for (const { act, hypothesis } of wrong) knowledge.refute(`${keyOf(act)} ${thing} ${hypothesis.key}`);
  return wrong.length > 0;
}

function wayOf({ hypothesis: { have } }: Plan["assumptions"][number]): unknown {
  return have?.kind === "tool" ? have.tool : undefined;
}

function isGuarded(steps: readonly Step[], thing: string): boolean {
  return steps.some(
    (step) => step.kind === "unless" && (step.thing === thing || isGuarded(step.steps, thing)),
  );
}

function missed(knowledge: Knowledge, plan: Plan, answer: Answer, thing: string): boolean {
  const { tool, count, counts } = answer;
  const act = { tool, thing: answer.thing };
  const assumed = plan.assumptions.find((one) => keyOf(one.act) === keyOf(act) && one.thing === thing);
  // It was not known that this is needed.
  if (!assumed) return true;
  const { hypothesis, isExact } = assumed;
  const need = knowledge.needsOf(act).find((one) => one.thing === thing);
  const provided = need ? amountFor(need.amount, count) : 1;
  const isAllMissing = (counts[thing] ?? provided) >= provided;
  if (!hypothesis.stage && !isAllMissing && !isExact) {
    knowledge.raise(act, thing, count, provided + (counts[thing] ?? 1));
    return true;
  }
  // Some of it was there: another call used it up, and the order of calls is what is wrong.
  if (!isAllMissing) return false;
  knowledge.refute(`${keyOf(act)} ${thing} ${hypothesis.key}`);
  return true;
}
