import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Embedder, SkillFilter } from "@portolan/core";
import { exampleCandidate, exampleEvidence } from "@portolan/core/testing";
import { expect, it } from "vitest";
import { builtInEmbedder } from "../embedders/built-in/built-in-embedder.ts";
import { identifierTokens } from "../search/identifier-tokens.ts";
import type { Library, LibraryQuery, Proposal } from "../search/library.ts";
import { embedDocuments } from "../search/embed-documents.ts";
import { documentOf } from "../search/skill-document.ts";
import { openSkillStore } from "../store/open-skill-store.ts";
import { EXAMPLE_SKILLS } from "../testing/example-skills.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { indexFolder, stampOf } from "./index-stamp.ts";
import { LibraryIndex } from "./library-index.ts";
import { exactDot } from "./quantise.ts";

const TEXTS = ["the largest number of a list", "capitalize words", "even", "append text", "qwertyuiop", ""];
const LIMIT = 5;

async function storeOfExamples(): Promise<string> {
  const root = temporaryFolder();
  await using store = await openSkillStore({ root });
  for (const candidate of EXAMPLE_SKILLS) await store.admit(candidate, exampleEvidence());
  return root;
}

async function queryOf(text: string, filter: SkillFilter = {}): Promise<LibraryQuery> {
  const [vector] = await builtInEmbedder().embed([text]);
  const tokens = [...new Set(identifierTokens(text))];
  return { tokens, vector: text === "" ? undefined : vector, filter, limit: LIMIT };
}

async function proposalsOf(library: Library): Promise<Proposal[][]> {
  const proposals: Proposal[][] = [];
  for (const text of TEXTS) proposals.push(sorted(await library.propose(await queryOf(text))));
  return proposals;
}

/** The same by going through all skills of a store. */
async function expectedIn(root: string, text: string): Promise<Proposal[]> {
  await using store = await openSkillStore({ root, readOnly: true });
  const documents = (await store.list()).map(documentOf);
  const mean = documents.reduce((sum, { tokens }) => sum + tokens.length, 0) / documents.length;
  const { tokens, vector } = await queryOf(text);
  const vectors = await embedDocuments(builtInEmbedder(), documents);
  const all = documents.map((document, i) => {
    const parts = tokens.map((token) => {
      const having = documents.filter(({ counts }) => counts.has(token)).length;
      const weight = Math.log(1 + (documents.length - having + 0.5) / (having + 0.5));
      const count = document.counts.get(token) ?? 0;
      const norm = 1 - 0.75 + (0.75 * document.tokens.length) / mean;
      return count === 0 ? 0 : (weight * count * 2.2) / (count + 1.2 * norm);
    });
    const bm25 = parts.reduce((sum, part) => sum + part, 0);
    return { name: document.skill.name, bm25, cosine: vector ? exactDot(vector, vectors[i]!) : 0 };
  });
  const best = (measure: "bm25" | "cosine") =>
    all
      .filter((one) => one[measure] > 0)
      .toSorted((a, b) => b[measure] - a[measure] || (a.name < b.name ? -1 : 1))
      .slice(0, LIMIT);
  return sorted([...new Set([...best("bm25"), ...best("cosine")])]);
}

