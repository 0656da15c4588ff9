import { cpSync } from "node:fs";
import { join } from "node:path";
import type { SkillChange, Verify } from "@portolan/core";
import { exampleCandidate, exampleEvidence } from "@portolan/core/testing";
import { openSkillStore } from "../store/open-skill-store.ts";
import { writeSteps } from "../store/write-steps.ts";

/**
 * A process of its own for tests: it makes one change of a store, and is killed before the step of that number, or with 0
 * copies the store before each step into a folder named after the step: what a kill there leaves on the disk.
 */
const [, , root, kind, dieBefore, copies] = process.argv as [string, string, string, string, string, string?];

let steps = 0;
writeSteps.before = () => {
  steps++;
  if (steps === Number(dieBefore)) process.kill(process.pid, "SIGKILL");
  if (copies) cpSync(root, join(copies, String(steps)), { recursive: true });
};

const verify: Verify = async () => ({ evidence: exampleEvidence() });
const because = { reason: "for the test", by: "test", verify };
const callee = exampleCandidate("callee", {
  source: "export const callee = (text: string): string => `${text}callee`;\n",
});

const changes: Record<string, SkillChange[]> = {
  replace: [{ kind: "put", candidate: callee }],
  rename: [
    { kind: "put", candidate: exampleCandidate("callee-2") },
    { kind: "alias", name: "callee", of: "callee-2" },
  ],
  revoke: [{ kind: "status", name: "callee", status: "revoked" }],
  return: [{ kind: "status", name: "retired", status: "active" }],
};

await using store = await openSkillStore({ root });
if (kind === "admit") await store.admit(exampleCandidate("added"), exampleEvidence());
else if (kind === "revert") {
  const id = (await store.history("callee")).at(-1)?.change;
  await store.revert(id as string, because);
} else await store.change(changes[kind] as SkillChange[], because);
process.stdout.write(`${steps}\n`);
