import { resolve } from "node:path";
import type { ToolSet } from "@portolan/core";
import { wrongUsage } from "../../command-line/usage-error.ts";
import { GrantBook } from "./grant-book.ts";
import { type GrantFlags, grantOfFlags, rootOf } from "./grant-flags.ts";
import { joined } from "./grant-spec.ts";

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
}

/**
 * All that a command line and the file that it names grant. What grants, and what would run or let in somebody at the next start, is
 * never among the files that programs see.
 * @throws PortolanError `usage`
 */
export async function grantsOfCommand(flags: GrantCommandFlags, place: GrantPlace): Promise<GrantBook> {
  const { cwd, environment } = place;
  requireKnown(flags);
  const own = flags.tools === undefined ? {} : await ownTools(flags.tools, cwd);
  const file =
    flags.grants === undefined ? undefined : await grantsIn(resolve(cwd, flags.grants), environment);
  const clients = file?.clients ?? new Map<string, never>();
  if (flags.http === true && clients.size > 0 && flags.tokens === undefined) {
    throw wrongUsage(
      "Over HTTP a client may call itself by any name.",
      [...clients.keys()].join(", "),
      "Add --tokens FILE, so that those clients are known; or grant it to everyone.",
    );
  }
  const flagged = grantOfFlags(flags, cwd);
  const files = [flags.grants, flags.tokens, flags.tools].filter((path) => path !== undefined);
  return GrantBook.open({
    everyone: file ? joined(file.everyone, flagged) : flagged,
    clients,
    as: flags.as,
    own,
    except: [...place.except, ...files.map((path) => resolve(cwd, path)), "portolan.config.ts"],
    clientRoots: flags.clientRoots === undefined ? undefined : rootOf(flags.clientRoots, cwd),
  });
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

async function ownTools(path: string, cwd: string): Promise<ToolSet> {
  const { loadTools } = await import("../../playground/load-tools.ts");
  return loadTools(path, cwd);
}

async function grantsIn(path: string, environment: GrantPlace["environment"]) {
  const { readGrants } = await import("./grants-file.ts");
  return readGrants(path, environment);
}
