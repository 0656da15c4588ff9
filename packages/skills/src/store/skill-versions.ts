import { readdirSync } from "node:fs";
import { join } from "node:path";
import { candidateOf, PortolanError, type Skill, skillDigest } from "@portolan/core";
import { readOwnFile } from "./read-own-file.ts";
import { deepFreeze } from "./skill-files.ts";
import { skillInvalid } from "./store-errors.ts";
import { VERSIONS, versionFile } from "./store-layout.ts";
import { storedJson } from "./stored-json.ts";
import { firstIssue, versionSchema } from "./stored-schemas.ts";

/** A version that is no longer current, as inert JSON: nothing compiles, runs or finds it. */
export function versionText(skill: Skill): string {
  const { digest, version, evidence, aliasOf } = skill;
  return storedJson({ candidate: candidateOf(skill), digest, version, evidence, aliasOf });
}

/** The earlier versions in a skill's folder, oldest first, and what is wrong with the files that hold none. */
export function readVersions(
  name: string,
  folder: string,
): { versions: Skill[]; broken: { path: string; error: PortolanError }[] } {
  const versions: Skill[] = [];
  const broken: { path: string; error: PortolanError }[] = [];
  for (const file of versionFiles(folder)) {
    const found = readVersion(name, folder, file);
    if (found instanceof PortolanError) broken.push({ path: join(folder, file), error: found });
    else versions.push(found);
  }
  return { versions: versions.toSorted((a, b) => a.version - b.version), broken };
}

function versionFiles(folder: string): string[] {
  try {
    const files = readdirSync(join(folder, VERSIONS)).filter((file) => file.endsWith(".json"));
    return files.toSorted().map((file) => `${VERSIONS}/${file}`);
  } catch {
    return [];
  }
}

function readVersion(name: string, folder: string, file: string): Skill | PortolanError {
  try {
    const parsed = versionSchema.safeParse(JSON.parse(readOwnFile(folder, file)));
    if (!parsed.success) return skillInvalid(name, file, `holds a wrong value (${firstIssue(parsed.error)})`);
    const { candidate, digest, version, evidence, aliasOf } = parsed.data;
    if (candidate.name !== name || skillDigest(candidate) !== digest || versionFile(digest) !== file) {
      return skillInvalid(name, file, "is not the version that it says");
    }
    const alias = aliasOf === undefined ? {} : { aliasOf };
    return deepFreeze({ ...candidate, digest, status: "deprecated", version, evidence, ...alias });
  } catch (cause) {
    return skillInvalid(name, file, `is not JSON (${(cause as Error).message})`, cause);
  }
}
