import type { Command, CommanderError } from "commander";
import { nearestNames, PortolanError } from "@portolan/core";

/**
 * What commander says of a wrong command line, as an error of ours.
 * @param program the parser that said it, with its commands
 * @param commandLine what it was given
 */
export function usageError(
  error: CommanderError,
  program: Command,
  commandLine: readonly string[],
): PortolanError {
  const text = error.message.replace(/^error: /, "");
  const nearest = /\(Did you mean (?:one of )?(.+?)\?\)/.exec(text)?.[1];
  const [said] = text.split("\n") as [string];
  const extra = /^too many arguments.*: (.+)\.$/.exec(said)?.[1];
  const value = extra ?? /'(.+?)'/.exec(said)?.[1];
  const group = program.commands.find((command) => command.name() === commandLine[0]);
  if (group && group.commands.length > 0 && isName(value) && commandLine[1] === value)
    return unknownInGroup(group, value);
  const message = `${said.charAt(0).toUpperCase()}${said.slice(1).replace(/\.$/, "")}.`;
  const next = nearest
    ? `Did you mean ${nearest}? \`portolan --help\` lists the commands.`
    : "Add --help to the command to see what it takes.";
  return new PortolanError("usage", message, { value, next });
}

function isName(text: string | undefined): text is string {
  return text !== undefined && !text.startsWith("-");
}

/** Of a group with a command of its own, commander would take the name for an argument of that. */
function unknownInGroup(group: Command, value: string): PortolanError {
  const names = group.commands.map((command) => command.name());
  const [nearest] = nearestNames(value, names, 0.3);
  const guess = nearest === undefined ? "" : `Did you mean ${nearest}? `;
  const there = `\`portolan ${group.name()}\` has ${names.length > 1 ? `${names.slice(0, -1).join(", ")} and ` : ""}${names.at(-1)}.`;
  return wrongUsage(`Unknown command '${group.name()} ${value}'.`, value, `${guess}${there}`);
}

/** An error about how a command was called. */
export function wrongUsage(message: string, value: unknown, next: string): PortolanError {
  return new PortolanError("usage", message, { value, next });
}

/**
 * Reads an option that is a whole number above 0.
 * @throws PortolanError `usage`
 */
export function wholeNumber(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw wrongUsage(`${flag} takes a whole number above 0.`, text, `Give a number, such as ${flag} 10.`);
}
