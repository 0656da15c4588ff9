import { PortolanError } from "@portolan/core";

/** The lines of an authored text that say something. */
export function linesOf(text: string): string[] {
  return text.split("\n").filter((line) => line.trim() !== "");
}

/** The parts of a line between marks, trimmed; empty ones are left out. */
export function parts(line: string, mark: string): string[] {
  return line
    .split(mark)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

export function words(text: string): string[] {
  return parts(text, " ");
}

/** A whole number or a fraction above zero. */
export function numberIn(text: string | undefined, line: string): number {
  const value = Number(text);
  if (text === undefined || !(value > 0)) throw brokenLine(line, "a number above zero is missing");
  return value;
}

/** What is thrown for a tree of crafting that contradicts itself. */
export function brokenTree(what: string, value: string): PortolanError {
  return new PortolanError("suite-invalid", `The tree of crafting is not whole: ${what}.`, {
    value,
    next: "Correct its data; docs/techtree.md says what a tree must have.",
  });
}

export function brokenLine(line: string, why: string): PortolanError {
  return brokenTree(`${why} in the line "${line}"`, line);
}
