import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { exampleCandidate, exampleEvidence, exampleRefusal } from "@portolan/core/testing";
import { openSkillStore } from "../store/open-skill-store.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** The root of a store of three skills: `caller` uses `callee`, `other` stands alone; one candidate was refused. */
export async function callerStore(): Promise<string> {
  const root = temporaryFolder();
  await using store = await openSkillStore({ root });
  const { skill } = await store.admit(exampleCandidate("callee"), exampleEvidence());
  const uses = [{ name: "callee", digest: skill.digest }];
  await store.admit(exampleCandidate("caller", { uses }), exampleEvidence());
  await store.admit(exampleCandidate("other"), exampleEvidence());
  await store.quarantine(exampleCandidate("refused"), exampleRefusal());
  return root;
}

/** Adds `callers-caller`, which uses `caller`. */
export async function addCallersCaller(root: string): Promise<void> {
  await using store = await openSkillStore({ root });
  const uses = [{ name: "caller", digest: (await store.get("caller"))!.digest }];
  await store.admit(exampleCandidate("callers-caller", { uses }), exampleEvidence());
}

/** Changes a file of a store as a person would; it fails where the text has nothing of the kind. */
export function changeFile(root: string, file: string, from: RegExp | string, to: string): void {
  const path = join(root, file);
  const text = readFileSync(path, "utf8");
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`${file} has no ${from}`);
  writeFileSync(path, changed);
}
