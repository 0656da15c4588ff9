import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Candidate } from "@portolan/core";
import { exampleCandidate, exampleEvidence } from "@portolan/core/testing";
import { expect, it } from "vitest";
import { builtInEmbedder } from "../embedders/built-in/built-in-embedder.ts";
import { identifierTokens } from "../search/identifier-tokens.ts";
import { checkStore } from "../store/check-store.ts";
import { openSkillStore } from "../store/open-skill-store.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { LibraryIndex, type LibraryIndexOptions } from "./library-index.ts";

const script = fileURLToPath(new URL("../testing/index-worker.ts", import.meta.url));
const flags = ["--conditions=@portolan/source", "--disable-warning=ExperimentalWarning"];

/** Starts a process that admits and indexes, and kills it some moments after its given line of output. */
async function killAfter(lines: number, pauseMs: number, job: object): Promise<string[]> {
  const file = join(temporaryFolder(), "job.json");
  writeFileSync(file, JSON.stringify(job));
  const worker = spawn(process.execPath, [...flags, script, file], { stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  worker.stdout.on("data", (data) => {
    text += String(data);
    if (text.split("\n").length > lines) setTimeout(() => worker.kill("SIGKILL"), pauseMs);
  });
  await new Promise((resolve) => worker.once("close", resolve));
  return text.split("\n").slice(0, -1);
}

async function answersOf(options: LibraryIndexOptions): Promise<unknown> {
  await using index = new LibraryIndex(options);
  const library = await index.library();
  const answers: unknown[] = [library.size, library.signatures()];
  for (const text of ["append skill three to a text", "round one", "text"]) {
    const [vector] = await builtInEmbedder().embed([text]);
    const query = { tokens: identifierTokens(text), vector, filter: {}, limit: 1_000 };
    const found = (await library.propose(query)).filter(({ bm25, cosine }) => bm25 > 0 || cosine > 0);
    answers.push(found.toSorted((a, b) => (a.name < b.name ? -1 : 1)));
  }
  expect(index.fallback).toBeUndefined();
  return answers;
}

it.each(["memory", "lancedb"])("loses nothing when writers with an index in %s are killed", async (index) => {
  const root = temporaryFolder();
  const admitted = new Set<string>();
  for (let round = 0; round < 8; round++) {
    const candidates: Candidate[] = Array.from({ length: 12 }, (_, i) =>
      exampleCandidate(`round-${round}-skill-${i}`),
    );
    const job = { root, index, candidates, evidence: exampleEvidence(), segmentRows: 3 };
    const both = await Promise.all([
      killAfter(1 + round, (round * 7) % 40, job),
      killAfter(9 - round, (round * 13) % 40, { ...job, candidates: candidates.toReversed() }),
    ]);
    for (const name of both.flat()) admitted.add(name);
    const options = { root, embedder: builtInEmbedder() };
    const expected = await answersOf({ ...options, readOnly: true });
    expect(await answersOf({ ...options, index, segmentRows: 3 })).toEqual(expected);
    const problems = await checkStore(root);
    expect(problems.filter(({ kind }) => kind !== "write-left")).toEqual([]);
  }
  await using store = await openSkillStore({ root });
  const names = new Set((await store.list()).map(({ name }) => name));
  expect([...admitted].filter((name) => !names.has(name))).toEqual([]);
});
