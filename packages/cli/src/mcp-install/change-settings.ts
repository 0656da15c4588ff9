import { isDeepStrictEqual } from "node:util";
import { entryName, type ServerEntry, SettingsFault, type SettingsFormat } from "./settings-format.ts";

/** What became of the entry in a text of settings. */
export interface ChangedSettings {
  text: string;
  change: "added" | "updated" | "unchanged" | "removed" | "absent";
  /** Nothing is left but white space and braces. */
  isEmpty: boolean;
}

interface Wanted {
  format: SettingsFormat;
  /** Key of the map of servers. */
  servers: string;
  /** Absent when the entry is to go. */
  entry?: ServerEntry;
}

/**
 * Settings with our entry, or without it. That nothing else was changed is read off the result, whatever wrote it.
 * @throws SettingsFault
 */
export function changeSettings(text: string, place: Wanted): ChangedSettings {
  const { format, servers, entry } = place;
  const mark = text.startsWith("\ufeff") ? "\ufeff" : "";
  const body = text.slice(mark.length);
  const before = format.parse(body);
  const map = mapAt(before, servers);
  const existing = map?.[entryName];
  const done = (now: string, change: ChangedSettings["change"]): ChangedSettings => ({
    text: mark + now,
    change,
    isEmpty: /^[\s{}]*$/.test(now),
  });
  if (!entry) {
    if (existing === undefined) return done(body, "absent");
    const now = format.withoutEntry(body, servers);
    const { [entryName]: _, ...others } = map ?? {};
    requireSettings(now, place, { ...before, [servers]: others });
    return done(now, "removed");
  }
  const kept = existing === undefined ? {} : requireStarted(existing, servers);
  const wanted = { ...kept, ...entry };
  if (existing !== undefined && isDeepStrictEqual(plain(wanted), plain(existing)))
    return done(body, "unchanged");
  const now = format.withEntry(body, servers, entry);
  requireSettings(now, place, { ...before, [servers]: { ...map, [entryName]: wanted } });
  return done(now, existing === undefined ? "added" : "updated");
}

function mapAt(settings: Record<string, unknown>, servers: string): Record<string, unknown> | undefined {
  const map = settings[servers];
  if (map === undefined) return undefined;
  if (isMap(map)) return map;
  throw new SettingsFault(`has something else than a map of servers under ${servers}`);
}

/** An entry that somebody made for a server which runs elsewhere is theirs. */
function requireStarted(existing: unknown, servers: string): Record<string, unknown> {
  const isElsewhere = isMap(existing) && ["url", "httpUrl", "serverUrl"].some((key) => key in existing);
  if (isMap(existing) && !isElsewhere) return existing;
  throw new SettingsFault(`has an entry ${servers}.${entryName} that starts no command`);
}

/** That a text which was made holds what it should; an empty map of servers means the same as none. */
function requireSettings(text: string, { format, servers }: Wanted, wanted: Record<string, unknown>): void {
  const comparable = (settings: Record<string, unknown>): unknown => {
    const { [servers]: map, ...others } = plain(settings) as Record<string, unknown>;
    return { ...others, ...(isMap(map) && Object.keys(map).length > 0 && { [servers]: map }) };
  };
  try {
    if (isDeepStrictEqual(comparable(format.parse(text)), comparable(wanted))) return;
  } catch (error) {
    // The place would be one in a text that nobody sees.
    if (!(error instanceof SettingsFault)) throw error;
  }
  throw new SettingsFault("is written in a way that a program cannot change safely");
}

/** As JSON has it: TOML also has dates and large integers. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_, one: unknown) => (typeof one === "bigint" ? `${one}` : one)));
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
