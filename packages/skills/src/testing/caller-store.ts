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
