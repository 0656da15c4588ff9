import { existsSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { homeFolder } from "@portolan/core";
import type { McpServer } from "@portolan/sandbox/mcp";
import type { FixedPath } from "@portolan/sandbox/tools";
import { agentKinds, type Places } from "../../mcp-install/clients.ts";
import { isIn } from "./real-folder.ts";
import { ownStore } from "../store-place.ts";
import { codeOfServer } from "./server-code.ts";

/** What is known of the code that a server of the library, and those that it mounts, start with. */
export interface ExecutedCode {
  cwd: string;
  environment: Readonly<Record<string, string | undefined>>;
  /** Absolute paths of modules of the user's that were loaded; asked at each write, since some are loaded late. */
  modules: () => Iterable<string>;
  servers: readonly (readonly [namespace: string, server: McpServer])[];
  /** Folders that programs may write in. */
  writable: readonly string[];
}

/** What says beside a module, or above it, which other ones are loaded. */
const manifests = [
  "package.json",
  "node_modules",
  ".npmrc",
  ".pnp.cjs",
  ".pnp.loader.mjs",
  ".pnpmfile.cjs",
  "pnpm-workspace.yaml",
];

/**
 * What a program must not change wherever it may write: files that Portolan or a mounted server runs at its next start, what decides
 * which those are, and the settings by which agents start them.
 */
export function executedFiles(code: ExecutedCode): () => FixedPath[] {
  const { cwd, environment, modules, servers, writable } = code;
  const own = ownPackages();
  const still = [
    ...own.map((path) => ({ path, because: "Portolan itself is there" })),
    ...stores(cwd, environment).map((path) => ({ path, because: "Portolan takes skills from there" })),
    ...manifestsAbove([cwd, ...own], byPortolan),
    ...commandFolders(code),
    ...agentSettings(cwd, environment).map((path) => ({
      path,
      because: "agents start commands by what stands there",
    })),
    ...servers.flatMap(([namespace, server]) => {
      const { fixed, folders } = codeOfServer(namespace, server, cwd, [cwd, ...writable]);
      return [
        ...fixed,
        ...manifestsAbove(folders, `the server of #tools/${namespace} starts with what is there`),
      ];
    }),
  ];
  const known = new Map<string, FixedPath[]>();
  return () => {
    for (const path of modules()) {
      if (known.has(path) || /[\\/]node_modules[\\/]/.test(path)) continue;
      known.set(path, [{ path, because: byPortolan }, ...manifestsAbove([dirname(path)], byPortolan)]);
    }
    return [...still, ...[...known.values()].flat()];
  };
}

const byPortolan = "Portolan starts with what is there";

function manifestsAbove(folders: readonly string[], because: string): FixedPath[] {
  const above = new Set(folders.flatMap(upwards));
  return [...above].flatMap((folder) => manifests.map((name) => ({ path: join(folder, name), because })));
}

function upwards(folder: string): string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [folder, ...upwards(above)];
}

/** The folders of the packages that this program consists of, in a checkout and where it was installed. */
function ownPackages(): string[] {
  const parts = ["core", "sandbox", "skills", "bench"].map((name) =>
    fileURLToPath(import.meta.resolve(`@portolan/${name}`)),
  );
  return [import.meta.filename, ...parts].map(
    (path) =>
      upwards(dirname(path)).find((folder) => existsSync(join(folder, "package.json"))) ?? dirname(path),
  );
}

/** Where a library is served from as soon as it is there: the project's, and the user's own. */
function stores(cwd: string, environment: Places["environment"]): string[] {
  return [join(cwd, "skills-store"), ...ofUser(() => [ownStore(environment)])];
}

/**
 * The folders that commands are looked for in, by this process and by those that it starts. What is not named in full, as `.` or by
 * nothing, is named from where each of them is; of a folder that somebody works in only what lies in it itself is a command.
 */
function commandFolders({ cwd, environment, servers }: ExecutedCode): FixedPath[] {
  const because = "commands are started from there";
  const started = servers.flatMap(([, server]) =>
    "command" in server ? [{ at: resolve(cwd, server.cwd ?? "."), path: server.env?.["PATH"] }] : [],
  );
  const paths = [environment["PATH"], ...started.map(({ path }) => path)];
  const named = paths.flatMap((path) => path?.split(delimiter) ?? []);
  const places = [cwd, ...started.map(({ at }) => at)];
  const folders = new Set(named.flatMap((one) => places.map((place) => resolve(place, one))));
  return [
    { path: dirname(process.execPath), because },
    ...[...folders].map((path) => ({ path, because, isFlat: places.some((place) => isIn(place, path)) })),
  ];
}

function agentSettings(cwd: string, environment: Places["environment"]): string[] {
  const kinds = Object.values(agentKinds);
  const places = (home: string): Places => ({ cwd, home, environment, platform: process.platform });
  const project = kinds.map((kind) => kind.settings("project", places(cwd)));
  return [
    ...project,
    ...ofUser(() => kinds.map((kind) => kind.settings("user", places(homeFolder(environment))))),
  ].filter((path) => path !== undefined);
}

/** Who has no folder of their own has no settings there. */
function ofUser<T>(find: () => T[]): T[] {
  try {
    return find();
  } catch {
    return [];
  }
}
