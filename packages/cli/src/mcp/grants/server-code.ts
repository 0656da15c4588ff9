import { existsSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { McpServer } from "@portolan/sandbox/mcp";
import type { FixedPath } from "@portolan/sandbox/tools";
import { isFolder, isIn, realOf } from "./real-folder.ts";

/** The code of a mounted server, as far as its command line says where that is. */
export interface ServerCode {
  fixed: FixedPath[];
  /** Folders whose manifests decide what else it loads. */
  folders: string[];
}

/** Names of files that one language or another runs, or that say what is run. */
const code =
  /\.(?:[cm]?[jt]sx?|py[cdwx]?|pth|rb|p[lm]|php|lua|jl|r|go|rs|[ck]?sh|bash|zsh|fish|ps1|bat|cmd|exe|jar|class|wasm|node|so|dylib|dll)$|^(?:package\.json|deno\.jsonc?|pyproject\.toml|uv\.lock|bunfig\.toml|cargo\.toml|go\.mod|makefile|justfile|gemfile|\.env.*)$/i;
/** What marks the folder that a program belongs to as a whole. */
const marks = ["package.json", "deno.json", "pyproject.toml", "Cargo.toml", "go.mod", ".git"];
/** Commands that run what they find in the folder that they are started in; others are programs by themselves, or fetch some. */
const runners =
  /^(?:node|nodejs|bun|deno|tsx|ts-node|python[\d.]*|pypy[\d.]*|ruby|perl|php|lua|java|go|cargo|dotnet|env|sh|bash|zsh|fish|npm|pnpm|yarn|make|just|uv|poetry|hatch|rye|rake)(?:\.exe)?$/i;

/**
 * What a server that is started as a command may run of the files of this machine: those that its command line names, code of the
 * folders that they belong to, and, where it names none, code of the folder that it is started in. Where such a folder is a program's
 * own and nobody works in it, all of it is meant: what else lies there is the server's to change.
 * @param places where somebody works: the folder that agents start Portolan in, and those that programs may write in
 */
export function codeOfServer(
  namespace: string,
  server: McpServer,
  cwd: string,
  places: readonly string[],
): ServerCode {
  if ("url" in server) return { fixed: [], folders: [] };
  const because = `the server of #tools/${namespace} starts with what is there`;
  const startedIn = resolve(cwd, server.cwd ?? ".");
  // The value of an option may be a file as well: --config=server.js.
  const words = [server.command, ...(server.args ?? [])].flatMap((word) => [
    word,
    word.replace(/^[^=]*=/, ""),
  ]);
  const named = [
    ...new Set(words.filter((word) => !word.startsWith("-")).map((word) => resolve(startedIn, word))),
  ];
  const files = named.filter((path) => !isFolder(path) && (existsSync(path) || isCode(path)));
  const programs = [
    ...files.filter(isCode).map((path) => folderOf(dirname(path))),
    ...named.filter((path) => isFolder(path) && isProgram(path)),
  ];
  const folders = [
    ...programs,
    ...files.filter((path) => !isCode(path)).map((path) => folderOf(dirname(path))),
  ];
  if (folders.length === 0 && runners.test(basename(server.command))) folders.push(startedIn);
  const isWhole = (folder: string): boolean =>
    (programs.includes(folder) || folder === startedIn) && isProgram(folder) && !holds(folder, places);
  return {
    fixed: [
      ...files.map((path) => ({ path, because })),
      ...[...new Set(folders)].map((path) => ({ path, because, ...(!isWhole(path) && { only: code }) })),
    ],
    folders: [startedIn, ...folders],
  };
}

function isCode(path: string): boolean {
  return code.test(basename(path));
}

function holds(folder: string, places: readonly string[]): boolean {
  const real = realOf(folder) ?? folder;
  return places.some((place) => isIn(realOf(place) ?? place, real));
}

/** The nearest folder that is marked as a whole; else the folder itself. */
function folderOf(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (marks.some((name) => existsSync(join(at, name)))) return at;
    if (dirname(at) === at) return folder;
  }
}

/** A folder that can be started; one of data that a server is to work on is left alone. */
function isProgram(folder: string): boolean {
  return [...marks, "__main__.py", "index.js", "index.ts", "mod.ts"].some((name) =>
    existsSync(join(folder, name)),
  );
}
