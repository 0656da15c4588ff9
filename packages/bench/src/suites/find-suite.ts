import { stat } from "node:fs/promises";
import { join } from "node:path";
import { PortolanError } from "@portolan/core";
import { type KnownSuite, knownSuites } from "./known-suites.ts";

/** Where public suites are looked for: the folder that `PORTOLAN_SUITES` names. */
export function suitesFolder(): string | undefined {
  return process.env["PORTOLAN_SUITES"] || undefined;
}

/** The path of a public suite in the folder: `NAME.jsonl`, `NAME.json`, or a folder NAME of its own; `undefined` without one. */
export async function findSuite(
  { name }: Pick<KnownSuite, "name">,
  folder: string | undefined = suitesFolder(),
): Promise<string | undefined> {
  if (folder === undefined) return undefined;
  for (const file of [`${name}.jsonl`, `${name}.json`, name]) {
    const path = join(folder, file);
    if (await stat(path).catch(() => undefined)) return path;
  }
  return undefined;
}

/**
 * The known suite of that name, if there is one.
 * @returns its path, or `undefined` for another name
 * @throws PortolanError `suite-unknown`, saying how to get it, when it is not at hand
 */
export async function requirePublicSuite(name: string): Promise<string | undefined> {
  const known = knownSuites.find((one) => one.name === name);
  if (!known?.get) return undefined;
  const path = await findSuite(known);
  if (path !== undefined) return path;
  const folder = suitesFolder();
  const where =
    folder === undefined
      ? "PORTOLAN_SUITES names no folder to look for it in"
      : `${folder} holds no ${name}.jsonl`;
  throw new PortolanError("suite-unknown", `The suite ${name} is not at hand: ${where}.`, {
    value: name,
    next: `It is at ${known.source} (licence: ${known.licence}): ${known.get}; or set PORTOLAN_SUITES to a folder with ${name}.jsonl or a folder ${name} in it.`,
  });
}
