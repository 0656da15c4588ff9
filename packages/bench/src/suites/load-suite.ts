import { stat } from "node:fs/promises";
import { digestOf, PortolanError, readSuite, type Suite, type Task } from "@portolan/core";
import { listsTasks } from "./lists/lists.ts";
import { textTasks } from "./text/text.ts";

const builtIn: Readonly<Record<string, () => Task[]>> = { lists: listsTasks, text: textTasks };

/** Names of the suites that come with Portolan. */
export const builtInSuites: readonly string[] = Object.keys(builtIn);

/**
 * The suite of that name, or the one in the JSONL file of that path.
 * @throws PortolanError `suite-unknown` when it is neither, `suite-invalid` when the file has a broken line.
 */
export async function loadSuite(nameOrPath: string): Promise<Suite> {
  const make = Object.hasOwn(builtIn, nameOrPath) ? builtIn[nameOrPath] : undefined;
  if (make) {
    const tasks = make();
    return { name: nameOrPath, digest: digestOf(tasks), tasks };
  }
  const found = await stat(nameOrPath).catch(() => undefined);
  if (found?.isFile()) return readSuite(nameOrPath);
  const missing = found?.isDirectory() ? "that path is a folder" : "no file of that path";
  throw new PortolanError("suite-unknown", `There is no suite "${nameOrPath}", and ${missing}.`, {
    value: nameOrPath,
    next: `Use ${builtInSuites.join(", ")}, or the path of a JSONL file as docs/suites.md describes it.`,
  });
}
