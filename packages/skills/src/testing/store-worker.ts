import { readFileSync } from "node:fs";
import type { Candidate, Evidence } from "@portolan/core";
import { openSkillStore } from "../store/open-skill-store.ts";
import { withStoreLock } from "../store/store-lock.ts";

/** A process of its own for tests: it admits what a file lists, a line of output for each, or holds the lock until it is killed. */
const [, , command, root, file] = process.argv as [string, string, "admit" | "hold", string, string];

if (command === "hold") {
  await withStoreLock(root, "store", async () => {
    process.stdout.write("holding\n");
    await new Promise((resolve) => setTimeout(resolve, 60_000));
  });
} else {
  const { candidates, evidence, also } = JSON.parse(readFileSync(file, "utf8")) as {
    candidates: Candidate[];
    evidence: Evidence;
    also: ("search" | "deprecate")[];
  };
  await using store = await openSkillStore({ root });
  for (const [i, candidate] of candidates.entries()) {
    const { skill, change } = await store.admit(candidate, evidence);
    if (also.includes("search") && i % 4 === 0)
      await store.search({ text: candidate.description, signature: candidate.signature });
    if (also.includes("deprecate") && i % 3 === 0)
      await store.transition(skill.name, "deprecated", "for the test");
    process.stdout.write(`${JSON.stringify({ name: skill.name, digest: skill.digest, change })}\n`);
  }
}
