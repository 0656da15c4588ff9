import { readFileSync } from "node:fs";
import type { Candidate, Evidence } from "@portolan/core";
import { builtInEmbedder } from "../embedders/built-in/built-in-embedder.ts";
import { LibraryIndex } from "../index-tiers/library-index.ts";
import { openSkillStore } from "../store/open-skill-store.ts";

/** A process of its own for tests: it admits what a file lists, and brings the index level after each. */
const job = JSON.parse(readFileSync(process.argv[2] as string, "utf8")) as {
  root: string;
  index: string;
  storageOptions: Record<string, string>;
  candidates: Candidate[];
  evidence: Evidence;
  segmentRows?: number;
};

await using store = await openSkillStore({ root: job.root });
await using index = new LibraryIndex({ ...job, embedder: builtInEmbedder() });
for (const candidate of job.candidates) {
  const { skill } = await store.admit(candidate, job.evidence);
  await index.library();
  if (index.fallback) throw index.fallback;
  process.stdout.write(`${skill.name}\n`);
}
await index.maintained();
