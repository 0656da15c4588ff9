import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { exampleCandidate, exampleEvidence } from "@portolan/core/testing";
import { expect, it } from "vitest";
import { builtInEmbedder } from "../embedders/built-in/built-in-embedder.ts";
import { identifierTokens } from "../search/identifier-tokens.ts";
import type { Library, Proposal } from "../search/library.ts";
import { checkStore } from "../store/check-store.ts";
import { repairStore } from "../store/repair-store.ts";
import { openSkillStore } from "../store/open-skill-store.ts";
import { EXAMPLE_SKILLS } from "../testing/example-skills.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { indexFolder, stampOf } from "./index-stamp.ts";
import { connectLance } from "./lance-table.ts";
import { LibraryIndex } from "./library-index.ts";

const TEXTS = ["the largest number of a list", "capitalize words", "even", "append text", "qwertyuiop", ""];

async function storeOfExamples(): Promise<string> {
  const root = temporaryFolder();
  await using store = await openSkillStore({ root });
  for (const candidate of EXAMPLE_SKILLS) await store.admit(candidate, exampleEvidence());
  return root;
}

async function proposalsOf(library: Library, filter = {}): Promise<Proposal[][]> {
  const proposals: Proposal[][] = [];
  for (const text of TEXTS) {
    const [vector] = await builtInEmbedder().embed([text]);
    const found = await library.propose({ tokens: identifierTokens(text), vector, filter, limit: 100 });
    // Of the nearest that LanceDB gives, those that are not near at all are no proposals in memory.
    const near = found.filter(({ bm25, cosine }) => bm25 > 0 || cosine > 0);
    proposals.push(near.toSorted((a, b) => (a.name < b.name ? -1 : 1)));
  }
  return proposals;
}

it("proposes what memory proposes, with the same measures, through every change", async () => {
  const root = await storeOfExamples();
  await using store = await openSkillStore({ root });
  await using memory = new LibraryIndex({ root, embedder: builtInEmbedder(), index: "memory" });
  const open = ["lancedb", "memory://", join(temporaryFolder(), "db_elsewhere")].map(
    (index) => new LibraryIndex({ root, embedder: builtInEmbedder(), index }),
  );
  const steps: (() => Promise<unknown>)[] = [
    async () => {},
    () => store.transition("is-even", "deprecated", "for the test"),
    () =>
      store.admit(exampleCandidate("new-one", { tools: ["files"] }), exampleEvidence({ coder: "it's me" })),
    () => store.transition("is-even", "active", "for the test", { evidence: "for the test" }),
    async () => rmSync(join(root, "new-one"), { recursive: true }),
  ];
  const filters = [{}, { author: "it's me" }, { suite: "examples" }, { tools: [] }, { tags: ["it's none"] }];
  for (const step of steps) {
    await step();
    for (const filter of filters) {
      const expected = await proposalsOf(await memory.library(), filter);
      for (const index of open) expect(await proposalsOf(await index.library(), filter)).toEqual(expected);
    }
  }
  for (const index of open) {
    expect(index.fallback).toBeUndefined();
    await index[Symbol.asyncDispose]();
  }
});

it("is built anew when its table is damaged or gone, also under an open store", async () => {
  const root = await storeOfExamples();
  const options = { root, embedder: builtInEmbedder(), index: "lancedb" };
  const folder = join(indexFolder(root, stampOf(builtInEmbedder())), "lance");
  await using open = new LibraryIndex(options);
  const expected = await proposalsOf(await open.library());
  const table = join(folder, readdirSync(folder)[0]!);
  for (const damage of [
    () => rmSync(folder, { recursive: true }),
    () => rmSync(join(table, "_versions"), { recursive: true }),
    () =>
      readdirSync(join(table, "data")).forEach((file) => writeFileSync(join(table, "data", file), "damaged")),
    () => rmSync(join(root, ".portolan"), { recursive: true }),
  ]) {
    damage();
    await using other = new LibraryIndex(options);
    expect(await proposalsOf(await other.library())).toEqual(expected);
    expect(await proposalsOf(await open.library())).toEqual(expected);
    expect([open.fallback, other.fallback]).toEqual([undefined, undefined]);
  }
});

it("keeps stores and embedders apart that share a place", async () => {
  const index = temporaryFolder();
  const roots = [await storeOfExamples(), await storeOfExamples()];
  writeFileSync(
    join(roots[1]!, "package.json"),
    JSON.stringify({ name: "other-skills", portolan: { format: 1 } }),
  );
  const other = { ...builtInEmbedder(), id: "another" };
  for (const [root, embedder] of [
    [roots[0]!, builtInEmbedder()],
    [roots[1]!, builtInEmbedder()],
    [roots[0]!, other],
  ] as const) {
    await using library = new LibraryIndex({ root, embedder, index });
    await library.library();
  }
  expect(readdirSync(index)).toHaveLength(3);
});

it("writes a batch as one version, whose reader sees it at once", async () => {
  const root = await storeOfExamples();
  const index = temporaryFolder();
  await using writer = new LibraryIndex({ root, embedder: builtInEmbedder(), index });
  await using reader = new LibraryIndex({ root, embedder: builtInEmbedder(), index });
  const before = await reader.library();
  const connection = await connectLance(index, undefined);
  const table = await connection.openTable((await connection.tableNames())[0]!);
  const version = await table.version();
  await using store = await openSkillStore({ root });
  for (let i = 0; i < 5; i++) await store.admit(exampleCandidate(`zebra-${i}`), exampleEvidence());
  await writer.library();
  expect(await table.version()).toBe(version + 1);
  expect(await table.countRows()).toBe(EXAMPLE_SKILLS.length + 5);
  const query = { tokens: ["zebra"], vector: undefined, filter: {}, limit: 9 };
  expect(await before.propose(query)).toHaveLength(5);
});

it("refuses the cloud of LanceDB", async () => {
  const root = await storeOfExamples();
  await using index = new LibraryIndex({ root, embedder: builtInEmbedder(), index: "db://skills" });
  await expect(index.library()).rejects.toMatchObject({ code: "config" });
  expect(existsSync("db:")).toBe(false);
});

it("is compared with the folders by a check, and built anew by a repair", async () => {
  const root = await storeOfExamples();
  const options = { root, embedder: builtInEmbedder(), index: "lancedb" };
  const ask = async () => {
    await using index = new LibraryIndex(options);
    const proposals = await proposalsOf(await index.library());
    return proposals;
  };
  const expected = await ask();
  expect(await checkStore(root)).toEqual([]);
  const connection = await connectLance(
    join(indexFolder(root, stampOf(builtInEmbedder())), "lance"),
    undefined,
  );
  const [name] = await connection.tableNames();
  const table = await connection.openTable(name!);
  await table.delete("id = 'is-even'");
  expect(await checkStore(root)).toMatchObject([{ kind: "index-behind", severity: "notice" }]);
  expect((await repairStore(root)).left).toEqual([]);
  expect(await ask()).toEqual(expected);
  expect(await checkStore(root)).toEqual([]);
});
