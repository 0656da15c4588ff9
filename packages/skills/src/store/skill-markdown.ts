import {
  type Case,
  type Checks,
  functionNameOf,
  hadUnseenCases,
  type RunChecks,
  type Skill,
  skillSpecifier,
} from "@portolan/core";
import { type Frontmatter, frontmatterText } from "./frontmatter.ts";

const SHOWN_EXAMPLES = 2;

/** Digests of what the JSON files of a skill folder hold: its identity covers only source, signature and callees. */
export interface FileDigests {
  evals: string;
  evidence: string;
}

/** The SKILL.md of a skill: a head for programs, a body for people and for agents that know nothing of Portolan. */
export function skillMarkdown(skill: Skill, digests: FileDigests): string {
  const { name, description, metadata } = headOf(skill, digests);
  const body = skill.aliasOf === undefined ? bodyOf(skill) : aliasBody(skill, skill.aliasOf);
  return `${frontmatterText({ name, description, metadata })}\n${body}`;
}

/** What the head of a SKILL.md records of a skill. */
function headOf(skill: Skill, { evals, evidence }: FileDigests): Frontmatter {
  return {
    name: skill.name,
    description: skill.description,
    metadata: {
      ...(skill.aliasOf !== undefined && { "alias-of": skill.aliasOf }),
      ...(skill.author !== undefined && { author: skill.author }),
      ...(skill.tags && { tags: skill.tags.join(" ") }),
      digest: skill.digest,
      evals,
      evidence,
      signature: skill.signature,
      status: skill.status,
      tools: skill.tools.join(" "),
      uses: skill.uses.map(({ name, digest }) => `${name}@${digest}`).join(" "),
      version: String(skill.version),
    },
  };
}

/** Whoever meets the folder is sent on: there is one program, and what speaks for it stands there. */
function aliasBody({ name }: Skill, of: string): string {
  return `# ${name}\n\nAnother name of the skill [${of}](../${of}/SKILL.md), kept for what calls it; use that one.\n`;
}

function bodyOf(skill: Skill): string {
  const symbol = functionNameOf(skill.name);
  const examples = skill.evals.examples.slice(0, SHOWN_EXAMPLES).map((one) => exampleLine(symbol, one));
  const parts = [
    `# ${skill.name}`,
    skill.description.trim(),
    fence([`${symbol}: ${skill.signature}`, ...examples]),
    "## How to call it",
    "From a program or skill of this store:",
    fence([`import { ${symbol} } from "${skillSpecifier(skill.name)}";`]),
    "From elsewhere, import `scripts/skill.ts`; Node 24 runs it as it is.",
    "## What it uses",
    usesText(skill),
    "## Why it is trusted",
    trustText(skill),
  ];
  return `${parts.join("\n\n")}\n`;
}

function exampleLine(symbol: string, { input, output }: Case): string {
  return `${symbol}(${input.map((value) => JSON.stringify(value)).join(", ")}); // ${JSON.stringify(output)}`;
}

function usesText({ uses, tools }: Skill): string {
  const lines = [
    ...uses.map(
      ({ name, digest }) => `- the skill [${name}](../${name}/SKILL.md), version \`${digest.slice(0, 12)}\``,
    ),
    ...tools.map((tool) => `- the tools \`#tools/${tool}\``),
  ];
  return lines.length === 0 ? "Nothing: no other skill, no tool." : lines.join("\n");
}

function trustText({ evidence, evals }: Skill): string {
  if (evidence.checks.runs)
    return `${worldText(evidence.checks, evidence.checks.runs)}\n${originText(evidence, evals)}`;
  const { examples, cases, lowerBound } = evidence.checks;
  const right = `It answered ${counted(examples, "visible example")} and ${counted(cases, "case")}`;
  const bound = `a reliability of at least ${lowerBound.toFixed(3)} (95 % lower bound)`;
  const unseen = cases === 0 || hadUnseenCases(evidence);
  const support =
    cases === 0
      ? "No hidden case supports a bound on its reliability."
      : `The hidden cases support ${bound}.`;
  return [
    unseen
      ? `${right} that its coder never saw. ${support}`
      : `${right} that whoever wrote it may have seen. Hidden ones would support ${bound}.`,
    originText(evidence, evals),
  ].join("\n");
}

function worldText({ lowerBound }: Checks, { right, of }: RunChecks): string {
  return `It reached its goal in ${right} of ${counted(of, "fresh world")}: in at least ${lowerBound.toFixed(3)} of such (95 % lower bound).`;
}

function originText({ task, coder }: Skill["evidence"], { examples, cases }: Skill["evals"]): string {
  return [
    `Learned from the task \`${task.id}\` of the suite \`${task.suite}\` by the coder \`${coder}\`.`,
    `The verdicts are in \`references/evidence.json\`; ${counted(examples.length + cases.length, "case")} to judge it again in \`evals/cases.json\`.`,
  ].join("\n");
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

function fence(lines: string[]): string {
  return ["```ts", ...lines, "```"].join("\n");
}
