import type { Experiment } from "../../runner/trial-record.ts";
import { trialColumns } from "./trial-columns.ts";

/**
 * The trials as CSV (RFC 4180), a line each after a line of titles. Names in a list are parted by semicolons. A text that a
 * spreadsheet would take for a formula gets an apostrophe before it.
 */
export function csvReport({ trials }: Pick<Experiment, "trials">): string {
  const lines = trials.map((trial) => trialColumns.map(({ value }) => cell(value(trial))).join(","));
  return [trialColumns.map(({ name }) => name).join(","), ...lines, ""].join("\r\n");
}

function cell(value: string | number | boolean | readonly string[] | undefined): string {
  if (value === undefined) return "";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  const text = typeof value === "string" ? value : value.join(";");
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
