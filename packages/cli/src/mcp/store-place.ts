import { existsSync } from "node:fs";
import { join } from "node:path";
import { homeFolder, type LoadedConfig, wholePath } from "@portolan/core";
import type { Terminal } from "../terminal/terminal.ts";
import { storeRoot } from "../wire.ts";

/**
 * The store that agents are served: the one that the settings name, else the project's `skills-store` where there is one, else the
 * user's own in the XDG data folder.
 * @throws PortolanError `config` where nobody knows which that is
 */
export function storePlace(
  { values, origins }: LoadedConfig,
  { cwd, environment }: Pick<Terminal, "cwd" | "environment">,
): string {
  const named = storeRoot(values, cwd);
  if (origins.store !== "default" || existsSync(named)) return named;
  return ownStore(environment);
}

/** The user's own store. @throws PortolanError `config` where nobody knows which that is */
export function ownStore(environment: Terminal["environment"]): string {
  const folder = wholePath(environment["XDG_DATA_HOME"]) ?? join(homeFolder(environment), ".local", "share");
  return join(folder, "portolan", "skills-store");
}
