import { homeFolder, PortolanError, wholePath } from "@portolan/core";
import type { Invocation } from "../command-line/declaration.ts";
import { wrongUsage } from "../command-line/usage-error.ts";
import { type ChangedSettings, changeSettings } from "../mcp-install/change-settings.ts";
import { type AgentKind, agentKinds, type Places, type Scope } from "../mcp-install/clients.ts";
import { ownEntry } from "../mcp-install/own-entry.ts";
import { isLink, readSettings, writeSettings } from "../mcp-install/settings-file.ts";
import { type ServerEntry, SettingsFault } from "../mcp-install/settings-format.ts";
import { installSkill, removeSkill, type SkillChange } from "../mcp-install/skill-folder.ts";
import { printJson } from "../output/print.ts";

interface InstallFlags {
  client?: string;
  scope?: string;
  print?: boolean;
  remove?: boolean;
  withSkill?: boolean;
}

/** `portolan mcp install`: tells a coding agent of the library, or takes that back. */
export async function run(invocation: Invocation<InstallFlags>): Promise<number> {
  const { terminal, flags, json, quiet, config, arguments: given } = invocation;
  const { cwd, environment, stdout } = terminal;
  const { client } = flags;
  const kind = kindOf(client);
  const scope = scopeOf(flags.scope);
  // Settings of a project are found without it, and only keep it from being deleted.
  const home = scope === "user" ? homeFolder(environment) : (wholePath(environment["HOME"]) ?? cwd);
  const places = { cwd, home, environment, platform: process.platform };
  const file = kind.settings(scope, places);
  const skills = kind.skills(scope, places);
  const entry = ownEntry(kind, { scope, config, cwd, given });
  const say = (text: string): void => void (quiet || terminal.stderr.write(`${text}\n`));

  if (flags.remove === true && flags.print === true)
    throw wrongUsage("--print writes nothing, and --remove does.", undefined, "Give one of them.");
  if (flags.remove === true) {
    const change = file === undefined ? "absent" : await changeFile(file, kind, places);
    const skill = await removeSkill(skills, [cwd, home]);
    if (json) printJson(stdout, { type: "removed", client, scope, file, change, skill: { ...skill } });
    else stdout.write(`${file === undefined ? "" : saidOf(change, file)}${saidOfSkill(skill)}`);
    if (file === undefined) say(`Next: Take the entry out of the settings of ${kind.title}.`);
    return 0;
  }
  if (flags.print === true || file === undefined) {
    const { text } = changeSettings("", { format: kind.format, servers: kind.servers, entry });
    if (json) printJson(stdout, { type: "entry", client, file, text });
    else stdout.write(text);
    say(file === undefined ? `Next: ${kind.afterwards}` : `That goes into ${file}. Nothing was written.`);
    if (flags.print === true || flags.withSkill !== true) return 0;
  }
  const change = file === undefined ? undefined : await changeFile(file, kind, places, entry);
  const skill = flags.withSkill === true ? await installSkill(skills) : undefined;
  if (json) {
    printJson(stdout, { type: "installed", client, scope, file, change, skill: skill && { ...skill } });
    return 0;
  }
  if (file !== undefined && change !== undefined) stdout.write(saidOf(change, file));
  if (skill) stdout.write(saidOfSkill(skill));
  if (file === undefined) return 0;
  say(`It starts: ${[entry["command"] as string, ...(entry["args"] as string[])].map(shellWord).join(" ")}`);
  say(`Next: ${kind.afterwards}`);
  say("Undo: the same command with --remove.");
  return 0;
}

async function changeFile(
  file: string,
  { title, format, servers }: AgentKind,
  { cwd, home }: Places,
  entry?: ServerEntry,
): Promise<ChangedSettings["change"]> {
  const read = await readSettings(file);
  try {
    const { text, change, isEmpty } = changeSettings(read ?? "", { format, servers, entry });
    if (change === "unchanged" || change === "absent") return change;
    const isGone = isEmpty && !(await isLink(file));
    await writeSettings(file, isGone ? undefined : text, read, [cwd, home]);
    return change;
  } catch (error) {
    if (!(error instanceof SettingsFault)) throw error;
    const { place, message } = error;
    throw new PortolanError("config", `${title}'s settings were left as they are: the file ${message}.`, {
      value: place ? `${file}:${place.line}:${place.column}` : file,
      cause: error,
      next: "Correct the file and try again, or put there by hand what --print prints.",
    });
  }
}

const entrySaid: Readonly<Record<ChangedSettings["change"], string>> = {
  added: "Added portolan to",
  updated: "Updated portolan in",
  unchanged: "portolan is already in",
  removed: "Removed portolan from",
  absent: "There is no portolan in",
};
const skillSaid: Readonly<Record<Exclude<SkillChange["change"], "absent">, string>> = {
  added: "Added the skill",
  updated: "Updated the skill",
  unchanged: "The skill is already in",
  removed: "Removed the skill",
  edited: "You edited the skill, so it was left alone:",
};

/** A person may put it into a shell to see what is wrong. */
function shellWord(text: string): string {
  return /^[\w@%+=:,./\\-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function saidOf(change: ChangedSettings["change"], where: string): string {
  return `${entrySaid[change]} ${where}.\n`;
}

function saidOfSkill({ file, change }: SkillChange): string {
  return change === "absent" ? "" : `${skillSaid[change]} ${file}\n`;
}

function kindOf(name: string | undefined): AgentKind {
  if (name !== undefined && Object.hasOwn(agentKinds, name)) return agentKinds[name] as AgentKind;
  const message = name === undefined ? "--client is missing." : `There is no client "${name}".`;
  throw wrongUsage(message, name, `Use --client with ${Object.keys(agentKinds).join(", ")}.`);
}

function scopeOf(text: string = "project"): Scope {
  if (text === "project" || text === "user") return text;
  throw wrongUsage(`There is no scope "${text}".`, text, "Use --scope project or --scope user.");
}
