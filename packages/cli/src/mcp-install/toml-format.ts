import { parse, patch } from "@decimalturn/toml-patch";
import { entryName, SettingsFault, type ServerEntry, type SettingsFormat } from "./settings-format.ts";

type Tables = Record<string, Record<string, unknown> | undefined>;

/**
 * TOML. A new entry is a table at the end, or stands in the one line in which the others do; what is changed in one keeps its place and
 * the comments around it.
 */
export const tomlFormat: SettingsFormat = {
  parse: parsed,
  withEntry(text, servers, entry) {
    const existing = (parsed(text) as Tables)[servers]?.[entryName];
    if (existing === undefined && isExtensible(text, servers, entry)) return appended(text, servers, entry);
    const wanted = parsed(text) as Tables;
    wanted[servers] = { ...wanted[servers], [entryName]: { ...(existing as object | undefined), ...entry } };
    return patch(text, wanted);
  },
  withoutEntry(text, servers) {
    const lines = text.split("\n");
    // A line of a text may look like the head of a table; ours was put at the end.
    const first = lines.findLastIndex((line) => tableOf(line).join() === [servers, entryName].join());
    if (first < 0) return patch(text, withoutOurs(text, servers));
    let last = first;
    for (let i = first; i < lines.length; i++) {
      const line = (lines[i] as string).trim();
      if (line.startsWith("[") && !isOurs(line, servers)) break;
      // Comments that stand before the next table are about that one.
      if (line !== "" && !line.startsWith("#")) last = i;
    }
    const before = lines.slice(0, first);
    const after = lines.slice(last + 1);
    // The empty line that set the table apart goes with it.
    if (before.at(-1)?.trim() === "") before.pop();
    return [...before, ...after].join("\n");
  },
};

function parsed(text: string): Record<string, unknown> {
  try {
    return parse(text) as Record<string, unknown>;
  } catch (error) {
    const { message, line, column } = error as Error & { line?: number; column?: number };
    const said = message.split("\n").at(-1) ?? message;
    const place = line === undefined || column === undefined ? undefined : { line, column: column + 1 };
    throw new SettingsFault(`is not TOML (${said})`, place);
  }
}

/** False where the servers stand in one line, `mcp_servers = { … }`: beside that there can be no table of one. */
function isExtensible(text: string, servers: string, entry: ServerEntry): boolean {
  try {
    return parse(appended(text, servers, entry)) !== undefined;
  } catch {
    return false;
  }
}

function appended(text: string, servers: string, entry: ServerEntry): string {
  const end = text.includes("\r\n") ? "\r\n" : "\n";
  // A JSON string and a list of them are TOML as well.
  const lines = [
    `[${servers}.${entryName}]`,
    ...Object.entries(entry).map(([key, value]) => `${key} = ${tomlOf(value)}`),
  ];
  const gap = text.trim() === "" ? "" : text.endsWith("\n") ? end : end + end;
  return `${text}${gap}${lines.join(end)}${end}`;
}

function tomlOf(value: ServerEntry[string]): string {
  return Array.isArray(value)
    ? `[${value.map((one) => JSON.stringify(one)).join(", ")}]`
    : JSON.stringify(value);
}

function isOurs(line: string, servers: string): boolean {
  const [table, name] = tableOf(line);
  return table === servers && name === entryName;
}

/** The keys in the head of a table. */
function tableOf(line: string): string[] {
  const keys = /^\[([^[\]]+)\]/.exec(line.trim())?.[1]?.split(".") ?? [];
  return keys.map((key) => key.trim().replace(/^(["'])(.*)\1$/, "$2"));
}

function withoutOurs(text: string, servers: string): Record<string, unknown> {
  const settings = parsed(text) as Tables;
  delete settings[servers]?.[entryName];
  return settings;
}
