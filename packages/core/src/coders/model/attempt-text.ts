import { plainOwnDetail } from "../../agent/attribution.ts";
import { nearestNames } from "../../errors/nearest-names.ts";
import { skillSpecifier } from "../../program/program.ts";
import type { Diagnostic } from "../../sandbox/sandbox.ts";
import type { PastAttempt, WriteRequest } from "../coder.ts";
import { clippedBlock } from "./fit-prompt.ts";

const MOST_OFFERED = 8;
const MOST_LINE = 1_000;

/** What may be imported, by specifier. */
export type Listed = Pick<WriteRequest, "skills" | "tools">;

/** An earlier attempt as a coder reads it: the program, and all that was said of it. */
export function attemptText(attempt: PastAttempt, listed: Listed, characters: number): string {
  const { program, feedback, diagnostics = [], stoppedBy, attribution } = attempt;
  const complaints = diagnostics.map((diagnostic) => complaintText(diagnostic, listed));
  // The evaluator's list of complaints says less than they do.
  const isSaidBelow = stoppedBy?.evaluator === "type-check" && complaints.length > 0;
  const told = isSaidBelow ? [feedback[0]?.split("\n")[0] ?? "", ...feedback.slice(1)] : feedback;
  // Whoever asks may have told it already.
  const detail = attribution && attribution.detail !== plainOwnDetail ? [attribution.detail] : [];
  const lines = [...told, ...detail, ...complaints].flatMap((text) => text.split("\n"));
  const said = [...new Set(lines.map(shortened))].join("\n");
  const source = program?.source.trimEnd();
  return [
    ...(source === undefined
      ? []
      : [`Attempt ${attempt.attempt} was:`, clippedBlock(source, characters, "ts")]),
    `It was said of attempt ${attempt.attempt}:`,
    clippedBlock(said, characters / 2),
  ].join("\n\n");
}

/** A line begins with what was asked and ends with what came of it: of a long one the middle is left out. */
function shortened(line: string): string {
  if (line.length <= MOST_LINE) return line;
  const half = MOST_LINE / 2 - 20;
  return `${line.slice(0, half)}… (${line.length - 2 * half} characters are left out) …${line.slice(-half)}`;
}

function complaintText(diagnostic: Diagnostic, listed: Listed): string {
  const { line, column, message, sourceLine } = diagnostic;
  const available = diagnostic.available ?? modulesInstead(message, listed);
  const there =
    available === undefined
      ? []
      : [`  there is${available.length > 0 ? `: ${available.join(", ")}` : " nothing to import"}`];
  return [`line ${line}, column ${column}: ${message}`, `  ${sourceLine.trim()}`, ...there].join("\n");
}

/** The check knows only those modules that a program names; what else was listed, whoever asks knows. */
function modulesInstead(message: string, { skills, tools = {} }: Listed): string[] | undefined {
  const missing = /^There is no module "([^"]*)"/.exec(message)?.[1];
  if (missing === undefined) return undefined;
  const all = [...skills.map(({ skill }) => skillSpecifier(skill.name)), ...Object.keys(tools)];
  const near = nearestNames(nameIn(missing).slice(0, 80), all.map(nameIn));
  const alike = near.flatMap((name) => all.filter((specifier) => nameIn(specifier) === name));
  return [...new Set([...alike, ...all])].slice(0, MOST_OFFERED);
}

/** What specifiers have in common, as `#skills/`, makes none of them likelier. */
function nameIn(specifier: string): string {
  return specifier.slice(specifier.lastIndexOf("/") + 1);
}