function sorted(proposals: Proposal[]): Proposal[] {
  return proposals.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

const segmentsIn = (root: string) =>
  readdirSync(indexFolder(root, stampOf(builtInEmbedder()))).filter((file) => file.endsWith(".segment"));

it("proposes what going through all skills proposes, whatever segments there are", async () => {
  const root = await storeOfExamples();
  await using store = await openSkillStore({ root });
  const open = [1, 3, 7, 1_000].map(
    (segmentRows) => new LibraryIndex({ root, embedder: builtInEmbedder(), segmentRows }),
  );
  const readOnly = new LibraryIndex({ root, embedder: builtInEmbedder(), readOnly: true, segmentRows: 2 });
  const names = EXAMPLE_SKILLS.map(({ name }) => name);
  for (const [round, name] of ["", ...names.slice(0, 9)].entries()) {
    if (name !== "") await store.transition(name, "deprecated", "for the test");
    if (round % 4 === 3)
      await store.transition(names[round - 2]!, "active", "for the test", { evidence: "for the test" });
    await store.admit(exampleCandidate(`new-${round}`), exampleEvidence());
    const expected = await Promise.all(TEXTS.map((text) => expectedIn(root, text)));
    for (const index of [...open, readOnly])
      expect(await proposalsOf(await index.library())).toEqual(expected);
  }
  for (const index of [...open, readOnly]) await index[Symbol.asyncDispose]();
  expect(segmentsIn(root).length).toBeGreaterThan(1);
  await using later = new LibraryIndex({ root, embedder: builtInEmbedder() });
  const expected = await Promise.all(TEXTS.map((text) => expectedIn(root, text)));
  expect(await proposalsOf(await later.library())).toEqual(expected);
});

it("answers what views ask without reading folders", async () => {
  const root = await storeOfExamples();
  await using index = new LibraryIndex({ root, embedder: builtInEmbedder() });
  const library = await index.library();
  await using store = await openSkillStore({ root });
  const skills = await store.list();
  expect(library.size).toBe(skills.length);
  expect(library.signatures().toSorted()).toEqual(
    [...new Set(skills.map(({ signature }) => signature))].toSorted(),
  );
  const { signature } = skills[0]!;
  expect(library.withSignature(signature)).toEqual(
    skills.filter((skill) => skill.signature === signature).map(({ name }) => name),
  );
  expect(library.withSignature("(nobody: never) => has")).toEqual([]);
  for (const skill of skills) {
    const { evidence, evals, ...rest } = skill;
    const document = library.document(skill.name);
    expect(document?.skill).toMatchObject(rest);
    expect(document?.counts).toEqual(documentOf(skill).counts);
    expect([evidence.coder, evals.examples]).toEqual([
      document?.skill.evidence.coder,
      document?.skill.evals.examples,
    ]);
  }
  expect(library.document("nobody")).toBeUndefined();
});

it("keeps what it read from one search to the next, until somebody writes", async () => {
  const root = await storeOfExamples();
  await using index = new LibraryIndex({ root, embedder: builtInEmbedder() });
  const [first, second, gone] = EXAMPLE_SKILLS.map(({ name }) => name) as [string, string, string];
  const read = async (name: string) => (await index.library()).document(name);
  const before = [await read(first), await read(second), await read(gone), await read("added")];
  expect(before.map((one) => one?.skill.name)).toEqual([first, second, gone, undefined]);
  expect(await read(first)).toBe(before[0]);
  await using others = await openSkillStore({ root });
  await others.transition(gone, "deprecated", "for the test");
  await others.admit(exampleCandidate("added"), exampleEvidence());
  const after = [await read(first), await read(gone), await read("added")];
  expect(after.map((one) => one?.skill.name)).toEqual([first, undefined, "added"]);
  expect(after[0]).not.toBe(before[0]);
});

it("bears that a skill goes while a search is under way, whoever saw it before", async () => {
  const root = await storeOfExamples();
  await using index = new LibraryIndex({ root, embedder: builtInEmbedder() });
  const [gone] = EXAMPLE_SKILLS.map(({ name }) => name) as [string];
  expect((await index.library()).document(gone)).toBeDefined();
  const library = await index.library();
  rmSync(join(root, gone), { recursive: true });
  await index.library();
  expect(library.document(gone)?.skill.name).toBe(gone);
  expect((await index.library()).document(gone)).toBeUndefined();
});

it("narrows by author, suite and tools, those of callees included", async () => {
  const root = temporaryFolder();
  await using store = await openSkillStore({ root });
  const reader = await store.admit(exampleCandidate("reader", { tools: ["files"] }), exampleEvidence());
  const uses = [{ name: "reader", digest: reader.skill.digest }];
  await store.admit(
    exampleCandidate("caller", { uses, tools: ["clock"] }),
    exampleEvidence({ coder: "somebody" }),
  );
  await store.admit(exampleCandidate("pure"), exampleEvidence({ task: { id: "one", suite: "other" } }));
  await using index = new LibraryIndex({ root, embedder: builtInEmbedder() });
  const library = await index.library();
  const all = ["caller", "pure", "reader"];
  for (const [filter, expected] of [
    [{}, all],
    [{ status: ["active", "revoked"] }, all],
    [{ status: ["revoked"] }, []],
    [{ author: "somebody" }, ["caller"]],
    [{ author: "nobody" }, []],
    [{ suite: "other" }, ["pure"]],
    [{ tools: [] }, ["pure"]],
    [{ tools: ["files"] }, ["pure", "reader"]],
    [{ tools: ["files", "clock"] }, all],
    [{ tags: ["none-has-it"] }, []],
    [{ tags: [] }, all],
  ] satisfies [SkillFilter, string[]][]) {
    expect(all.filter((name) => library.passes(name, filter))).toEqual(expected);
    const proposals = await library.propose(await queryOf("append text", filter));
    expect(proposals.map(({ name }) => name).toSorted()).toEqual(expected);
  }
});

it("builds an index anew whose folder is torn, and never mixes embedders", async () => {
  const root = await storeOfExamples();
  const options = { root, embedder: builtInEmbedder(), segmentRows: 3 };
  const folder = indexFolder(root, stampOf(builtInEmbedder()));
  const ask = async (): Promise<Proposal[][]> => {
    await using index = new LibraryIndex(options);
    const proposals = await proposalsOf(await index.library());
    expect(index.fallback).toBeUndefined();
    return proposals;
  };
  const expected = await ask();
  const path = () => join(folder, segmentsIn(root)[0]!);
  for (const tear of [
    () => truncateSync(path(), 500),
    () => writeFileSync(path(), readFileSync(path()).fill(1, 3_000, 3_004)),
    () => writeFileSync(path(), "damaged"),
    () => rmSync(path()),
    () => writeFileSync(join(folder, "segments.json"), "{"),
    () => rmSync(join(folder, "segments.json")),
    () => rmSync(folder, { recursive: true }),
  ]) {
    tear();
    expect(await ask()).toEqual(expected);
    // The next segments are written over what was torn.
    expect(await ask()).toEqual(expected);
  }
  const letters: Embedder = {
    id: "letters",
    dimension: 2,
    embed: async (texts) => texts.map(() => Float32Array.of(1, 0)),
  };
  await using other = new LibraryIndex({ ...options, embedder: letters });
  const query = { tokens: [], vector: Float32Array.of(1, 0), filter: {}, limit: 3 };
  const first = EXAMPLE_SKILLS.map(({ name }) => name)
    .toSorted()
    .slice(0, 3);
  const proposals = await (await other.library()).propose(query);
  expect(sorted(proposals).map(({ name, cosine }) => `${name} ${cosine}`)).toEqual(
    first.map((name) => `${name} 1`),
  );
  expect(await ask()).toEqual(expected);
});

it("finds texts without a known word by their words alone", async () => {
  const root = await storeOfExamples();
  const blind: Embedder = {
    id: "blind",
    dimension: 4,
    embed: async (texts) => texts.map(() => new Float32Array(4)),
  };
  await using index = new LibraryIndex({ root, embedder: blind });
  const library = await index.library();
  const query = { tokens: ["even"], vector: new Float32Array(4), filter: {}, limit: 3 };
  const proposals = await library.propose(query);
  expect(proposals.length).toBeGreaterThan(0);
  expect(proposals.every(({ bm25, cosine }) => bm25 > 0 && cosine === 0)).toBe(true);
});

it("refuses a vector that is not a number", async () => {
  const root = await storeOfExamples();
  const wrong: Embedder = {
    id: "wrong",
    dimension: 2,
    embed: async (texts) => texts.map(() => Float32Array.of(Number.NaN, 1)),
  };
  await using index = new LibraryIndex({ root, embedder: wrong });
  await expect(index.library()).rejects.toMatchObject({ code: "embedder-failed" });
});
