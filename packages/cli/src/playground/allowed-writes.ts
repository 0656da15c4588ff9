import { nearestNames, type ToolSet } from "@portolan/core";
import { wrongUsage } from "../command-line/usage-error.ts";

/** The tools that may write unasked: all, or those of these names (`files.write`). */
export type AllowedWrites = "all" | ReadonlySet<string>;

/**
 * Reads `--allow-writes`: alone it is all, with a value some.
 * @throws PortolanError `usage` naming what is no tool that writes
 */
export function parseAllowedWrites(given: string | boolean | undefined, tools: ToolSet): AllowedWrites {
  if (given === true || given === "all") return "all";
  if (given === undefined || given === false) return new Set();
  const writing = writingTools(tools);
  const names = given.split(",").map((name) => name.trim());
  const wrong = names.find((name) => !writing.includes(name));
  if (wrong === undefined) return new Set(names);
  const near = nearestNames(wrong, writing);
  const known = writing.length > 0 ? `Tools that write are ${writing.join(", ")}` : "No tool here writes";
  throw wrongUsage(
    `--allow-writes names "${wrong}", which is no tool that writes.`,
    given,
    near.length > 0
      ? `Did you mean ${near.join(" or ")}?`
      : `${known}; to allow all, put --allow-writes at the end of the line.`,
  );
}

function writingTools(tools: ToolSet): string[] {
  return Object.entries(tools).flatMap(([namespace, set]) =>
    Object.entries(set)
      .filter(([, { effect }]) => effect === "write")
      .map(([name]) => `${namespace}.${name}`),
  );
}
