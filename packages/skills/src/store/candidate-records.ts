import { readdir, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import {
  type Candidate,
  type CandidateOrigin,
  PortolanError,
  skillDigest,
  type SkillRef,
  type StoredCandidate,
  withCasesOf,
} from "@portolan/core";
import { placeFile } from "./atomic-write.ts";
import { readOwnFile } from "./read-own-file.ts";
import { isSkillName, storeLayout } from "./store-layout.ts";
import { storedJson } from "./stored-json.ts";
import { firstIssue, storedCandidateSchema } from "./stored-schemas.ts";

/** Writes a candidate as inert JSON, or the cases that its record lacks; call it under the store's lock. */
export async function writeCandidate(
  root: string,
  candidate: Candidate,
  origin: CandidateOrigin,
): Promise<"added" | "unchanged"> {
  const path = pathOf(root, { name: candidate.name, digest: skillDigest(candidate) });
  const found = await readRecord(path, candidate.name);
  const known = found instanceof PortolanError ? undefined : found;
  const all = known ? withCasesOf(known.candidate, candidate) : candidate;
  if (known && storedJson(all) === storedJson(known.candidate)) return "unchanged";
  await placeFile(root, path, recordText({ candidate: all, digest: skillDigest(all), origin }));
  return "added";
}

/** Writes why a candidate is no skill yet, or removes its record; call it under the store's lock. */
export async function settleCandidate(root: string, ref: SkillRef, reason?: string): Promise<void> {
  const path = pathOf(root, ref);
  if (reason === undefined) return rm(path, { force: true });
  const record = await readRecord(path, ref.name);
  if (record === undefined || record instanceof PortolanError || record.reason === reason) return;
  await placeFile(root, path, recordText({ ...record, reason }));
}

/** All records, by name then digest, and what is wrong with the files that hold none. */
export async function readCandidates(
  root: string,
): Promise<{ records: StoredCandidate[]; broken: { file: string; error: PortolanError }[] }> {
  const records: StoredCandidate[] = [];
  const broken: { file: string; error: PortolanError }[] = [];
  const files = await readdir(storeLayout.candidates(root)).catch((): string[] => []);
  for (const file of files.filter((one) => one.endsWith(".json"))) {
    const record = await readRecord(join(storeLayout.candidates(root), file), file);
    if (record instanceof PortolanError) broken.push({ file, error: record });
    else if (record) records.push(record);
  }
  return { records: records.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)), broken };
}

function keyOf({ candidate, digest }: StoredCandidate): string {
  return `${candidate.name} ${digest}`;
}

function pathOf(root: string, { name, digest }: SkillRef): string {
  // Only a name that a skill can have becomes part of a path; a digest is of our own making.
  const label = isSkillName(name) ? name : "unnamed";
  return join(storeLayout.candidates(root), `${label}-${digest.slice(0, 12)}.json`);
}

function recordText({ candidate, digest, origin, reason }: StoredCandidate): string {
  const { name, signature, source, description, uses, tools, evals, tags, author } = candidate;
  const kept = { name, signature, source, description, uses, tools, evals, tags, author };
  return storedJson({ candidate: kept, digest, origin, reason });
}

/** A record; nothing where there is no file; an error for one that does not hold what it says. */
async function readRecord(path: string, file: string): Promise<StoredCandidate | PortolanError | undefined> {
  try {
    const parsed = storedCandidateSchema.safeParse(JSON.parse(readOwnFile(dirname(path), basename(path))));
    if (!parsed.success) return invalid(file, firstIssue(parsed.error));
    const { candidate, digest } = parsed.data;
    return skillDigest(candidate) === digest ? parsed.data : invalid(file, "its digest is wrong");
  } catch (error) {
    if ((error as { code?: string }).code === "ENOENT") return undefined;
    return invalid(file, (error as Error).message);
  }
}

function invalid(file: string, what: string): PortolanError {
  return new PortolanError("store-invalid", `The record candidates/${file} is broken: ${what}.`, {
    value: file,
    next: "Delete the file, and import it again; no skill depends on it.",
  });
}
