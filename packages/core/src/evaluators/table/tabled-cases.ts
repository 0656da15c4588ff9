import { canonicalJson, type Json } from "../../json/json.ts";
import type { Case } from "../../task/task.ts";
import type { Lookup } from "./lookups-in.ts";

const joints = [",", "", " ", "|", "-", ":", ";", "_", "/"];

/** How many of the cases stand in the lookups, input and output together. */
export function tabledCases(cases: readonly Case[], pairs: readonly Lookup[]): number {
  const known = new Set(pairs.map(({ key, value }) => `${plain(key)}\n${plain(value)}`));
  return cases.filter(({ input, output }) =>
    formsOf(input).some((key) => writtenAs(output).some((value) => known.has(`${key}\n${value}`))),
  ).length;
}

/** How an input can be written as one key: an argument, all of them, or the text of either. */
function formsOf(input: readonly Json[]): string[] {
  return [...new Set([...input, [...input]].flatMap(writtenAs))];
}

function writtenAs(value: Json): string[] {
  const joined = Array.isArray(value) ? joints.map((joint) => value.map(plain).join(joint)) : [];
  return [plain(value), ...joined];
}

/** A text as it is, and anything else as JSON: a table in a text holds `3`, one in an object `"3"`. */
function plain(value: Json): string {
  return typeof value === "string" ? value : canonicalJson(value);
}
