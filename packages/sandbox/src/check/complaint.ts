import type { CheckReport, Diagnostic } from "@portolan/core";
import type { SourceFile } from "typescript/unstable/ast";
import type { Instead } from "./instead.ts";

/** Something to say about a place of a file, counted in characters from 0. */
export interface Complaint {
  message: string;
  position: number;
  /** TypeScript's number; absent for our own rules. */
  code?: number;
  /** What there is instead; looked for only when the complaint is shown. */
  instead?: () => Instead | undefined;
}

const mostMessageChars = 600;
const mostLineChars = 500;

/** A complaint as others see it, with its line. */
export function diagnosticAt(file: SourceFile, complaint: Complaint): Diagnostic {
  const { code } = complaint;
  const position = Math.max(0, Math.min(complaint.position, file.text.length));
  const { line, character } = file.getLineAndCharacterOfPosition(position);
  const [sourceLine = ""] = file.text.slice(position - character).split(/[\n\r\u2028\u2029]/, 1);
  const instead = complaint.instead?.();
  return {
    message: messageOf(complaint.message, instead?.clause),
    line: line + 1,
    column: character + 1,
    sourceLine: sourceLine.slice(0, mostLineChars),
    ...(code === undefined ? {} : { code }),
    ...(instead && instead.available.length > 0 ? { available: instead.available } : {}),
  };
}

function messageOf(text: string, clause: string | undefined): string {
  if (clause === undefined) return clip(text, mostMessageChars);
  // TypeScript's own guess is among ours.
  const bare = text.replace(/ Did you mean (?:to write |the static member )?'[^']*'\?/, "");
  const ending = clip(clause, mostMessageChars / 2);
  return `${clip(bare, mostMessageChars - ending.length - 1)} ${ending}`;
}

function clip(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/** A report that refuses a program as a whole. */
export function refusal(source: string, message: string): CheckReport {
  const sourceLine = source.slice(0, mostLineChars).split("\n")[0] ?? "";
  return { diagnostics: [{ message, line: 1, column: 1, sourceLine }], imports: [] };
}
