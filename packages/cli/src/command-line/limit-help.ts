import { limitNames, limitSpecs } from "@portolan/core/limits";
import { wrap } from "../output/wrap.ts";

/** The limits of a run for a help text, one a line: name, default with its unit, outcome, what is counted. */
export function limitHelp(): string {
  const rows = limitNames.map((name) => {
    const { unit, outcome, counts } = limitSpecs[name];
    return [name, `${limitSpecs[name].default.toLocaleString("en-US")} ${unit}`, outcome, counts] as const;
  });
  const width = (column: 0 | 1 | 2): number => Math.max(...rows.map((row) => row[column].length));
  const start = ([name, amount, outcome]: readonly string[]): string =>
    `  ${name?.padEnd(width(0))}  ${amount?.padStart(width(1))}  ${outcome?.padEnd(width(2))}  `;
  const indent = start(["", "", ""]);
  const lines = rows.map((row) => start(row) + wrap(row[3], 100 - indent.length).join(`\n${indent}`));
  return `Limits (name, default, how a run ends that goes over it, what is counted):\n${lines.join("\n")}`;
}
