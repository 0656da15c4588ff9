import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { digestOf, parseSuite, PortolanError, type Suite, type Task } from "@portolan/core";
import { dreamcoder } from "./dreamcoder.ts";
import { formatError } from "./format-error.ts";
import { listFunctions } from "./list-functions.ts";
import { multiplE } from "./multipl-e.ts";
import type { SuiteFile, SuiteFormat } from "./suite-format.ts";
import { sygus } from "./sygus.ts";

/** The uniform form: one task a line, as docs/suites.md describes it. */
const uniform = "portolan";

/** The forms that suites have where they come from. */
export const suiteFormats: readonly SuiteFormat[] = [listFunctions, dreamcoder, sygus, multiplE];

/** Every name that `--format` takes. */
export const formatNames: readonly string[] = [uniform, ...suiteFormats.map(({ name }) => name)];

/**
 * The suite in a file, or in the files of a folder, in the format named or in the one that it is seen to have.
 * @throws PortolanError `suite-unknown` for a path that cannot be read, `suite-invalid` for what is not of the format
 */
export async function readFormatted(path: string, format?: string): Promise<Suite> {
  const named = suiteFormats.find(({ name }) => name === format);
  if (format !== undefined && !named && format !== uniform) throw unknownFormat(format);
  const files = await filesAt(path, named);
  const [first] = files as [SuiteFile];
  const found = named ?? (format === uniform ? undefined : suiteFormats.find((one) => one.recognises(first)));
  if (found) return suiteOf(found.read(files), path);
  if (files.length > 1 || first.path !== path) throw unrecognised(path, files.length);
  return parseSuite(first.text, { path });
}

function suiteOf(tasks: Task[], path: string): Suite {
  const seen = new Set<string>();
  for (const { id } of tasks) {
    if (seen.has(id)) throw formatError(path, `the task ${id} occurs twice`, id);
    seen.add(id);
  }
  const [first] = tasks;
  if (!first) throw formatError(path, "it holds no task", path);
  return { name: first.suite, digest: digestOf(JSON.parse(JSON.stringify(tasks))), tasks };
}

async function filesAt(path: string, format: SuiteFormat | undefined): Promise<SuiteFile[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [await fileAt(path)];
    const endings = format ? format.extensions : suiteFormats.flatMap(({ extensions }) => extensions);
    const names = await readdir(path);
    // Of one kind: a folder may hold others besides.
    const ending = endings.find((one) => names.some((name) => name.endsWith(one)));
    const own = names.filter((name) => ending !== undefined && name.endsWith(ending)).toSorted();
    if (own.length === 0) throw unrecognised(path, 0);
    return await Promise.all(own.map((name) => fileAt(join(path, name))));
  } catch (cause) {
    if (cause instanceof PortolanError) throw cause;
    throw new PortolanError("suite-unknown", `The suite ${path} cannot be read.`, {
      value: path,
      cause,
      next: "Check the path, or name a suite: `portolan bench suites` lists them.",
    });
  }
}

async function fileAt(path: string): Promise<SuiteFile> {
  return { path, text: (await readFile(path, "utf8")).replace(/^\uFEFF/, "") };
}

function unrecognised(path: string, files: number): PortolanError {
  const what =
    files === 0 ? "that path is a folder without files of a suite" : "its files are of no known format";
  return new PortolanError("suite-unknown", `There is no suite "${path}": ${what}.`, {
    value: path,
    next: "Name the JSONL file, or a folder with the files of a suite as docs/suites.md describes them.",
  });
}

function unknownFormat(format: string): PortolanError {
  return new PortolanError("usage", `There is no format "${format}".`, {
    value: format,
    next: `Use one of ${formatNames.join(", ")}.`,
  });
}
