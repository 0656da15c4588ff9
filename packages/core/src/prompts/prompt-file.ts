import { readFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { PortolanError } from "../errors/portolan-error.ts";
import type { ModelMessage } from "../models/model.ts";

/** A prompt of this package: a text file with a version, its messages and places for values. */
export interface PromptFile {
  name: string;
  version: number;
  /** SHA-256 of the file. */
  digest: string;
  /**
   * The messages with the values in their places. A value is put in as it is: one that is data is fenced before.
   * @throws PortolanError `internal` when a value is missing
   */
  render(values: Readonly<Record<string, string>>): ModelMessage[];
}

const folder = new URL("../../prompts/", import.meta.url);

/** Reads `prompts/<name>.md`: a line `<!-- version 1 -->`, then `<!-- system -->` and `<!-- user -->`, each with its text. */
export function promptFile(name: string): PromptFile {
  const text = readFileSync(new URL(`${name}.md`, folder), "utf8");
  const version = Number(/^<!-- version (\d+) -->\n/.exec(text)?.[1]);
  const parts = text.split(/^<!-- (system|user) -->\n/m).slice(1);
  if (!version || parts.length === 0) throw wrong(name, "has no version or no message");
  return {
    name,
    version,
    digest: createHash("sha256").update(text).digest("hex"),
    render: (values) =>
      parts.flatMap((role, i) =>
        i % 2 === 0
          ? [{ role: role as "system" | "user", content: fill(parts[i + 1] as string, values, name) }]
          : [],
      ),
  };
}

/** In one pass, so that a value that holds `{{state}}` stays as it is. */
function fill(text: string, values: Readonly<Record<string, string>>, name: string): string {
  return text
    .replace(/\{\{(\w+)\}\}/g, (place, key: string) => {
      const value = values[key];
      if (value === undefined) throw wrong(name, `has a place ${place} that nothing fills`);
      return value;
    })
    .trim();
}

function wrong(name: string, what: string): PortolanError {
  return new PortolanError("internal", `The prompt ${name} ${what}.`, {
    value: name,
    next: "Report it as a bug.",
  });
}
