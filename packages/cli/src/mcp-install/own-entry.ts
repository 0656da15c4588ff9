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
  const known = optionForms();
  for (let at = 0; at < given.length;) {
    const text = given[at++] as string;
    const [name = "", inline] = text.split(/=(.*)/s);
    if (!name.startsWith("-")) throw wrongStart(`\`portolan mcp\` takes no arguments: ${text}`, text);
    const form = known.get(name);
    if (form === undefined || refused.has(name))
      throw wrongStart(`An agent cannot start \`portolan mcp\` with ${name}.`, text);
    const most = inline !== undefined ? 0 : form.includes("...") ? Infinity : /[<[]/.test(form) ? 1 : 0;
    const first = at;
    while (at < given.length && at - first < most && !(given[at] as string).startsWith("-")) at++;
    if (form.includes("<") && (inline === "" || (inline === undefined && at === first)))
      throw wrongStart(`${name} is given no value.`, text);
    if (inline !== undefined && !/[<[]/.test(form)) throw wrongStart(`${name} takes no value.`, text);
  }
  return given;
}

/** How the options of `portolan mcp` are written, by name: `--root <folder...>`. */
function optionForms(): ReadonlyMap<string, string> {
  const [server] = mcp;
  const forms = [
    "--quiet",
    ...Object.keys(server?.options ?? {}),
    ...(server?.settings ?? []).map((key) => settingFlags[key].flags),
  ];
  return new Map(forms.map((form) => [form.split(" ")[0] as string, form]));
}

function wrongStart(message: string, value: string): Error {
  return wrongUsage(
    message,
    value,
    "`portolan mcp --help` lists its options; those of --http are for a server that you start.",
  );
}
