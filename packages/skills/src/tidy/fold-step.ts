import type { Candidate, Json } from "@portolan/core";
import type { Agreement, Subject } from "./behaviour.ts";
import { requireActive } from "./require-active.ts";
import type { TidyStep } from "./tidy-plan.ts";
import type { KnownSkill } from "./tidy-library.ts";

/** The words and marks of `export { newName as oldName } from "#skills/new-name";`. */
const aliasTokens = 9;

/**
 * Makes all but the first of these skills other names of it. Their cases stay with their names, and the first one must answer
 * them, now and whenever they are verified.
 */
export function foldStep(
  members: readonly KnownSkill[],
  evals: Candidate["evals"],
  agreement: Agreement<Subject> | undefined,
): TidyStep {
  const [stays, ...others] = members as [KnownSkill, ...KnownSkill[]];
  const names = others.map(({ skill }) => skill.name);
  const { name } = stays.skill;
  const before = members.reduce((sum, { tokens }) => sum + tokens, 0);
  return {
    kind: "duplicates",
    title: `fold ${names.join(", ")} into ${name}`,
    skills: members.map(({ skill }) => skill.name).toSorted(),
    remains: name,
    reasons: [why(agreement), whyItStays(stays, others)],
    evidence: { ...evidenceOf(agreement), cases: evals.cases.length, examples: evals.examples.length },
    tokens: { before, after: stays.tokens + aliasTokens * others.length },
    sources: {},
    async changes(reader) {
      await requireActive(reader, name);
      return names.map((alias) => ({ kind: "alias" as const, name: alias, of: name }));
    },
  };
}

function why(agreement: Agreement<Subject> | undefined): string {
  if (!agreement) return "Their programs are the same but for names.";
  const { inputs, generated, results } = agreement;
  return `They agree on ${inputs} inputs, ${generated} of them generated, with ${results} different results.`;
}

function whyItStays({ skill, closureTokens }: KnownSkill, others: readonly KnownSkill[]): string {
  const rest = others.map((other) => other.closureTokens);
  if (rest.every((tokens) => tokens > closureTokens))
    return `${skill.name} stays: ${closureTokens} words and marks with all it calls, against ${rest.join(", ")}.`;
  const cases = skill.evals.cases.length;
  return others.every((other) => other.skill.evals.cases.length < cases)
    ? `${skill.name} stays: as simple, and proven on more cases.`
    : `${skill.name} stays: as simple and as well proven, and first by name.`;
}

function evidenceOf(agreement: Agreement<Subject> | undefined): { [key: string]: Json } {
  if (!agreement) return { structure: "equal" };
  const { inputs, generated, results } = agreement;
  return { inputs, generated, results };
}
