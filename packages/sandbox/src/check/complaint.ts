import type { CheckReport } from "@portolan/core";

/** A report that refuses a program as a whole. */
export function complaint(source: string, message: string): CheckReport {
  const sourceLine = source.slice(0, 500).split("\n")[0] ?? "";
  return { diagnostics: [{ message, line: 1, column: 1, sourceLine }], imports: [] };
}
