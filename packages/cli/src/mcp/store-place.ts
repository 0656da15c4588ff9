import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import type { LoadedConfig } from "@portolan/core";
import type { Terminal } from "../terminal/terminal.ts";
import { storeRoot } from "../wire.ts";

/**
 * The store that agents are served: the one that the settings name, else the project's `skills-store` where there is one, else the
 * user's own in the XDG data folder.
 */
export function storePlace(
  { values, origins }: LoadedConfig,
  { cwd, environment }: Pick<Terminal, "cwd" | "environment">,
): string {
  const named = storeRoot(values, cwd);
  if (origins.store !== "default" || existsSync(named)) return named;
  const data = environment["XDG_DATA_HOME"];
  // A relative one is to be ignored, says the specification.
  const folder = data && isAbsolute(data) ? data : join(environment["HOME"] ?? homedir(), ".local", "share");
  return join(folder, "portolan", "skills-store");
}
