import { realpathSync, statSync } from "node:fs";
import { relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { nearestNames, type ToolSet } from "@portolan/core";
import type { FileRoot, FileToolOptions } from "@portolan/sandbox/tools";
import { wrongUsage } from "../../command-line/usage-error.ts";
import { type GrantSpec, joined, nothingGranted } from "./grant-spec.ts";
import { Granted } from "./granted.ts";
import { type Mounts, sourcesOf } from "./tool-source.ts";

/** All that a server grants, and to whom. */
export interface GrantOptions {
  /** To every client. */
  everyone?: GrantSpec;
  /** Besides, to those that are known by a token, or by `as`. */
  clients?: ReadonlyMap<string, GrantSpec>;
  /** The client at the other end of the pipes. */
  as?: string | undefined;
  /** Tools of the user's own. */
  own?: ToolSet;
  /** What no program sees, wherever roots are. */
  except?: readonly string[];
  /** What programs see there, and never change. */
  fixed?: FileToolOptions["fixed"];
  /** Folders that the client names as its own are roots too, where they lie in this one. */
  clientRoots?: FileRoot | undefined;
}

/** Says what each client was granted. Nothing that a client or a program says changes it. */
export class GrantBook implements AsyncDisposable {
  readonly #options: GrantOptions;
  readonly #granted: Map<string | undefined, Granted>;
  readonly #mounts: Mounts;
  /** What the client at the pipes was granted before it named folders. */
  readonly #withoutRoots: Granted;
  #wantsRoots: boolean;

  private constructor(options: GrantOptions, granted: Map<string | undefined, Granted>, mounts: Mounts) {
    this.#options = options;
    this.#granted = granted;
    this.#mounts = mounts;
    this.#withoutRoots = granted.get(options.as) as Granted;
    this.#wantsRoots = options.clientRoots !== undefined;
  }

  /** @throws PortolanError `usage` for a grant of what there is not */
  static async open(options: GrantOptions = {}): Promise<GrantBook> {
    const { as, clients = new Map<string, GrantSpec>() } = options;
    if (as !== undefined && !clients.has(as)) throw unknownClient(as, [...clients.keys()]);
    const { clientRoots } = options;
    if (clientRoots && !isFolder(clientRoots.path)) throw noFolder(clientRoots.path);
    const mounts: Mounts = new Map();
    const granted = new Map<string | undefined, Granted>();
    for (const name of [undefined, ...clients.keys()])
      granted.set(name, await grantedTo(name, options, mounts));
    return new GrantBook(options, granted, mounts);
  }

  /** The clients that are granted something besides. */
  get clients(): string[] {
    return [...this.#granted.keys()].filter((name) => name !== undefined);
  }

  /** The name of the client at the other end of the pipes, where it has one. */
  get atPipes(): string | undefined {
    return this.#options.as;
  }

  /** What a person is told of the folders that the client will name. */
  get clientRootsLine(): string | undefined {
    const { clientRoots } = this.#options;
    if (!clientRoots) return undefined;
    const { path, access, hidden } = clientRoots;
    const rights = `${access === "rw" ? "read and write" : "read"}${hidden === true ? ", hidden files too" : ""}`;
    return `#tools/files: the roots that the client names, where they lie in ${path} (${rights})`;
  }

  /** True until the client has said which folders are its own, and again once those are others. */
  get wantsRoots(): boolean {
    return this.#wantsRoots;
  }

  /** @param principal the client as its token names it: what it calls itself counts for nothing */
  for(principal: string | undefined): Granted {
    const name = principal ?? this.#options.as;
    return (this.#granted.get(name) ?? this.#granted.get(undefined)) as Granted;
  }

  /** Takes away the folders that the client named: it has others now, and is asked again. */
  dropRoots(): void {
    const { clientRoots, as } = this.#options;
    if (!clientRoots) return;
    this.#wantsRoots = true;
    this.#granted.set(as, this.#withoutRoots);
  }

  /** Takes those of the folders that lie where the user said that they may. @param uris as the client gives them */
  async takeRoots(uris: readonly string[]): Promise<void> {
    const { clientRoots, as, everyone = nothingGranted } = this.#options;
    if (!clientRoots || !this.#wantsRoots) return;
    const within = realOf(clientRoots.path);
    const found = uris.slice(0, 32).flatMap((uri) => {
      const path = pathOf(uri);
      if (path === undefined || within === undefined || !isIn(path, within)) return [];
      // A folder that is hidden is not made plain by being called a root.
      const isHidden = relative(within, path)
        .split(sep)
        .some((name) => name.startsWith("."));
      return isHidden && clientRoots.hidden !== true ? [] : [path];
    });
    const { nameOfRoot } = await import("@portolan/sandbox/tools");
    const taken = new Set(everyone.roots.map(({ path, name }) => name ?? nameOfRoot(path)));
    const roots = [...new Set(found)].map((path) => {
      const called = nameOfRoot(path).replaceAll(/[:\\]/g, "-").slice(0, 80);
      let name = called;
      for (let i = 2; taken.has(name); i++) name = `${called}-${i}`;
      taken.add(name);
      return { ...clientRoots, path, name };
    });
    const spec = joined(everyone, { ...nothingGranted, roots });
    const options = { ...this.#options, everyone: spec };
    this.#granted.set(as, await grantedTo(as, options, this.#mounts));
    this.#wantsRoots = false;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { connected } of this.#mounts.values())
      await (await connected?.catch(() => undefined))?.[Symbol.asyncDispose]();
  }
}

async function grantedTo(
  name: string | undefined,
  { everyone = nothingGranted, clients, own = {}, except = [], fixed }: GrantOptions,
  mounts: Mounts,
): Promise<Granted> {
  const besides = (name === undefined ? undefined : clients?.get(name)) ?? nothingGranted;
  const spec = joined(everyone, besides);
  const sources = await sourcesOf(spec, { own, except, fixed, mounts });
  const namespaces = sources.map(({ namespace }) => namespace);
  if (spec.allowWrites === true) return new Granted(sources, true);
  for (const allowed of spec.allowWrites) {
    const [namespace = "", tool] = allowed.split(".");
    const source = sources.find((one) => one.namespace === namespace);
    if (!source) throw unknownTool(allowed, namespaces);
    const known = source.names && [...source.names, ...source.withheld];
    if (tool !== undefined && known?.includes(tool) === false)
      throw unknownTool(
        allowed,
        nearestNames(tool, known).map((near) => `${namespace}.${near}`),
      );
  }
  return new Granted(sources, spec.allowWrites);
}

function pathOf(uri: string): string | undefined {
  try {
    const path = realOf(fileURLToPath(uri));
    return path !== undefined && isFolder(path) ? path : undefined;
  } catch {
    return undefined;
  }
}

function realOf(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function noFolder(path: string) {
  return wrongUsage(
    "The folder of --client-roots is not there.",
    path,
    "Name one in which the roots of clients may lie, as in --client-roots .",
  );
}

function isIn(path: string, within: string): boolean {
  return path === within || path.startsWith(within.endsWith(sep) ? within : within + sep);
}

function unknownClient(name: string, known: readonly string[]) {
  const near = nearestNames(name, known);
  return wrongUsage(
    `No client ${name} is granted anything.`,
    name,
    near.length > 0 ? `Did you mean ${near.join(" or ")}?` : "Name one of the clients of --grants.",
  );
}

function unknownTool(name: string, granted: readonly string[]) {
  const known = granted.length > 0 ? `There are ${granted.join(", ")}` : "There is none like it";
  return wrongUsage(
    `--allow-writes names "${name}", which is not granted.`,
    name,
    `${known}; to allow all, put --allow-writes at the end of the line.`,
  );
}
