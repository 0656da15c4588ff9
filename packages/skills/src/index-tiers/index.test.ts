import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import type { Candidate, Embedder, Match, SkillQuery } from "@portolan/core";
import { exampleEvidence } from "@portolan/core/testing";
import { expect, it } from "vitest";
import { builtInEmbedder } from "../embedders/built-in/built-in-embedder.ts";
import { checkStore } from "../store/check-store.ts";
import { openSkillStore } from "../store/open-skill-store.ts";
import { repairStore } from "../store/repair-store.ts";
import { EXAMPLE_SKILLS } from "../testing/example-skills.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { levelIndex } from "./level-index.ts";
import { VectorStore } from "./vector-store.ts";

const QUERIES: SkillQuery[] = [
  { text: "write every word with a capital letter", signature: "(words: string[]) => string[]" },
  { text: "the largest number" },
  { text: "", signature: "(xs: number[]) => number" },
  { text: "qwertyuiop" },
];

async function answers(
  root: string,
  options: { embedder?: Embedder; readOnly?: boolean } = {},
): Promise<Match[][]> {
  await using store = await openSkillStore({ root, ...options });
  const matches: Match[][] = [];
  for (const query of QUERIES) matches.push(await store.search(query));
  expect(store.indexFallback).toBeUndefined();
  return matches;
}

async function storeOf(candidates: Candidate[], searchBetween = false): Promise<string> {
  const root = temporaryFolder();
  await using store = await openSkillStore({ root });
  for (const candidate of candidates) {
    await store.admit(candidate, exampleEvidence());
    if (searchBetween) await store.search(QUERIES[0]!);
  }
  return root;
}

/** The built-in embedder, with the number of texts that it was given. */
function counting(): Embedder & { texts: number } {
  const embedder = builtInEmbedder();
  const counted = {
    ...embedder,
    texts: 0,
    embed: (texts: string[]) => {
      counted.texts += texts.length;
      return embedder.embed(texts);
    },
  };
  return counted;
}

function disposable(database: DatabaseSync): DatabaseSync & Disposable {
  return Object.assign(database, { [Symbol.dispose]: () => database.close() });
}

const indexes = (root: string) => readdirSync(join(root, ".portolan/index"));

it("answers the same whatever the index went through", async () => {
  const atOnce = await storeOf(EXAMPLE_SKILLS);
  const expected = await answers(atOnce);
  const oneByOne = await storeOf(EXAMPLE_SKILLS.toReversed(), true);
  expect(await answers(oneByOne)).toEqual(expected);
  await using store = await openSkillStore({ root: oneByOne });
  for (const { name } of EXAMPLE_SKILLS.slice(0, 9)) {
    await store.transition(name, "deprecated", "for the test");
    await store.search(QUERIES[0]!);
    await store.transition(name, "active", "for the test", { evidence: "seen" });
    await store.search(QUERIES[0]!);
  }
  expect(await answers(oneByOne)).toEqual(expected);
});

it("loses nothing with .portolan, even under an open store", async () => {
  const root = await storeOf(EXAMPLE_SKILLS);
  const expected = await answers(root);
  await using open = await openSkillStore({ root });
  await open.search(QUERIES[0]!);
  rmSync(join(root, ".portolan"), { recursive: true });
  expect(await open.search(QUERIES[0]!)).toEqual(expected[0]);
  expect(open.indexFallback).toBeUndefined();
  rmSync(join(root, ".portolan"), { recursive: true });
  expect(await answers(root)).toEqual(expected);
});

it("answers the same in memory, for a store that it may not write", async () => {
  const root = await storeOf(EXAMPLE_SKILLS);
  const inMemory = await answers(root, { readOnly: true });
  expect(readdirSync(join(root, ".portolan"))).not.toContain("index");
  expect(await answers(root)).toEqual(inMemory);
  rmSync(join(root, ".portolan"), { recursive: true });
  // Where the hidden folder should be, a file: no lock and no index can be made.
  writeFileSync(join(root, ".portolan"), "");
  await using store = await openSkillStore({ root });
  expect(await store.search(QUERIES[0]!)).toEqual(inMemory[0]);
  expect(store.indexFallback).toBeInstanceOf(Error);
});

it("keeps the vectors of different embedders apart", async () => {
  const root = await storeOf(EXAMPLE_SKILLS);
  const expected = await answers(root);
  const other: Embedder = {
    id: "letters",
    dimension: 26,
    embed: async (texts) => texts.map(() => Float32Array.from({ length: 26 }, (_, i) => (i === 0 ? 1 : 0))),
  };
  const [first] = await answers(root, { embedder: other });
  expect(first?.[0]?.reasons.join()).toContain("vector 1st: 1.00");
  expect(indexes(root)).toHaveLength(2);
  expect(await answers(root)).toEqual(expected);
});

it("makes a catalogue anew that is damaged, of another version, or gone", async () => {
  const root = await storeOf(EXAMPLE_SKILLS);
  const expected = await answers(root);
  const path = join(root, ".portolan/catalog.db");
  const damages = [
    () => writeFileSync(path, "this is no database, and was never one ".repeat(300)),
    () => writeFileSync(path, readFileSync(path).subarray(0, 20_000)),
    () => writeFileSync(path, ""),
    () => rmSync(path),
    () => {
      using database = disposable(new DatabaseSync(path));
      database.exec("UPDATE meta SET value = 'of another version' WHERE key = 'stamp'");
    },
  ];
  for (const damage of damages) {
    damage();
    expect(await answers(root)).toEqual(expected);
  }
});

