import { spawn } from "node:child_process";
import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Candidate } from "@portolan/core";
import { exampleCandidate, exampleEvidence } from "@portolan/core/testing";
import { expect, it } from "vitest";
import { builtInEmbedder } from "../embedders/built-in/built-in-embedder.ts";
import { openSkillStore } from "../store/open-skill-store.ts";
import { type Azurite, startAzurite } from "../testing/azurite.ts";
import { EXAMPLE_SKILLS } from "../testing/example-skills.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { connectLance } from "./lance-table.ts";
import { LibraryIndex } from "./library-index.ts";

const script = fileURLToPath(new URL("../testing/index-worker.ts", import.meta.url));
const flags = ["--conditions=@portolan/source", "--disable-warning=ExperimentalWarning"];

async function write(root: string, candidates: Candidate[], { uri, storageOptions }: Azurite): Promise<void> {
  const file = join(temporaryFolder(), "job.json");
  const job = { root, index: uri, storageOptions, candidates, evidence: exampleEvidence() };
  writeFileSync(file, JSON.stringify(job));
  const worker = spawn(process.execPath, [...flags, script, file], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const code = await new Promise((resolve) => worker.once("exit", resolve));
  expect(code).toBe(0);
}

it("loses and doubles no row when machines write to one index at once", async () => {
  await using azurite = await startAzurite(temporaryFolder());
  const first = temporaryFolder();
  await using store = await openSkillStore({ root: first });
  for (const candidate of EXAMPLE_SKILLS) await store.admit(candidate, exampleEvidence());
  // Each machine has its own copy of the folders; all find the same skills missing in the index, and each learns more.
  const machines = [first, ...[1, 2].map(() => temporaryFolder())];
  for (const root of machines.slice(1))
    cpSync(first, root, { recursive: true, filter: (path) => !path.includes(".portolan") });
  const own = (machine: number) =>
    Array.from({ length: 8 }, (_, i) => exampleCandidate(`machine-${machine}-skill-${i}`));
  const shared = Array.from({ length: 8 }, (_, i) => exampleCandidate(`shared-${i}`));
  await Promise.all([
    ...machines.map((root, machine) => write(root, [...own(machine), ...shared], azurite)),
    // A second process on the first machine.
    write(first, own(7), azurite),
  ]);
  const connection = await connectLance(azurite.uri, azurite.storageOptions);
  expect(await connection.tableNames()).toHaveLength(1);
  const table = await connection.openTable((await connection.tableNames())[0]!);
  const ids = ((await table.query().select(["id"]).toArray()) as { id: string }[]).map(({ id }) => id);
  const written = [...EXAMPLE_SKILLS, ...[0, 1, 2, 7].flatMap(own), ...shared].map(({ name }) => name);
  expect(ids.toSorted()).toEqual(written.toSorted());
  const versions = await table.listVersions();
  expect(versions.length).toBeLessThan(200);

  // A machine that comes later embeds nothing that is there.
  const late = temporaryFolder();
  cpSync(first, late, { recursive: true, filter: (path) => !path.includes(".portolan") });
  let embedded = 0;
  const inner = builtInEmbedder();
  const embedder = {
    ...inner,
    embed: (texts: string[]) => {
      embedded += texts.length;
      return inner.embed(texts);
    },
  };
  const { uri, storageOptions } = azurite;
  await using index = new LibraryIndex({ root: late, embedder, index: uri, storageOptions });
  const [vector] = await inner.embed(["append text"]);
  const library = await index.library();
  const query = { tokens: ["append", "text"], vector, filter: {}, limit: 100 };
  const found = await library.propose(query);
  expect([embedded, index.fallback]).toEqual([0, undefined]);
  await using memory = new LibraryIndex({ root: late, embedder, index: "memory" });
  const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
  const expected = await (await memory.library()).propose(query);
  expect(found.filter(({ bm25, cosine }) => bm25 > 0 || cosine > 0).toSorted(byName)).toEqual(
    expected.toSorted(byName),
  );
});
