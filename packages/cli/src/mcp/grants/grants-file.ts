import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { z } from "zod";
import { wrongUsage } from "../../command-line/usage-error.ts";
import { rootOf } from "./grant-flags.ts";
import { grantsFileSchema, type grantSchema } from "./grants-schema.ts";
import { type GrantSpec, joined, nothingGranted } from "./grant-spec.ts";

/** What a file of grants says: for every client, and for those of a name besides. */
export interface GrantsFile {
  everyone: GrantSpec;
  clients: ReadonlyMap<string, GrantSpec>;
}

/**
 * Reads a file of grants. Paths are those from its folder; `$NAME` in headers and environments is what that variable holds.
 * @throws PortolanError `usage`, never with what a variable holds
 */
export async function readGrants(
  path: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<GrantsFile> {
  const text = await readFile(path, "utf8").catch((cause: Error) => {
    throw wrong(`The file of grants cannot be read (${cause.message}).`, path);
  });
  const read = grantsFileSchema.safeParse(parsed(text, path));
  if (!read.success) {
    const [issue] = read.error.issues;
    throw wrong(
      `The file of grants is wrong at ${issue?.path.join(".") || "its top"}: ${issue?.message}.`,
      path,
    );
  }
  const { everyone = {}, clients = {} } = read.data;
  const spec = (given: z.infer<typeof grantSchema>): GrantSpec =>
    specOf(given, dirname(path), { path, environment });
  return {
    everyone: spec(everyone),
    clients: new Map(Object.entries(clients).map(([name, given]) => [name, spec(given)])),
  };
}

interface Source {
  path: string;
  environment: Readonly<Record<string, string | undefined>>;
}

function specOf(given: z.infer<typeof grantSchema>, folder: string, source: Source): GrantSpec {
  const { roots = [], hosts = [], servers = {}, allowWrites = [] } = given;
  const filled = (values: Record<string, string> | undefined): Record<string, string> =>
    Object.fromEntries(
      Object.entries(values ?? {}).map(([name, value]) => [name, withVariables(value, source)]),
    );
  return joined(nothingGranted, {
    roots: roots.map((root) =>
      typeof root === "string"
        ? rootOf(root, folder)
        : { ...defined(root), path: resolve(folder, root.path) },
    ),
    hosts: hosts.map((host) =>
      typeof host === "string" ? { host } : { ...defined(host), headers: filled(host.headers) },
    ),
    servers: Object.fromEntries(
      Object.entries(servers).map(([name, mount]) => {
        const to = mount.server;
        const server =
          "url" in to
            ? { url: to.url, headers: filled(to.headers) }
            : {
                command: to.command,
                args: to.args ?? [],
                env: filled(to.env),
                cwd: resolve(folder, to.cwd ?? "."),
              };
        return [name, { ...defined(mount), server }];
      }),
    ),
    allowWrites,
  });
}

function withVariables(value: string, { path, environment }: Source): string {
  return value.replaceAll(/\$(\w+)/g, (_, name: string) => {
    const held = environment[name];
    if (held === undefined)
      throw wrong(`The file of grants names the variable ${name}, which is not set.`, path);
    return held;
  });
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw wrong(`The file of grants is no JSON (${(cause as Error).message}).`, path);
  }
}

/** Without the fields that are not given. */
function defined<T extends object>(value: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as never;
}

function wrong(message: string, value: string) {
  return wrongUsage(
    message,
    value,
    'Write { "everyone": { "roots": ["notes:ro"] }, "clients": { "ada": { "hosts": ["api.example.com"] } } }.',
  );
}
