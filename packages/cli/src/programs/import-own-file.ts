import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { wrongUsage } from "../command-line/usage-error.ts";

/**
 * Imports a module of the user's, which is trusted: it runs in this process, with all that this process may do.
 * @param option the one that names it, such as `--tools`
 * @throws PortolanError `usage`
 */
export async function importOwnFile(
  path: string,
  cwd: string,
  option: string,
): Promise<Record<string, unknown>> {
  const file = resolve(cwd, path);
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) {
    const what = found ? "is no file" : "does not exist";
    throw wrongUsage(`The ${option.slice(2)} file ${what}.`, path, `Check the path after ${option}.`);
  }
  try {
    return (await import(pathToFileURL(file).href)) as Record<string, unknown>;
  } catch (cause) {
    throw ownFileFailed(path, `${path} cannot be imported`, cause);
  }
}

/** A failure of a module of the user's. */
export function ownFileFailed(path: string, what: string, cause: unknown): Error {
  const said = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  const [line] = said.split("\n") as [string];
  const next = /Cannot find package/.test(line)
    ? "Install the package, or export a function: tools = ({ z, ToolFailure }) => ({ … }) is handed zod."
    : `See where with \`node ${path}\`, and correct the file.`;
  return wrongUsage(`${what}: ${line}.`, path, next);
}
