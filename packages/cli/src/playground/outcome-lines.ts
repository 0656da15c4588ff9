import { describeOutcome, type LinkedProgram, type RunResult } from "@portolan/core";
import { fold, foldForeign } from "../output/wrap.ts";
import type { TerminalStream } from "../terminal/terminal.ts";
import { visible } from "../terminal/visible.ts";
import { diagnosticLines } from "./diagnostic-lines.ts";
import { placeOf, sourceFrame } from "./source-frame.ts";

/** What a person calls the program: a skill by its name, a file by its path. */
export interface Subject {
  program: LinkedProgram;
  /** How the person named the file; `undefined` for a skill. */
  file?: string;
}

/** How a run ended that gave no value: what happened, where, and what to do. */
export function failureLines(
  result: Exclude<RunResult, { kind: "value" }>,
  subject: Subject,
  next: string | undefined,
  stream: TerminalStream,
): string[] {
  const lines = foldForeign(`The program ${visible(said(result))}.`, stream);
  if (result.kind === "error") lines.push(...stackLines(result.stack, subject, stream));
  if (result.kind === "denied") lines.push(`${stream.style("dim", "by:")}    ${askerOf(result.by, subject)}`);
  if (result.kind === "type-error") {
    lines.splice(0, lines.length, "The program does not compile.");
    lines.push(...diagnosticLines(result.diagnostics, fileOf(subject), stream, "error"));
  }
  if (next !== undefined) lines.push(...fold(`${stream.style("dim", "next:")}  ${next}`, stream));
  return lines;
}

/** The name of the program's file in messages. */
export function fileOf({ program, file }: Subject): string {
  return file ?? `${program.name}.ts`;
}

function said(result: Exclude<RunResult, { kind: "value" }>): string {
  // The stack stands below it.
  return describeOutcome(result.kind === "error" ? { ...result, stack: [] } : result);
}

/** Who asked for something: a skill by its specifier, a file by its path. */
export function askerOf(by: string, { program, file }: Subject): string {
  return file !== undefined && by === program.name ? file : by;
}

function stackLines(stack: readonly string[], subject: Subject, stream: TerminalStream): string[] {
  const { program, file } = subject;
  const name = (frame: string): string =>
    file !== undefined && frame.startsWith(`${program.name}.ts:`)
      ? `${file}${frame.slice(`${program.name}.ts`.length)}`
      : frame;
  const [first, ...others] = stack;
  if (first === undefined) return [];
  const place = placeOf(first, program);
  const at = (frame: string): string => `  ${stream.style("dim", "at")} ${name(frame)}`;
  return [at(first), ...(place ? sourceFrame(place, stream) : []), ...others.slice(0, 5).map(at)];
}
