import { type Json, PortolanError } from "@portolan/core";
import { wrongUsage } from "../command-line/usage-error.ts";
import { parseJson } from "./parse-json.ts";

/**
 * The arguments of a call: each positional one as JSON, or all of them in the JSON array of `--input`.
 * @throws PortolanError `usage`
 */
export function parseArguments(positional: readonly string[], input: string | undefined): Json[] {
  if (input === undefined) return positional.map(parseOne);
  if (positional.length > 0) {
    throw wrongUsage("The arguments are given twice.", input, "Give them one by one, or with --input.");
  }
  const value = parseOne(input);
  if (Array.isArray(value)) return value;
  throw wrongUsage(
    "--input is not a JSON array of arguments.",
    input,
    "Put the arguments in an array, such as --input '[[1,2,3], 2]'.",
  );
}

function parseOne(text: string): Json {
  try {
    return parseJson(text);
  } catch (cause) {
    if (cause instanceof PortolanError) throw cause;
    throw wrongUsage(
      `An argument is not JSON (${(cause as Error).message}).`,
      text,
      `Write arguments as JSON and quote them for the shell: '[1,2]', 5, '"text"'.`,
    );
  }
}
