import type { ErrorCode, PortolanError } from "@portolan/core";
import { printJson } from "../output/print.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { visible } from "../terminal/visible.ts";

/** The exit code of a failure that is a bug of Portolan. */
const bugCode = 70;

const usageCodes = new Set<ErrorCode>([
  "usage",
  "config",
  "suite-invalid",
  "suite-unknown",
  "signature-invalid",
  "skill-unknown",
  "source-invalid",
  "budget-invalid",
  "recording-invalid",
  "model-config",
  "model-recording-invalid",
]);

/**
 * Prints an error to stderr, as three lines for people or as one object, and gives the exit code that it stands for.
 * An error that is not a `PortolanError` is a bug of ours.
 */
export function reportError(error: unknown, terminal: Terminal, json: boolean): number {
  const known = isPortolanError(error) ? error : undefined;
  const { stderr } = terminal;
  const report = known ?? bugReport(error);
  if (json) {
    const { code, message, value, next } = report;
    printJson(stderr, { error: { code, message, value: value ?? null, next } });
  } else if (report.code === "interrupted") {
    stderr.write(`${report.message} ${report.next}\n`);
  } else {
    const lines = [
      ["error", report.message],
      ["value", report.value],
      ["next", report.next],
    ] as const;
    for (const [label, text] of lines) {
      if (!text) continue;
      const head = stderr.style(label === "error" ? "red" : "dim", `${label}:`.padEnd(6));
      // A value may come from a program; its lines must not begin where ours do, nor have colors of their own.
      stderr.write(`${head} ${visible(text).replaceAll("\n", "\n       ")}\n`);
    }
  }
  if (terminal.environment["PORTOLAN_DEBUG"]) stderr.write(`${stackOf(error)}\n`);
  return known ? exitCode(known.code) : bugCode;
}

function exitCode(code: ErrorCode): number {
  if (code === "interrupted") return 130;
  if (code === "internal") return bugCode;
  return usageCodes.has(code) ? 2 : 3;
}

/** By name: importing the class would load all of the core before the first word of help. */
function isPortolanError(error: unknown): error is PortolanError {
  return error instanceof Error && error.name === "PortolanError";
}

function bugReport(error: unknown): Pick<PortolanError, "code" | "message" | "value" | "next"> {
  return {
    code: "internal",
    message: `This is a bug of Portolan: ${error instanceof Error ? error.message : String(error)}`,
    value: undefined,
    next: "Run it again with PORTOLAN_DEBUG=1 and report what it prints.",
  };
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? "" : `\ncaused by: ${stackOf(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}
