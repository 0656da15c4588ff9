import { creditText, hadUnseenCases, reliabilityOf, type Skill, type Tally, useText } from "@portolan/core";
import { highlight } from "../output/highlight.ts";
import { count } from "../output/numbers.ts";
import { pad } from "../output/text-width.ts";
import type { TerminalStream } from "../terminal/terminal.ts";

const labelWidth = 13;

/** What a skill's own folder does not say. */
export interface SkillStanding {
  /** `active`, or what became of it. */
  standing: string;
  /** Names of those that call it. */
  usedBy: string[];
  tally: Tally;
}

/** Everything about a skill, for people. */
export function skillLines(
  skill: Skill,
  { standing, usedBy, tally }: SkillStanding,
  stream: TerminalStream,
): string[] {
  const { evidence } = skill;
  const row = (label: string, text: string): string =>
    `${stream.style("dim", pad(label, labelWidth))}${text}`;
  return [
    `${stream.style("bold", skill.name)}  ${skill.signature}`,
    skill.description,
    "",
    ...highlight(skill.source.trimEnd(), stream)
      .split("\n")
      .map((line) => `  ${line}`.trimEnd()),
    "",
    row("status", `version ${skill.version}, ${standing}`),
    row(
      "uses",
      names([...skill.uses.map(({ name }) => name), ...skill.tools.map((tool) => `#tools/${tool}`)]),
    ),
    row("used by", names(usedBy)),
    row("checked on", checkedOn(skill)),
    row("lower bound", reliabilityOf(evidence)),
    row("in use", useText(tally)),
    row("credit", creditText(tally)),
    row(
      "passed",
      names(evidence.verdicts.filter(({ status }) => status === "passed").map(({ evaluator }) => evaluator)),
    ),
    row(
      "learned for",
      `${evidence.task.id}, attempt ${evidence.attempt}, ${count(evidence.cost.evaluations, "evaluation")}`,
    ),
    row("by", evidence.coder),
    row("voyage", `${evidence.voyage}, episode ${evidence.episode}`),
    row("digest", skill.digest),
  ];
}

function checkedOn({ evidence }: Skill): string {
  const { examples, cases, runs } = evidence.checks;
  if (runs) return `${count(runs.of, "fresh world")}, of which it reached its goal in ${runs.right}`;
  const seen = hadUnseenCases(evidence) ? "its coder never saw" : "whoever wrote it may have seen";
  return `${count(examples, "visible example")} and ${count(cases, "case")}${cases > 0 ? ` that ${seen}` : ""}`;
}

function names(list: string[]): string {
  return list.length > 0 ? list.join(", ") : "nothing";
}
