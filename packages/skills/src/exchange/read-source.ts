import { stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { type CloneOptions, withClone } from "./git-source.ts";
import { readJsonl } from "./jsonl-file.ts";
import { npmSpecOf, withNpmPackage, withTarball } from "./npm-source.ts";
import type { Declare, Offers, SourceOrigin } from "./offer.ts";
import { readParquet } from "./parquet-file.ts";
import { readFolder } from "./read-folder.ts";
import { sourceInvalid } from "./source-files.ts";

/** What is read, and how. */
export interface ReadSourceOptions extends CloneOptions {
  /** Where relative paths start. */
  cwd: string;
  declare: Declare;
  /** Who asks: `portolan import`. */
  by: string;
}

/**
 * Reads what a source offers; nothing of it is run. A source is a store or another folder with skills, a git repository
 * (`https://…`, `ssh://…`, `file://…`, `git@host:path`, a bare repository's path, each with `#branch-or-tag`), an npm package
 * (`npm:name@version`, or a `.tgz`), or a `.jsonl` or `.parquet` file of `exportSkills`.
 * @throws PortolanError `source-invalid`, `interrupted`
 */
export async function readSource(source: string, options: ReadSourceOptions): Promise<Offers> {
  const { declare, by } = options;
  if (source.startsWith("npm:")) {
    const spec = npmSpecOf(source);
    return withNpmPackage(spec, options, (folder, said) =>
      readFolder(folder, { ...said, from: `npm:${spec.name}`, by }, declare),
    );
  }
  const [path, ref] = split(source);
  const local = resolve(options.cwd, path);
  const found = isAddress(path) ? undefined : await stat(local).catch(() => undefined);
  if (isAddress(path) || (found?.isDirectory() && (ref !== undefined || (await isBare(local))))) {
    const url = isAddress(path) ? path.replace(/^git\+/, "") : local;
    const from = `git:${isAddress(path) ? withoutSecret(url) : basename(local)}`;
    return withClone(url, ref, options, (folder, commit) =>
      readFolder(folder, { from, by, version: commit }, declare),
    );
  }
  if (!found) throw absent(source);
  if (found.isDirectory()) return readFolder(local, named("folder", local, by), declare);
  return readFile(local, by, options);
}

async function readFile(path: string, by: string, options: ReadSourceOptions): Promise<Offers> {
  const origin = named("file", path, by);
  if (path.endsWith(".jsonl")) return readJsonl(path, origin);
  if (path.endsWith(".parquet")) return readParquet(path, origin);
  if (/\.(?:tgz|tar\.gz)$/.test(path)) {
    return withTarball(path, (folder, said) =>
      readFolder(folder, { ...origin, ...said, by }, options.declare),
    );
  }
  throw sourceInvalid(
    "The file is none that can be imported.",
    path,
    "Name a .jsonl or .parquet file that `portolan export` wrote, or a .tgz of npm.",
  );
}

/** Without the path: it says nothing elsewhere, and the same import shall write the same bytes. */
function named(kind: string, path: string, by: string): SourceOrigin {
  return { from: `${kind}:${basename(path)}`, by };
}

function split(source: string): [path: string, ref?: string] {
  const at = source.lastIndexOf("#");
  return at < 0 ? [source] : [source.slice(0, at), source.slice(at + 1)];
}

function isAddress(source: string): boolean {
  return /^(?:git\+)?(?:https?|ssh|file|git|ext):/.test(source) || /^[\w.-]+@[\w.-]+:/.test(source);
}

function withoutSecret(url: string): string {
  return url.replace(/^(\w+:\/\/)[^/@]*@/, "$1");
}

async function isBare(folder: string): Promise<boolean> {
  const parts = await Promise.all(
    ["HEAD", "objects", "refs"].map((one) => stat(resolve(folder, one)).catch(() => {})),
  );
  return parts.every((part) => part !== undefined);
}

function absent(source: string): Error {
  return sourceInvalid(
    "There is nothing of that name to import.",
    source,
    "Name a folder, a .jsonl or .parquet file, a git address, or npm:name@version.",
  );
}
