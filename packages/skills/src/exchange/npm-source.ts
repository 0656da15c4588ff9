import { mkdir } from "node:fs/promises";
import { join, resolve, sep } from "node:path";
import { execa } from "execa";
import { z } from "zod";
import { type CloneOptions, fetchFailed, inTemporaryFolder } from "./git-source.ts";
import type { SourceOrigin } from "./offer.ts";
import { readText, sourceInvalid } from "./source-files.ts";
import { extractTarball } from "./tarball.ts";

/** A package of the registry. */
export interface NpmSpec {
  name: string;
  /** A version, range or tag; the newest when absent. */
  version?: string;
}

/** What a package says of itself. */
type Said = Omit<SourceOrigin, "from" | "by">;

const manifestSchema = z.object({
  version: z.string().optional(),
  license: z.string().optional().catch(undefined),
  author: z
    .union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)])
    .optional()
    .catch(undefined),
  portolan: z.object({ skills: z.string().optional() }).optional().catch(undefined),
});

/**
 * Reads `npm:name@version`. Nothing but a name of the registry: npm would run scripts of what it packs from a folder or a
 * repository.
 * @throws PortolanError `source-invalid`
 */
export function npmSpecOf(source: string): NpmSpec {
  const match = /^npm:((?:@[a-z0-9~][\w.~-]*\/)?[a-z0-9~][\w.~-]*)(?:@([\w.^~<>=*+-]+))?$/.exec(source);
  if (match) return { name: match[1] as string, ...(match[2] !== undefined && { version: match[2] }) };
  throw sourceInvalid("That is no package of npm.", source, "Write it as npm:name or npm:name@1.2.3.");
}

/** Fetches a package by the npm on this machine, runs none of its scripts, and unpacks it into a folder that is gone after `use`. */
export async function withNpmPackage<T>(
  { name, version }: NpmSpec,
  options: CloneOptions,
  use: (folder: string, said: Said) => Promise<T>,
): Promise<T> {
  const spec = version === undefined ? name : `${name}@${version}`;
  return inTemporaryFolder(async (temporary) => {
    const flags = ["--ignore-scripts", "--json", "--loglevel=error", `--pack-destination=${temporary}`];
    try {
      const { stdout } = await execa("npm", ["pack", ...flags, "--", spec], {
        cwd: temporary,
        stdin: "ignore",
        timeout: options.timeoutMs ?? 120_000,
        ...(options.signal && { cancelSignal: options.signal }),
      });
      const packed = z
        .array(z.object({ filename: z.string() }))
        .min(1)
        .parse(JSON.parse(stdout));
      const file = (packed[0]?.filename ?? "").replace(/^@/, "").replaceAll("/", "-");
      return await unpacked(join(temporary, file), temporary, use);
    } catch (error) {
      if (error instanceof Error && error.name === "PortolanError") throw error;
      throw fetchFailed("The package cannot be fetched", spec, error);
    }
  });
}

/** Unpacks a tarball that `npm pack` made. */
export async function withTarball<T>(
  path: string,
  use: (folder: string, said: Said) => Promise<T>,
): Promise<T> {
  return inTemporaryFolder((temporary) => unpacked(path, temporary, use));
}

async function unpacked<T>(
  tarball: string,
  temporary: string,
  use: (folder: string, said: Said) => Promise<T>,
): Promise<T> {
  const root = join(temporary, "package");
  await mkdir(root);
  await extractTarball(tarball, root);
  const text = await readText(join(root, "package.json")).catch(() => "{}");
  const { version, license, author, portolan } = manifestSchema.catch({}).parse(jsonOrNothing(text));
  const folder = resolve(root, portolan?.skills ?? ".");
  if (folder !== root && !folder.startsWith(root + sep))
    throw sourceInvalid("The package names skills outside of itself.", portolan?.skills, "Do not use it.");
  return use(folder, {
    ...(version !== undefined && { version }),
    ...(license !== undefined && { licence: license }),
    ...(author !== undefined && { author }),
  });
}

function jsonOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
