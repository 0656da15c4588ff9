import { isAbsolute, relative, resolve } from "node:path";
import type { LoadedConfig } from "@portolan/core";
import { mcp } from "../command-line/mcp-declaration.ts";
import { settingFlags } from "../command-line/setting-flags.ts";
import { wrongUsage } from "../command-line/usage-error.ts";
import { startCommand } from "../terminal/self-command.ts";
import type { AgentKind, Scope } from "./clients.ts";
import type { ServerEntry } from "./settings-format.ts";

interface EntryOptions {
  scope: Scope;
  config: LoadedConfig;
  cwd: string;
  /** What the agent gives to `portolan mcp`, as a person typed it after `--`. */
  given: readonly string[];
}

/**
 * The entry by which an agent starts this Portolan.
 * @throws PortolanError `usage` for options that `portolan mcp` has not, or not over pipes
 */
export function ownEntry(kind: AgentKind, { scope, config, cwd, given }: EntryOptions): ServerEntry {
  const [command, ...args] = startCommand();
  // The agent's `portolan mcp` reads the settings of a project by itself, and not the environment of this shell.
  const isNamed = ["--store", "PORTOLAN_STORE"].includes(config.origins.store);
  const store = isNamed ? ["--store", storePath(config.values.store, scope, cwd)] : [];
  return kind.entry(command, [...args, "mcp", ...store, ...startOptions(given)]);
}

/** A project is somewhere else on another machine, so what lies in it is named from there. */
function storePath(store: string, scope: Scope, cwd: string): string {
  const path = resolve(cwd, store);
  const inside = relative(cwd, path);
  const isInside = inside !== "" && !inside.startsWith("..") && !isAbsolute(inside);
  return scope === "project" && isInside ? inside : path;
}

/** Those of a server that a person starts, or that end at once. */
const refused: ReadonlySet<string> = new Set(["--http", "--port", "--host", "--tokens", "--show-grants"]);

/** An agent starts the command where nobody reads its complaints. */
function startOptions(given: readonly string[]): readonly string[] {
  const [server] = mcp;
  const forms = [
    "--quiet",
    ...Object.keys(server?.options ?? {}),
    ...(server?.settings ?? []).map((key) => settingFlags[key].flags),
  ];
  const known = new Set(forms.map((form) => form.split(" ")[0] as string));
  for (const text of given) {
    const name = text.split("=")[0] as string;
    if (!name.startsWith("-") || (known.has(name) && !refused.has(name))) continue;
    throw wrongUsage(
      `An agent cannot start \`portolan mcp\` with ${name}.`,
      text,
      "`portolan mcp --help` lists its options; those of --http are for a server that you start.",
    );
  }
  return given;
}
