import type { CheckReport, Diagnostic } from "@portolan/core";
import type { SourceFile } from "typescript/unstable/ast";

/** Something to say about a place of a file, counted in characters from 0. */
export interface Complaint {
  message: string;
  position: number;
  /** TypeScript's number; absent for our own rules. */
  code?: number;
  /** What there is instead, likeliest first. */
  available?: string[];
}

const mostMessageChars = 600;
const mostLineChars = 500;

/** A complaint as others see it, with its line. */
export function diagnosticAt(file: SourceFile, complaint: Complaint): Diagnostic {
  const { message, code, available } = complaint;
  const position = Math.max(0, Math.min(complaint.position, file.text.length));
  const { line, character } = file.getLineAndCharacterOfPosition(position);
  const [sourceLine = ""] = file.text.slice(position - character).split(/[\n\r\u2028\u2029]/, 1);
  return {
    message: message.length > mostMessageChars ? `${message.slice(0, mostMessageChars - 1)}…` : message,
    line: line + 1,
    column: character + 1,
    sourceLine: sourceLine.slice(0, mostLineChars),
    ...(code === undefined ? {} : { code }),
    ...(available && available.length > 0 ? { available } : {}),
  };
}

/** A report that refuses a program as a whole. */
export function refusal(source: string, message: string): CheckReport {
  const sourceLine = source.slice(0, mostLineChars).split("\n")[0] ?? "";
  return { diagnostics: [{ message, line: 1, column: 1, sourceLine }], imports: [] };
}
