import { nearestNames, type ToolSet } from "@portolan/core";
import type { FileRoot, FileToolOptions } from "@portolan/sandbox/tools";
import { wrongUsage } from "../../command-line/usage-error.ts";
import { clientRootsText, requireFolder, rootsNamed } from "./client-roots.ts";
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
  #dropped = 0;

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
    if (clientRoots) requireFolder(clientRoots.path);
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
    return clientRoots && clientRootsText(clientRoots);
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
    this.#dropped++;
    this.#granted.set(as, this.#withoutRoots);
  }

  /** Takes those of the folders that lie where the user said that they may. @param uris as the client gives them */
  async takeRoots(uris: readonly string[]): Promise<void> {
    const { clientRoots, as, everyone = nothingGranted, clients } = this.#options;
    if (!clientRoots || !this.#wantsRoots) return;
    const dropped = this.#dropped;
    const besides = (as === undefined ? undefined : clients?.get(as)) ?? nothingGranted;
    const roots = await rootsNamed(uris, clientRoots, [...everyone.roots, ...besides.roots]);
    const spec = joined(everyone, { ...nothingGranted, roots });
    const granted = await grantedTo(as, { ...this.#options, everyone: spec }, this.#mounts);
    // The client has others by now.
    if (dropped !== this.#dropped) return;
    this.#granted.set(as, granted);
    this.#wantsRoots = false;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { connected } of this.#mounts.values())
      await (await connected?.catch(() => undefined))?.[Symbol.asyncDispose]();
  }
}

async function grantedTo(
  name: string | undefined,
  { everyone = nothingGranted, clients, own = {}, except = [], fixed, clientRoots }: GrantOptions,
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
    // Files are there as soon as the client has named roots.
    if (!source && namespace === "files" && clientRoots) continue;
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
