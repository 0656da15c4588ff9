import type { CommanderError } from "commander";
import { PortolanError } from "@portolan/core";

/** What commander says of a wrong command line, as an error of ours. */
export function usageError(error: CommanderError): PortolanError {
  const text = error.message.replace(/^error: /, "");
  const nearest = /\(Did you mean (?:one of )?(.+?)\?\)/.exec(text)?.[1];
  const [said] = text.split("\n") as [string];
  const extra = /^too many arguments.*: (.+)\.$/.exec(said)?.[1];
  const value = extra ?? /'(.+?)'/.exec(said)?.[1];
  const message = `${said.charAt(0).toUpperCase()}${said.slice(1).replace(/\.$/, "")}.`;
  const next = nearest
    ? `Did you mean ${nearest}? \`portolan --help\` lists the commands.`
    : "Add --help to the command to see what it takes.";
  return new PortolanError("usage", message, { value, next });
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
