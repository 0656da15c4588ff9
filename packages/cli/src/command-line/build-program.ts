import { Command } from "commander";
import type { Terminal } from "../terminal/terminal.ts";
import type { CommandDeclaration, Invocation } from "./declaration.ts";
import { type CommandGroup, groups } from "./groups.ts";
import { settingFlags } from "./setting-flags.ts";

const exitCodes = `Exit codes: 0 done, 1 not solved or a check failed, 2 wrong usage, 3 environment, 70 a bug of ours,
130 interrupted, 141 nobody read on what it wrote.
Data goes to stdout, narration to stderr. Every command takes --json, --quiet and --help.`;

/**
 * The parser of all commands. It throws commander's errors instead of ending the process.
 * @param onCode gets the exit code of the command that ran
 */
export function buildProgram(
  declarations: readonly CommandDeclaration[],
  terminal: Terminal,
  version: string,
  onCode: (code: number) => void,
): Command {
  const names = new Set(declarations.map(({ name }) => name));
  const program = quietened(new Command("portolan"), terminal)
    .description(
      "A skill library for coding agents: learn, verify, keep, find and compose TypeScript programs.",
    )
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand(false)
    .usage("<command> [options]")
    .addHelpText("after", `\n${exitCodes}`)
    .configureHelp({
      visibleCommands: (command) => leaves(command, names),
      subcommandTerm: nameWithin,
    });
  for (const declaration of declarations) {
    const { name, isDefault = false } = declaration;
    const [first, second] = name.split(" ") as [string, string?];
    const parent = second === undefined ? program : groupOf(program, first, terminal);
    parent.addCommand(commandOf(declaration, second ?? first, terminal, onCode), { isDefault });
  }
  return program;
}

function commandOf(
  declaration: CommandDeclaration,
  name: string,
  terminal: Terminal,
  onCode: (code: number) => void,
): Command {
  const command = quietened(new Command(name), terminal).description(sentence(declaration.summary));
  command.summary(declaration.summary).helpOption("-h, --help", "print this help");
  for (const [form, about] of Object.entries(declaration.arguments ?? {})) command.argument(form, about);
  for (const [flags, about] of Object.entries(declaration.options ?? {})) {
    if (flags.includes("...")) command.option(flags.replace("...", ""), about, gather, undefined);
    else command.option(flags, about);
  }
  for (const key of declaration.settings) command.option(settingFlags[key].flags, settingFlags[key].about);
  command.option("--json", "print one JSON object a line").option("--quiet", "no narration on stderr");
  command.addHelpText("after", () => detailsAndExamples(declaration));
  command.action(async () => {
    onCode(await invoke(declaration, command, terminal));
  });
  return command;
}

function detailsAndExamples({ details, examples }: Pick<CommandDeclaration, "details" | "examples">): string {
  const said = typeof details === "function" ? details() : details;
  const lines = examples.map((example) => `  portolan ${example}`).join("\n");
  return `${said ? `\n${said}\n` : ""}\nExamples:\n${lines}`;
}

async function invoke(
  declaration: CommandDeclaration,
  command: Command,
  terminal: Terminal,
): Promise<number> {
  const { json, quiet, ...given } = command.opts<Record<string, unknown>>();
  // As an unset variable in a script gives it: as a path it would be the folder that one is in, as an id any.
  if (command.args.some((one) => one === "")) {
    const { wrongUsage } = await import("./usage-error.ts");
    throw wrongUsage("An argument is empty.", "", "Add --help to the command to see what it takes.");
  }
  const { loadConfig } = await import("@portolan/core");
  const settings = new Set<string>(declaration.settings);
  const entries = Object.entries(given);
  const config = await loadConfig({
    cwd: terminal.cwd,
    environment: terminal.environment,
    flags: Object.fromEntries(entries.filter(([key]) => settings.has(key))),
  });
  const invocation: Invocation = {
    terminal,
    arguments: command.args,
    flags: Object.fromEntries(entries.filter(([key]) => !settings.has(key))),
    config,
    json: json === true,
    quiet: quiet === true,
  };
  const module = await declaration.load();
  return module.run(invocation as Invocation<never>);
}

function groupOf(program: Command, name: string, terminal: Terminal): Command {
  const existing = program.commands.find((command) => command.name() === name);
  if (existing) return existing;
  const { summary, details, examples } = groups[name] as CommandGroup;
  const group = quietened(new Command(name), terminal)
    .description(sentence(summary))
    .usage("<command> [options]")
    .helpOption("-h, --help", "print this help")
    .helpCommand(false)
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .addHelpText("after", () => detailsAndExamples({ details, examples }));
  program.addCommand(group);
  return group;
}

function quietened(command: Command, terminal: Terminal): Command {
  // An option after the name of a command of a group is that command's, whatever the group takes.
  return command
    .exitOverride()
    .enablePositionalOptions()
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text),
      // Usage errors are printed by us, in the form of all errors.
      outputError: () => {},
      getOutHelpWidth: () => terminal.stdout.columns() ?? 100,
      getErrHelpWidth: () => terminal.stderr.columns() ?? 100,
    });
}

/** The commands that do something: a group is shown by its members, and by itself where it is a command, too. */
function leaves(command: Command, names: ReadonlySet<string>): Command[] {
  return command.commands.flatMap((child) => [
    ...(names.has(nameWithin(child)) ? [child] : []),
    ...leaves(child, names),
  ]);
}

function nameWithin(command: Command): string {
  const group = command.parent?.parent ? `${command.parent.name()} ` : "";
  return group + command.name();
}

function gather(value: string, earlier: string[] | undefined): string[] {
  return [...(earlier ?? []), value];
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.?]$/.test(text) ? "" : "."}`;
}
