import { stat } from "node:fs/promises";
import { digestOf, PortolanError, type Suite, type Task } from "@portolan/core";
import { requirePublicSuite } from "./find-suite.ts";
import { formatNames, readFormatted } from "./formats/read-formatted.ts";
import { listsTasks } from "./lists/lists.ts";
import { textTasks } from "./text/text.ts";

const builtIn: Readonly<Record<string, () => Task[]>> = { lists: listsTasks, text: textTasks };

/** Names of the suites that come with Portolan. */
export const builtInSuites: readonly string[] = Object.keys(builtIn);

/**
 * The built-in suite of that name; the public one of that name in the folder that `PORTOLAN_SUITES` names; or the one at that path,
 * a file or a folder. A path may have its format before it: `sygus:benchmarks/euphony`.
 * @param format how it is written, where that is not to be seen in it
 * @throws PortolanError `suite-unknown` when it is none of these, `suite-invalid` when a file does not hold what it should
 */
export async function loadSuite(nameOrPath: string, { format }: { format?: string } = {}): Promise<Suite> {
  const make = Object.hasOwn(builtIn, nameOrPath) ? builtIn[nameOrPath] : undefined;
  if (make) {
    const tasks = make();
    return { name: nameOrPath, digest: digestOf(tasks), tasks };
  }
  const [, prefix, rest] = /^([a-z-]+):(.+)$/s.exec(nameOrPath) ?? [];
  if (prefix !== undefined && rest !== undefined && formatNames.includes(prefix))
    return loadSuite(rest, { format: format ?? prefix });
  if (await stat(nameOrPath).catch(() => undefined)) return readFormatted(nameOrPath, format);
  const path = await requirePublicSuite(nameOrPath);
  if (path !== undefined) return readFormatted(path, format);
  throw new PortolanError("suite-unknown", `There is no suite "${nameOrPath}", and no file of that path.`, {
    value: nameOrPath,
    next: `Use ${builtInSuites.join(", ")}, another one of \`portolan bench suites\`, or the path of a file as docs/suites.md describes it.`,
  });
}
