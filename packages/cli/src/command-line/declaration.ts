import type { LoadedConfig } from "@portolan/core";
import type { Terminal } from "../terminal/terminal.ts";
import type { FlagSetting } from "./setting-flags.ts";

/** What the user asked for, with everything that the command may look at. */
export interface Invocation<Flags = object> {
  terminal: Terminal;
  /** Positional arguments, in order; of a variadic one each. */
  arguments: string[];
  /** The command's own options, by camelCase name. */
  flags: Flags;
  config: LoadedConfig;
  /** Print objects, one a line, instead of text for people. */
  json: boolean;
  /** No narration on stderr. */
  quiet: boolean;
}

/** A command's module. `run` gives the exit code: 0 done, 1 not solved or a threshold missed. */
interface CommandModule {
  run(invocation: Invocation<never>): Promise<number>;
}

/** A command as the help shows it; its module is loaded when it is called. */
export interface CommandDeclaration {
  /** `learn`, or `store check` for a command of a group. */
  name: string;
  /** Whether the group without a command is this one. */
  isDefault?: true;
  summary: string;
  /** `<text>`, `[name...]`, with what it is. */
  arguments?: Readonly<Record<string, string>>;
  /** Settings that can be given as flags. */
  settings: readonly FlagSetting[];
  /** Its own options: `--limit <number>`, with what it does. */
  options?: Readonly<Record<string, string>>;
  /** What the help says beyond the options. */
  details?: string | (() => string);
  /** Whole command lines without the leading `portolan`. */
  examples: readonly string[];
  load(): Promise<CommandModule>;
}
