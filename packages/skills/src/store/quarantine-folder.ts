import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import {
  type Candidate,
  PortolanError,
  type QuarantinedCandidate,
  type Refusal,
  skillDigest,
} from "@portolan/core";
import { placeFile } from "./atomic-write.ts";
import { readOwnFile } from "./read-own-file.ts";
import { isSkillName, storeLayout } from "./store-layout.ts";
import { storedJson } from "./stored-json.ts";
import { firstIssue, quarantinedSchema } from "./stored-schemas.ts";

/** Writes a refused candidate as inert JSON, unless it is there; call it under the store's lock. */
export async function writeQuarantined(root: string, candidate: Candidate, refusal: Refusal): Promise<void> {
  const { name, signature, source, description, uses, tools, evals, tags, author } = candidate;
  const digest = skillDigest(candidate);
  // A refused name may be anything, even a path: only a good one becomes part of a path.
  const label = isSkillName(name) ? name : "unnamed";
  const file = `${label}-${digest.slice(0, 12)}.json`;
  const path = join(storeLayout.quarantine(root), file);
  if (existsSync(path)) return;
  const kept = { name, signature, source, description, uses, tools, evals, tags, author };
  const record = { candidate: kept, digest, refusal };
  await placeFile(root, path, storedJson(record));
}

/** All records, by name then digest, and what is wrong with the files that hold none. */
export async function readQuarantined(
  root: string,
): Promise<{ records: QuarantinedCandidate[]; broken: { file: string; error: PortolanError }[] }> {
  const records: QuarantinedCandidate[] = [];
  const broken: { file: string; error: PortolanError }[] = [];
  for (const file of await recordFiles(root)) {
    const record = readRecord(storeLayout.quarantine(root), file);
    if (record instanceof PortolanError) broken.push({ file, error: record });
    else records.push(record);
  }
  records.sort((a, b) => compare(a.candidate.name, b.candidate.name) || compare(a.digest, b.digest));
  return { records, broken };
}

async function recordFiles(root: string): Promise<string[]> {
  const files = await readdir(storeLayout.quarantine(root)).catch((): string[] => []);
  return files.filter((file) => file.endsWith(".json")).toSorted();
}

function readRecord(folder: string, file: string): QuarantinedCandidate | PortolanError {
  try {
    const parsed = quarantinedSchema.safeParse(JSON.parse(readOwnFile(folder, file)));
    if (!parsed.success) return invalid(file, firstIssue(parsed.error));
    if (skillDigest(parsed.data.candidate) !== parsed.data.digest)
      return invalid(file, "its digest is wrong");
    return parsed.data;
  } catch (error) {
    return invalid(file, (error as Error).message);
  }
}

function invalid(file: string, what: string): PortolanError {
  return new PortolanError("store-invalid", `The record quarantine/${file} is broken: ${what}.`, {
    value: file,
    next: "Delete the file, or restore it from version control; no skill depends on it.",
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
