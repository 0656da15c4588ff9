import { resolve } from "node:path";
import type { ToolSet } from "@portolan/core";
import { wrongUsage } from "../../command-line/usage-error.ts";
import { GrantBook } from "./grant-book.ts";
import { type GrantFlags, grantOfFlags, rootOf } from "./grant-flags.ts";
import { type GrantSpec, joined, nothingGranted } from "./grant-spec.ts";

/** The flags by which a person grants something. */
export interface GrantCommandFlags extends GrantFlags {
  clientRoots?: string;
  grants?: string;
  as?: string;
  tools?: string;
  tokens?: string;
  http?: boolean;
}

export interface GrantPlace {
  cwd: string;
  environment: Readonly<Record<string, string | undefined>>;
  /** The store and the log: what no program may see or change, wherever roots are. */
  except: readonly string[];
  /** Modules that ran for the settings. */
  files?: readonly string[];
}

/**
 * All that a command line and the file that it names grant. What grants, and what would run or let in somebody at the next start, is
 * never among the files that programs see.
 * @throws PortolanError `usage`
 */
export async function grantsOfCommand(flags: GrantCommandFlags, place: GrantPlace): Promise<GrantBook> {
  const { cwd, environment } = place;
  requireKnown(flags);
  const loaded = flags.tools === undefined ? undefined : await ownTools(flags.tools, cwd);
  const file =
    flags.grants === undefined ? undefined : await grantsIn(resolve(cwd, flags.grants), environment);
  const clients: ReadonlyMap<string, GrantSpec> = file?.clients ?? new Map();
  if (flags.http === true && clients.size > 0 && flags.tokens === undefined) {
    throw wrongUsage(
      "Over HTTP a client may call itself by any name.",
      [...clients.keys()].join(", "),
      "Add --tokens FILE, so that those clients are known; or grant it to everyone.",
    );
  }
  const flagged = grantOfFlags(flags, cwd);
  const files = [flags.grants, flags.tokens, flags.tools].filter((path) => path !== undefined);
  const everyone = file ? joined(file.everyone, flagged) : flagged;
  const clientRoots = flags.clientRoots === undefined ? undefined : rootOf(flags.clientRoots, cwd);
  const named = clientRoots ? [{ ...nothingGranted, roots: [clientRoots] }] : [];
  const specs = [everyone, ...clients.values(), ...named];
  return GrantBook.open({
    everyone,
    clients,
    as: flags.as,
    own: loaded?.tools,
    except: [
      ...place.except,
      ...files.map((path) => resolve(cwd, path)),
      resolve(cwd, "portolan.config.ts"),
      "portolan.config.ts",
      // There the environment of this process is a file, with the keys in it.
      "/proc",
    ],
    fixed: specs.some(({ roots }) => roots.some(({ access }) => access === "rw"))
      ? await fixedFor(specs, place, loaded?.modules ?? [])
      : undefined,
    clientRoots,
  });
}

/** What runs at the next start; looked for only where programs may write at all. */
async function fixedFor(
  specs: readonly GrantSpec[],
  { cwd, environment, files = [] }: GrantPlace,
  loaded: Iterable<string>,
) {
  const { executedFiles } = await import("./executed-files.ts");
  const servers = specs.flatMap((spec) =>
    Object.entries(spec.servers).map(([namespace, { server }]) => [namespace, server] as const),
  );
  const writable = specs.flatMap(({ roots }) =>
    roots.filter(({ access }) => access === "rw").map(({ path }) => path),
  );
  return executedFiles({ cwd, environment, modules: () => [...files, ...loaded], servers, writable });
}

function requireKnown({ http, as, clientRoots }: GrantCommandFlags): void {
  const given = Object.entries({ as, "client-roots": clientRoots }).find(([, value]) => value !== undefined);
  if (http !== true || !given) return;
  throw wrongUsage(
    `--${given[0]} is for the client at the other end of the pipes.`,
    given[1],
    `Leave --http out, or leave --${given[0]} out.`,
  );
}

/** The tools, with the modules that were loaded for them, and those that they load later. */
async function ownTools(path: string, cwd: string): Promise<{ tools: ToolSet; modules: Iterable<string> }> {
  const { loadTools } = await import("../../playground/load-tools.ts");
  const { watchModules } = await import("../../programs/loaded-modules.ts");
  const modules = watchModules();
  return { tools: await loadTools(path, cwd), modules };
}

async function grantsIn(path: string, environment: GrantPlace["environment"]) {
  const { readGrants } = await import("./grants-file.ts");
  return readGrants(path, environment);
}
