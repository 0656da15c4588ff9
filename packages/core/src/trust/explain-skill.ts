import { creditOf, creditRule } from "../credit/credit-rule.ts";
import { creditText, useText } from "../credit/credit-text.ts";
import { emptyTally, type Tally } from "../credit/ledger.ts";
import { hadUnseenCases } from "../evaluators/gate-cases.ts";
import { lowerBound } from "../gate/checks.ts";
import type { Skill } from "../skills/skill.ts";
import type { HistoryEntry } from "../skills/skill-history.ts";
import { plainVerdict } from "./plain-verdict.ts";
import { reliabilityOf } from "./reliability-text.ts";

/** Why a skill is trusted, in plain words. */
export interface Explanation {
  /** Where it stands, with the number that its evidence supports. */
  summary: string;
  /** What speaks for it. */
  because: string[];
  /** What nobody looked at, and how far the number reaches. */
  unknown: string[];
  /** What would take it out of the library, or make it another skill. */
  fallsIf: string[];
}

/**
 * Explains a skill by its own evidence and its use; nothing is run. The history, oldest first, says why one is no longer active, the
 * tally what became of it since its admission.
 */
export function explainSkill(
  skill: Skill,
  history: readonly HistoryEntry[] = [],
  tally: Tally = emptyTally(),
): Explanation {
  const { standing } = creditOf(tally);
  const said = skill.evidence.verdicts.map(plainVerdict);
  const texts = (speaksFor: boolean): string[] =>
    said.filter((one) => one.speaksFor === speaksFor).map(({ text }) => text);
  return {
    summary: `${summaryOf(skill, history)}${standing === "harmful" ? ` Its trials speak against it: ${creditText(tally)}.` : ""}`,
    because: [
      originOf(skill),
      ...texts(true),
      ...(tally.uses > 0 && standing !== "harmful" ? [`In use: ${useText(tally)}.`] : []),
      ...(standing === "helpful" ? [`Tried with it and without it: ${creditText(tally)}.`] : []),
    ],
    unknown: [
      ...texts(false),
      ...limitsOf(skill),
      ...(standing === "undecided" ? [`Whether agents do better with it: ${creditText(tally)}.`] : []),
    ],
    fallsIf: fallsIf(skill),
  };
}

function summaryOf(
  { name, status, version, evidence, aliasOf }: Skill,
  history: readonly HistoryEntry[],
): string {
  const next = history.find((entry) => entry.version > version);
  if (next)
    return `${name}, version ${version}, was replaced by version ${next.version} because: ${next.reason}. It was ${reliabilityOf(evidence)}.`;
  const alias = aliasOf === undefined ? "" : `, another name of ${aliasOf}`;
  const head = `${name} is ${status}, version ${version}${alias}: ${reliabilityOf(evidence)}.`;
  const reason = history.at(-1)?.reason;
  return status === "active" || reason === undefined ? head : `${head} It is ${status} because: ${reason}.`;
}

function originOf({ evidence: { coder, task, shown, origin, attempt } }: Skill): string {
  if (origin) return `It came from ${origin.from}, and was judged again here.`;
  const seen = shown.length > 0 ? ` with ${shown.length} skills in view` : "";
  const tries = attempt > 1 ? `, at attempt ${attempt}` : "";
  return `${coder} wrote it for the task ${task.id}${seen}${tries}.`;
}

function limitsOf({ evidence }: Skill): string[] {
  const { cases, candidates = 1, runs, lowerBound: bound } = evidence.checks;
  const found: string[] = [];
  if (bound === 0) {
    found.push("How often it is right on inputs that nobody looked at: no hidden case was asked.");
  } else {
    found.push(
      runs
        ? "Worlds unlike those that it was judged in: the number is for worlds of fresh seeds."
        : "Inputs unlike its cases: the number is for inputs drawn as they were.",
    );
  }
  if (cases > 0 && !runs && !hadUnseenCases(evidence)) {
    found.push("Whether whoever wrote it had seen its cases; then the number says less.");
  }
  if (candidates > 1) {
    found.push(
      `It was the ${candidates}. program of its episode that the hidden checks were asked about; the number is lower for that.`,
    );
  }
  if (!runs && bound < 0.9) {
    found.push(
      `${casesFor(0.9, candidates)} hidden cases without a mistake would support 90 %, it has ${cases}.`,
    );
  }
  return found;
}

function casesFor(share: number, candidates: number): number {
  let cases = 1;
  while (lowerBound(cases, candidates) < share) cases++;
  return cases;
}

function fallsIf({ name, uses, tools, evidence: { shown, checks } }: Skill): string[] {
  const callees = uses.map((one) => one.name).join(", ");
  const its = checks.runs ? "its goal too seldom" : "one of its cases";
  return [
    `Asked again (\`portolan verify ${name}\`), it misses ${its}, or an evaluator that passed it no longer does.`,
    "A program that calls it fails, and it then misses its own cases twice: it goes into quarantine with all that call it.",
    `Of ${creditRule.minimumTrials} tasks or more that were tried with it and without it, it loses more than it wins, at an e-value of ${1 / creditRule.wrongDemotions}: \`portolan tidy\` retires it.`,
    ...(uses.length > 0
      ? [
          `A skill that it calls (${callees}) is revoked, quarantined or deprecated: it leaves the library with it. If one changes, it is judged again with the new version.`,
        ]
      : []),
    ...(tools.length > 0 ? [`Its tools (${tools.join(", ")}) answer otherwise than they did.`] : []),
    `Somebody revokes it (\`portolan revoke ${name}\`)${shown.length > 0 ? `, perhaps because one of the ${shown.length} skills that its coder was shown turned out wrong` : ""}.`,
    "Its files are changed by hand: their digests no longer fit.",
  ];
}
