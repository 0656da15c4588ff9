/** What an agent starts a server of tools by; its fields are the agent's. */
export type ServerEntry = Readonly<Record<string, string | number | readonly string[]>>;

/** The name under which the entry stands among the servers of an agent. */
export const entryName = "portolan";

/** Where in a text something is wrong; both from 1. */
export interface Place {
  line: number;
  column: number;
}

/** A text of settings that is not what it should be. */
export class SettingsFault extends Error {
  readonly place: Place | undefined;

  constructor(message: string, place?: Place) {
    super(message);
    this.place = place;
  }
}

/** How the settings of an agent are written, and how one entry in them is changed without touching anything else. */
export interface SettingsFormat {
  /** @throws SettingsFault */
  parse(text: string): Record<string, unknown>;
  /** The text with these fields of the entry; fields that it has beside them stay. */
  withEntry(text: string, servers: string, entry: ServerEntry): string;
  /** The text without the entry, and without the map of servers where that held nothing else. */
  withoutEntry(text: string, servers: string): string;
}