it("embeds again only what it has lost", async () => {
  const root = await storeOf(EXAMPLE_SKILLS);
  const embedder = counting();
  const expected = await answers(root, { embedder });
  expect(embedder.texts).toBe(3 * EXAMPLE_SKILLS.length + QUERIES.length);
  rmSync(join(root, ".portolan/catalog.db"));
  embedder.texts = 0;
  expect(await answers(root, { embedder })).toEqual(expected);
  expect(embedder.texts).toBe(QUERIES.length);
  const vectors = join(root, ".portolan/index", indexes(root)[0] as string, "vectors.db");
  expect(await checkStore(root)).toEqual([]);
  const damaged = readFileSync(vectors).fill(7, 16_384);
  for (const damage of ["damaged", damaged]) {
    writeFileSync(vectors, damage);
    expect(await checkStore(root, { embedder })).toMatchObject([{ kind: "index-wrong", path: vectors }]);
    expect((await repairStore(root, { embedder })).left).toEqual([]);
    writeFileSync(vectors, damage);
    expect(await answers(root, { embedder })).toEqual(expected);
  }
});

it("tells how the making of an index goes on", async () => {
  const root = await storeOf(EXAMPLE_SKILLS);
  const told: [done: number, total: number][] = [];
  await using store = await openSkillStore({
    root,
    indexProgress: { texts: (done, total) => told.push([done, total]) },
  });
  await store.search(QUERIES[0]!);
  const count = EXAMPLE_SKILLS.length;
  expect(told).toEqual([
    [0, count],
    [count, count],
  ]);
  await store.search(QUERIES[1]!);
  expect(told).toHaveLength(2);
});

it("goes on where a rebuild was killed, and believes no vector that is none", async () => {
  const root = await storeOf(EXAMPLE_SKILLS);
  const expected = await answers(root);
  const folder = join(root, ".portolan/index", indexes(root)[0] as string);
  {
    using database = disposable(new DatabaseSync(join(folder, "vectors.db")));
    database.exec("DELETE FROM vectors WHERE rowid % 2 = 0");
    const torn = new Uint8Array(new Float32Array(builtInEmbedder().dimension).fill(Number.NaN).buffer);
    database.prepare("UPDATE vectors SET vector = ? WHERE rowid = 1").run(torn);
    database.exec("UPDATE vectors SET vector = x'0102' WHERE rowid = 3");
  }
  rmSync(join(root, ".portolan/catalog.db"));
  expect(await answers(root)).toEqual(expected);
});

it("forgets the vectors of texts that no folder has any more when it is told to level the index", async () => {
  const root = await storeOf(EXAMPLE_SKILLS);
  const expected = await answers(root);
  const path = join(root, ".portolan/index", indexes(root)[0] as string, "vectors.db");
  const dimension = builtInEmbedder().dimension;
  {
    using vectors = VectorStore.open(path, dimension);
    vectors.put([["of a text that is gone", new Float32Array(dimension).fill(0.1)]]);
  }
  await levelIndex(root, { embedder: builtInEmbedder() });
  using vectors = VectorStore.open(path, dimension);
  expect(vectors.get("of a text that is gone")).toBeUndefined();
  const embedder = counting();
  expect(await answers(root, { embedder })).toEqual(expected);
  expect(embedder.texts).toBe(QUERIES.length);
});

it("notices a description that a person changed", async () => {
  const root = await storeOf(EXAMPLE_SKILLS);
  await answers(root);
  const path = join(root, "is-even/SKILL.md");
  writeFileSync(path, readFileSync(path, "utf8").replace("Tells whether", "Zebra stripes:"));
  await using store = await openSkillStore({ root });
  expect((await store.search({ text: "zebra" }))[0]?.skill.name).toBe("is-even");
});

it("passes a failing embedder on", async () => {
  const root = await storeOf(EXAMPLE_SKILLS);
  const broken: Embedder = {
    id: "broken",
    dimension: 2,
    embed: async () => Promise.reject(new Error("the model is gone")),
  };
  await using store = await openSkillStore({ root, embedder: broken });
  await expect(store.search(QUERIES[0]!)).rejects.toMatchObject({
    code: "embedder-failed",
    message: expect.stringContaining("the model is gone"),
  });
});

it("works in a folder whose name begins with db, relative to here", async () => {
  const here = process.cwd();
  process.chdir(temporaryFolder());
  try {
    await using store = await openSkillStore({ root: "db_store" });
    await store.admit(EXAMPLE_SKILLS[0]!, exampleEvidence());
    expect(await store.search(QUERIES[0]!)).toHaveLength(1);
    expect(store.indexFallback).toBeUndefined();
  } finally {
    process.chdir(here);
  }
});

it("loads neither LanceDB nor Arrow nor transformers.js for a search in memory", async () => {
  const root = await storeOf(EXAMPLE_SKILLS.slice(1));
  const index = new URL("../index.ts", import.meta.url).href;
  const script = `
    import Module from "node:module";
    import { openSkillStore, checkStore } from ${JSON.stringify(index)};
    const job = ${JSON.stringify({ candidate: EXAMPLE_SKILLS[0], evidence: exampleEvidence() })};
    const store = await openSkillStore({ root: ${JSON.stringify(root)} });
    await store.admit(job.candidate, job.evidence);
    await store.list();
    await store.search({ text: "word" });
    await checkStore(store.root);
    console.log(Object.keys(Module._cache).filter((path) => /lancedb|arrow|transformers/.test(path)).length);
  `;
  const flags = ["--conditions=@portolan/source", "--input-type=module", "-e", script];
  const cwd = fileURLToPath(new URL("..", import.meta.url));
  expect(execFileSync(process.execPath, flags, { encoding: "utf8", cwd })).toBe("0\n");
});
