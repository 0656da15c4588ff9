import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { type Json, PortolanError } from "@portolan/core";
import { wrongUsage } from "../command-line/usage-error.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { parseJson } from "./parse-json.ts";

/**
 * The arguments of a call: each positional one as JSON, or all of them in the JSON array of `--input`, which may also be
 * `@file.json`, or `-` for standard input.
 * @throws PortolanError `usage`
 */
export async function parseArguments(
  positional: readonly string[],
  input: string | undefined,
  terminal: Pick<Terminal, "cwd" | "input">,
): Promise<Json[]> {
  if (input === undefined) return positional.map(parseOne);
  if (positional.length > 0) {
    throw wrongUsage("The arguments are given twice.", input, "Give them one by one, or with --input.");
  }
  const value = parseOne(await textOf(input, terminal));
  if (Array.isArray(value)) return value;
  throw wrongUsage(
    "--input is not a JSON array of arguments.",
    input,
    "Put the arguments in an array, such as --input '[[1,2,3], 2]'.",
  );
}

async function textOf(
  input: string,
  { cwd, input: stdin }: Pick<Terminal, "cwd" | "input">,
): Promise<string> {
  if (input === "-") return stdin.readAll();
  if (!input.startsWith("@")) return input;
  const path = input.slice(1);
  return readFile(resolve(cwd, path), "utf8").catch((cause: Error) => {
    throw wrongUsage(
      `The input file cannot be read (${cause.message}).`,
      path,
      "Check the path after the @.",
    );
  });
}

function parseOne(text: string): Json {
  try {
    return parseJson(text);
  } catch (cause) {
    if (cause instanceof PortolanError) throw cause;
    throw wrongUsage(
      `An argument is not JSON (${(cause as Error).message}).`,
      text,
      `Write arguments as JSON and quote them for the shell: '[1,2]', 5, ${quoted(text)}.`,
    );
  }
}

/** A bare word as the text that was probably meant. */
function quoted(text: string): string {
  return /^[\w .-]{1,40}$/.test(text) ? `'${JSON.stringify(text)}'` : `'"text"'`;
}
