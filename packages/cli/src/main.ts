import { type Command, CommanderError } from "commander";
import { buildProgram } from "./command-line/build-program.ts";
import { declarations } from "./command-line/declarations.ts";
import { withPlainFlags } from "./command-line/plain-flags.ts";
import { reportError } from "./command-line/report-error.ts";
import { ownVersion } from "./own-version.ts";
import { closedPipe } from "./terminal/closed-pipe.ts";
import { processTerminal, type Terminal } from "./terminal/terminal.ts";

/** How long what is still open may take to close by itself. */
const graceMs = 500;

/**
 * Runs one command line.
 * @param commandLine without `node` and script: `["list", "--json"]`
 * @returns the exit code; it does not throw
 */
export async function main(commandLine: readonly string[], terminal: Terminal): Promise<number> {
  let code = 0;
  const program = buildProgram(declarations, terminal, ownVersion(), (given) => {
    code = given;
  });
  if (commandLine.length === 0) {
    program.outputHelp();
    return 0;
  }
  try {
    await program.parseAsync(withPlainFlags(commandLine), { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    // A group without a command has just printed its help.
    if (error instanceof CommanderError && error.code === "commander.help") return 2;
    return reportError(await asOurs(error, program, commandLine), terminal, commandLine.includes("--json"));
  }
}

/** Runs the command line of this process and sets its exit code. */
export async function runProcess(): Promise<void> {
  const pipe = closedPipe([process.stdout, process.stderr]);
  process.exitCode = pipe.exitCode(await main(process.argv.slice(2), processTerminal(pipe)));
  // What a tools file left open, a timer or a connection, must not keep the person waiting.
  setTimeout(() => void leave(), graceMs).unref();
}

/** Ends the process once all that was written has gone out. */
async function leave(): Promise<void> {
  for (const stream of [process.stdout, process.stderr])
    await new Promise<void>((resolve) => void stream.write("", () => resolve()));
  process.exit();
}

async function asOurs(error: unknown, program: Command, commandLine: readonly string[]): Promise<unknown> {
  if (!(error instanceof CommanderError)) return error;
  const { usageError } = await import("./command-line/usage-error.ts");
  return usageError(error, program, commandLine);
}
