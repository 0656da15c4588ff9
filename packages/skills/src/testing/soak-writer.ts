import type { Candidate } from "@portolan/core";
import { exampleCandidate, exampleEvidence } from "@portolan/core/testing";
import { openSkillStore } from "../store/open-skill-store.ts";

/**
 * One writer of a soak: admits its skills in order, says each that the store has taken, and now and then puts a new version
 * of one that another skill calls.
 */
const [, , root, writer, first, count, versionEvery] = process.argv as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
];

const verify = async () => ({ evidence: exampleEvidence() });

await using store = await openSkillStore({ root, lockTimeoutMs: 120_000 });
for (let i = Number(first); i < Number(count); i++) {
  const uses = i % 10 === 9 ? await pinned(`w${writer}-${i - 1}`) : [];
  const { skill } = await store.admit(exampleCandidate(`w${writer}-${i}`, { uses }), exampleEvidence());
  process.stdout.write(`${i} ${skill.name} ${skill.digest}\n`);
  if (i % Number(versionEvery) === 9) await putVersion(`w${writer}-${i - 1}`);
}

async function pinned(name: string): Promise<Candidate["uses"]> {
  const callee = await store.get(name);
  return callee ? [{ name, digest: callee.digest }] : [];
}

/** Its caller is pinned anew in the same transaction. */
async function putVersion(name: string): Promise<void> {
  const skill = await store.get(name);
  if (!skill || skill.version > 1) return;
  const candidate = exampleCandidate(name, { source: `${skill.source}// version 2\n` });
  const { refused } = await store.change([{ kind: "put", candidate }], {
    reason: "soak",
    by: writer,
    verify,
  });
  if (refused) throw new Error(`${refused.name}: ${refused.reason}`);
}
