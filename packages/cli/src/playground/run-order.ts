import type { Json, Limits, ToolSet } from "@portolan/core";
import type { Invocation } from "../command-line/declaration.ts";
import { wrongUsage } from "../command-line/usage-error.ts";
import { parseArguments } from "../programs/parse-arguments.ts";
import { type AllowedWrites, parseAllowedWrites } from "./allowed-writes.ts";
import { looksLikeLimit, parseLimits } from "./limit-flags.ts";
import { requireRecordable } from "./recording-file.ts";

/** The options of `portolan run` as they are given. */
export interface RunFlags {
  input?: string;
  tools?: string;
  limit?: string[];
  seed?: string;
  trace?: boolean;
  allowWrites?: string | boolean;
  check?: boolean;
  record?: string;
}

/** A run as the person ordered it, read and found in order. */
export interface RunOrder {
  /** Name of a skill, or path of a file. */
  what: string;
  input: Json[];
  limits: Partial<Limits>;
  seed: number | undefined;
  tools: ToolSet;
  writes: AllowedWrites;
}

/**
 * Reads arguments, limits and tools, and complains before anything is started.
 * @throws PortolanError `usage`
 */
export async function readOrder({ terminal, flags, ...given }: Invocation<RunFlags>): Promise<RunOrder> {
  const limitTexts = flags.limit ?? [];
  // `--limit wallMs=500 memoryMb=64`: the second one arrives among the arguments, where no JSON looks like it.
  const isLimit = (text: string): boolean => limitTexts.length > 0 && looksLikeLimit(text);
  const [what, ...positional] = given.arguments.filter((text) => !isLimit(text));
  if (what === undefined)
    throw wrongUsage("Nothing to run is named.", undefined, "Name a skill, or a .ts file.");
  const limits = parseLimits([...limitTexts, ...given.arguments.filter(isLimit)]);
  const seed = wholeSeed(flags.seed);
  if (flags.record !== undefined) await requireRecordable(flags.record, terminal.cwd);
  const input = await parseArguments(positional, flags.input, terminal);
  const { loadTools } = await import("./load-tools.ts");
  const tools = flags.tools === undefined ? {} : await loadTools(flags.tools, terminal.cwd);
  const { watchTools } = await import("./watch-tools.ts");
  const watched = given.quiet ? tools : watchTools(tools, terminal.stderr);
  return { what, input, limits, seed, tools: watched, writes: parseAllowedWrites(flags.allowWrites, tools) };
}

function wholeSeed(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seed = Number(text);
  if (/^-?\d+$/.test(text) && Number.isSafeInteger(seed)) return seed;
  throw wrongUsage("--seed takes a whole number.", text, "Give a number, such as --seed 7.");
}
