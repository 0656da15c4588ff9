import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { PortolanError } from "@portolan/core";
import { execa } from "execa";
import { tarEntries } from "./tar-entries.ts";

/** One package that the table is trained on, as `sources.json` lists it. */
export interface SourcePackage {
  name: string;
  version: string;
  /** As its `package.json` states it. */
  licence: string;
  /** `sha512-…` of the archive. */
  integrity: string;
}

/** Licences that allow training and passing on what was trained. */
const PERMISSIVE = new Set(["MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "0BSD", "BSL-1.0"]);

const folder = fileURLToPath(new URL(".cache/", import.meta.url));

/** The packages to train on, in the order of the manifest. */
export function sourcePackages(): SourcePackage[] {
  return JSON.parse(readFileSync(new URL("sources.json", import.meta.url), "utf8")) as SourcePackage[];
}

/**
 * The files of a package at exactly that version, downloaded once by the package manager.
 * @throws PortolanError `usage` for an archive or a licence other than the manifest's
 */
export async function packageFiles(source: SourcePackage): Promise<{ path: string; bytes: Uint8Array }[]> {
  const { name, version, integrity } = source;
  const archive = join(folder, `${name.replace("@", "").replace("/", "-")}-${version}.tgz`);
  if (!existsSync(archive)) {
    mkdirSync(folder, { recursive: true });
    await execa("npm", ["pack", `${name}@${version}`, "--ignore-scripts", "--silent"], { cwd: folder });
  }
  const bytes = readFileSync(archive);
  const found = `sha512-${createHash("sha512").update(bytes).digest("base64")}`;
  if (found !== integrity) throw refused(source, `its archive has the integrity ${found}`);
  const files = tarEntries(bytes);
  const manifest = files.find(({ path }) => /^[^/]+\/package\.json$/.test(path));
  const { license } = JSON.parse(Buffer.from(manifest?.bytes ?? "{}").toString()) as { license?: string };
  if (license !== source.licence) throw refused(source, `it states the licence ${license}`);
  if (!isPermissive(source.licence)) throw refused(source, `the licence ${license} is not on the list`);
  return files;
}

/** True where one of the alternatives of an SPDX expression is permissive in all its parts. */
export function isPermissive(licence: string): boolean {
  const alternatives = licence.replaceAll(/[()]/g, "").split(" OR ");
  return alternatives.some((one) => one.split(" AND ").every((part) => PERMISSIVE.has(part)));
}

function refused({ name, version }: SourcePackage, what: string): PortolanError {
  return new PortolanError("usage", `${name}@${version} is not what sources.json says: ${what}.`, {
    value: name,
    next: "Delete the archive in training/.cache, or correct the manifest.",
  });
}
