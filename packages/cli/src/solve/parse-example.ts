import { type Case, type Json, PortolanError } from "@portolan/core";
import { wrongUsage } from "../command-line/usage-error.ts";
import { parseJson } from "../programs/parse-json.ts";

/**
 * Reads an example as the command line gives it: arguments as in a call, `=>`, the result; all JSON.
 * `[3,1] => [1,3]` has one argument, a list; `[3,1], 2 => 5` has two; `=> 0` has none.
 * @throws PortolanError `usage`
 */
export function parseExample(text: string): Case {
  // A `=>` can stand inside a text, so the one that has JSON on both sides is the arrow.
  for (let at = text.indexOf("=>"); at >= 0; at = text.indexOf("=>", at + 1)) {
    const input = parse(`[${text.slice(0, at)}]`);
    const output = parse(text.slice(at + 2));
    if (Array.isArray(input) && output !== undefined) return { input, output };
  }
  throw wrongUsage(
    "An example is not of the form arguments => result.",
    text,
    "Write both sides as JSON, such as --example '[3,1], 2 => 5' or --example '\"ab\" => \"ba\"'.",
  );
}

function parse(text: string): Json | undefined {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof PortolanError) throw error;
    return undefined;
  }
}
