import type { Json } from "@portolan/core";
import { wrongUsage } from "../command-line/usage-error.ts";

/**
 * Reads JSON of the command line.
 * @throws SyntaxError when it is not JSON; PortolanError `usage` when it is nested more deeply than can be written again
 */
export function parseJson(text: string): Json {
  const value = JSON.parse(text) as Json;
  try {
    JSON.stringify(value);
  } catch {
    throw wrongUsage("The JSON is nested too deeply.", text, "Give a value with fewer levels.");
  }
  return value;
}
